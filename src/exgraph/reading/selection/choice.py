"""A selection evaluated: its events, the counts of every facet, and the selections with one value fewer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from exgraph.reading.selection.bits import bits, members_of
from exgraph.reading.selection.events import Events
from exgraph.reading.selection.exchange import Pair, crosses, pairs, touches
from exgraph.reading.selection.facet import FACETS
from exgraph.reading.selection.occurrence import Occurrence
from exgraph.reading.selection.state import Selection
from exgraph.store import fold

YEARS = "years"
"""The name of the span of years among what is chosen."""
TEXT = "q"
"""The name of the words of the title among what is chosen."""


class Choice:
    """The events that a selection holds. Each thing chosen is worked out once, as the set of events that meet it."""

    def __init__(self, index: Events, selection: Selection) -> None:
        self.selection = selection
        self.index = index
        self._met = dict(self._constraints())
        self._members = self._without()

    @property
    def total(self) -> int:
        """How many events there are."""
        return self._members.bit_count()

    @cached_property
    def positions(self) -> list[int]:
        """The positions of the events in the index, in the order of time."""
        return list(members_of(self._members))

    @property
    def occurrences(self) -> list[Occurrence]:
        """The events in the order of time."""
        return [self.index.occurrences[position] for position in members_of(self._members)]

    @cached_property
    def pairs(self) -> list[Pair]:
        """The pairs of a place of Japan and one abroad that the events join, those with most events first."""
        return pairs(self.positions, self.index.occurrences, self.index.exchanges)

    def moved(self, position: int) -> tuple[int, int]:
        """Return how many people went from Japan abroad at an event and how many came from there, as far as counted.

        Where places are chosen, only those who went from one of them or to one.
        """
        if not self._places:
            known = self.index.exchanges[position]
            return known.sent, known.received
        groups, places = self.index.occurrences[position].groups, self.index.places
        sent = sum(group.people or 0 for group in groups if crosses(group, places, outward=True, chosen=self._places))
        received = sum(
            group.people or 0 for group in groups if crosses(group, places, outward=False, chosen=self._places)
        )
        return sent, received

    def elsewhere(self, position: int) -> int:
        """Return how many people of an event's groups did not cross between Japan and abroad, as far as is told.

        Of most only one end of their way is told. Where places are chosen, only those with an end in each of them.
        """
        groups, places = self.index.occurrences[position].groups, self.index.places
        return sum(
            group.people or 0
            for group in groups
            if not crosses(group, places, outward=True)
            and not crosses(group, places, outward=False)
            and touches(group, places, self._places)
        )

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many events each value of a facet would have, most first; those with none only where chosen.

        What is chosen of this facet itself is left aside, since another of its values would widen the selection.
        """
        rest, index = self._without(facet), self.index
        found = {iri: number for iri, members in index.sets[facet].items() if (number := (members & rest).bit_count())}
        counts = dict.fromkeys(self.selection.values.get(facet, ()), 0)
        counts |= {index.key(iri): number for iri, number in found.items()}
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def years(self) -> dict[int, int]:
        """Return how many events each year has, the years chosen left aside; years without any too."""
        rest = self._without(YEARS)
        counts = {year: (members & rest).bit_count() for year, members in self.index.by_year.items()}
        dated = [year for year, number in counts.items() if number]
        return {year: counts.get(year, 0) for year in range(min(dated), max(dated) + 1)} if dated else {}

    def looser(self) -> list[tuple[tuple[str, ...], int]]:
        """Return which of the things chosen to give up, and how many events that gives, most first.

        The things are named as in `Selection.without`: a facet, `years`, `q`. As few as possible are given up: one
        where that finds any event, else two, and so on.
        """
        for size in range(1, len(self._met) + 1):
            found = [(names, self._without(*names).bit_count()) for names in combinations(self._met, size)]
            if helping := [each for each in found if each[1]]:
                return sorted(helping, key=lambda each: -each[1])
        return []

    @cached_property
    def _places(self) -> list[frozenset[str]]:
        """The places chosen, by facet."""
        facets = {facet.name for facet in FACETS if facet.places}
        return [
            frozenset(map(self.index.iri, values)) for name, values in self.selection.values.items() if name in facets
        ]

    def _without(self, *names: str) -> int:
        members = self.index.everything
        for name, met in self._met.items():
            if name not in names:
                members &= met
        return members

    def _constraints(self) -> Iterator[tuple[str, int]]:
        index, selection = self.index, self.selection
        for name, values in selection.values.items():
            yield name, _union(index.sets[name].get(index.iri(value), 0) for value in values)
        if selection.first is not None or selection.last is not None:
            first, last = selection.first or 0, selection.last or 9999
            yield YEARS, _union(members for year, members in index.by_year.items() if first <= year <= last)
        if words := [fold(word) for word in selection.text.split()]:
            yield TEXT, bits(_titled(index.folded, words))


def _titled(titles: Sequence[str], words: Iterable[str]) -> Iterable[int]:
    found: Iterable[int] = range(len(titles))
    for word in words:
        found = [position for position in found if word in titles[position]]
    return found


def _union(sets: Iterable[int]) -> int:
    union = 0
    for members in sets:
        union |= members
    return union
