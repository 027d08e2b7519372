"""Why a published statement holds: where it is asserted, or by which rules it follows and from what."""

from exgraph.explain.evidence import Evidence, Record
from exgraph.explain.explainer import Explainer, Explanation, Reason
from exgraph.explain.stated import Stated

__all__ = ["Evidence", "Explainer", "Explanation", "Reason", "Record", "Stated"]
