"""Links to other collections: proposals for a person to review, and our ties beside those told elsewhere."""

from __future__ import annotations

from exgraph.link.comparison import Compared, compare
from exgraph.link.dump import DumpError, Entity, entities
from exgraph.link.proposal import Proposal, Proposer, best
from exgraph.link.service import ServiceError, ask
from exgraph.link.thing import Thing, Tie, things, ties

__all__ = [
    "Compared",
    "DumpError",
    "Entity",
    "Proposal",
    "Proposer",
    "ServiceError",
    "Thing",
    "Tie",
    "ask",
    "best",
    "compare",
    "entities",
    "things",
    "ties",
]
