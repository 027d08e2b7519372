"""Links to other collections: proposals for a person to review, and our ties beside those told elsewhere."""

from __future__ import annotations

from exgraph.link.comparison import Compared, compare
from exgraph.link.dump import DumpError, WikidataEntity, entities
from exgraph.link.proposal import LinkProposal, Proposer, best
from exgraph.link.service import ServiceError, ask
from exgraph.link.thing import LinkedThing, LinkedTie, things, ties

__all__ = [
    "Compared",
    "DumpError",
    "LinkProposal",
    "LinkedThing",
    "LinkedTie",
    "Proposer",
    "ServiceError",
    "WikidataEntity",
    "ask",
    "best",
    "compare",
    "entities",
    "things",
    "ties",
]
