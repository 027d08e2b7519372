"""Reconciliation: rows of other people's tables matched with things of the graph (Reconciliation Service API).

Versions 0.2 and 1.0-draft share the entities, the matching and the properties; `query` and `reply` know how each
version asks and answers.
"""

from exgraph.web.reconciliation.entity import Entities, KnownEntity

__all__ = ["Entities", "KnownEntity"]
