"""Merges: an event told by two documents is one event. A decision a line, with its reason; take it out to undo it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, Reference, cell, concept, scoped_reference
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.statement import typed, valued
from exgraph.mapping.term import Triple, name


@dataclass(frozen=True)
class Merge(Row):
    """One event of one source that is an event of another: `wakkanai-chronicle/108` into `hokkaido-russia-db/625`."""

    KEY: ClassVar[tuple[str, ...]] = ("event",)

    event: str = cell(scoped_reference("event"))
    into: str = cell(scoped_reference("event"))
    reason: str = cell(FILLED)
    review: str = cell(concept("review"))

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: an event merged into itself."""
        if self.event == self.into:
            yield "into", "it is merged into itself"

    def merges(self) -> Iterator[tuple[Reference, Reference]]:
        """Yield that the event is the other one."""
        yield ("event", self.event), ("event", self.into)


def triples(row: Merge, context: Context) -> Iterator[Triple]:
    """Yield where the merged event's IRI leads; its facts are told of the other one."""
    merged, into = context.thing("event", row.event), context.thing("event", row.into)
    yield from typed(merged, ["Redirect"])
    yield merged, name("dcterms:isReplacedBy"), into
    yield from valued(merged, "skos:note", row.reason)
