"""Pairs judged apart: events that are alike and yet two. A decision a line, with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, cell, concept, scoped_reference
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.term import Triple, name


@dataclass(frozen=True)
class Apart(Row):
    """Two events that a person read and found to be two: `wakkanai-chronicle/76` and `wakkanai-chronicle/77`."""

    KEY: ClassVar[tuple[str, ...]] = ("event", "other")

    event: str = cell(scoped_reference("event"))
    other: str = cell(scoped_reference("event"))
    reason: str = cell(FILLED)
    review: str = cell(concept("review"))

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: an event apart from itself."""
        if self.event == self.other:
            yield "other", "it is the same event"


def triples(row: Apart, context: Context) -> Iterator[Triple]:
    """Yield that the two are judged apart."""
    yield context.scoped("event", row.event), name("exg:apartFrom"), context.scoped("event", row.other)
