"""Why a published statement holds: where it is asserted, or by which rules it follows and from what."""

from exgraph.explain.evidence import Evidence
from exgraph.explain.explainer import Explainer, Explanation, Reason
from exgraph.explain.stated import HIDDEN, Known, Stated, hidden

__all__ = ["HIDDEN", "Evidence", "Explainer", "Explanation", "Known", "Reason", "Stated", "hidden"]
