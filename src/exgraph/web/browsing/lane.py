"""Lanes of a timeline: the values of a facet with the events of a selection that have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.reading.selection import Choice, Selection

FACETS = ("partner", "place", "kind", "organisation", "series", "region", "category")
"""What lanes are of; the first is taken where none is asked for."""
_EXACT = {"partner": "with", "place": "at"}
"""Lanes of places are those that an event names itself: the lane of all Russia would repeat the others."""


@dataclass(frozen=True)
class Lane:
    """A value of a facet: its IRI, the facet and the value that select its events, their positions in time's order."""

    iri: str
    facet: str
    key: str
    positions: Sequence[int]

    def within(self, selection: Selection, first: int, last: int) -> Selection:
        """Return the events of a lane in some years as a selection."""
        return selection.only(self.facet, self.key).within(first, last)


def lanes(choice: Choice, facet: str) -> list[Lane]:
    """Return the lanes of a selection, those with most events first.

    Of a facet that the selection narrows only the values chosen; its places are those met besides as well.
    """
    index, exact = choice.index, _EXACT.get(facet, facet)
    of, found = index.values(exact), dict[str, list[int]]()
    for position in choice.positions:
        for iri in of[position]:
            found.setdefault(iri, []).append(position)
    if chosen := choice.selection.values.get(exact, ()):
        found = {iri: positions for iri, positions in found.items() if index.key(iri) in chosen}
    order = sorted(found, key=lambda iri: (-len(found[iri]), iri))
    return [Lane(iri, _selecting(choice, facet, iri), index.key(iri), found[iri]) for iri in order]


def _selecting(choice: Choice, facet: str, iri: str) -> str:
    """Return the facet that selects exactly a lane: of a region, and beside other chosen places, the exact one."""
    is_wider = facet in _EXACT and (choice.index.places[iri].region or facet in choice.selection.values)
    return _EXACT[facet] if is_wider else facet
