"""What former municipalities have become part of, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import DATE, FILLED, cell, reference
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.statement import linked, valued
from exgraph.mapping.term import Triple, name, partial_date
from exgraph.model.date import PartialDate


@dataclass(frozen=True)
class Succession(Row):
    """A former municipality, what it has become part of, and the day on which it did."""

    KEY: ClassVar[tuple[str, ...]] = ("place",)

    place: str = cell(reference("place"))
    successor: str = cell(reference("place"))
    until: PartialDate = cell(DATE)
    origin: str = cell(FILLED)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: a place that became part of itself."""
        if self.place == self.successor:
            yield "successor", "a place does not become part of itself"


def triples(row: Succession, context: Context) -> Iterator[Triple]:
    """Yield the successor and the day, and where they were read."""
    place = context.thing("place", row.place)
    yield from linked(place, "exg:successor", [context.thing("place", row.successor)])
    yield place, name("exg:until"), partial_date(row.until)
    yield from valued(place, "exg:origin", f"successor,until={row.origin}")
