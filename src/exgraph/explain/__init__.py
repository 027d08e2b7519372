"""Why a published statement holds: where it is asserted, or by which rules it follows and from what."""

from exgraph.explain.evidence import Grounds
from exgraph.explain.explainer import Explainer, Explanation, Reason
from exgraph.explain.stated import HIDDEN, KnownStatements, Stated, hidden

__all__ = ["HIDDEN", "Explainer", "Explanation", "Grounds", "KnownStatements", "Reason", "Stated", "hidden"]
