"""The events of a version in memory, one bit for each in every set, so that a facet is counted by an AND.

Python's integers are the bit sets: at 50,000 events one is 6 kB, and the counts of a thousand values take a few
milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from exgraph.model.iri import NS, Base
from exgraph.store import fold
from exgraph.web.selection.facet import FACETS
from exgraph.web.selection.state import Selection

Rows = Callable[[str], list[dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Group:
    """People of an event who went from places to places; how many, where that is told."""

    origins: tuple[str, ...]
    targets: tuple[str, ...]
    people: int | None


@dataclass(slots=True)
class Occurrence:
    """An event as views need it; things are IRIs.

    Attributes:
        iri: the event.
        start: its first day, month or year, as exact as told (ISO 8601).
        end: its last.
        year: the calendar year of its start.
        people: how many took part, as told or as the sum of its groups; None where not told.
        places: the places that took part, as exact as told.
        groups: its participations.
    """

    iri: str
    start: str
    end: str
    year: int
    people: int | None = None
    places: list[str] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


class Index:
    """The events of one version in the order of time, with the set of events of every value of every facet."""

    def __init__(self, rows: Rows, base: Base) -> None:
        """Read the events by `rows`, which answers SELECT queries over the model's prefixes and `place:`."""
        prefix = f"PREFIX place: <{base.root}id/place/>\n"
        self._base = base
        self._rows: Rows = lambda query: rows(prefix + query)
        self.occurrences = self._occurrences()
        self._position = {occurrence.iri: number for number, occurrence in enumerate(self.occurrences)}
        self._all = (1 << len(self.occurrences)) - 1
        self._sets = {facet.name: self._values(facet.pattern) for facet in FACETS}
        self._years = self._by_year()
        self._titles = self._folded()
        self._complete()

    def key(self, iri: str) -> str:
        """Return a value as addresses write it: without the base of things or of the vocabulary."""
        return iri.removeprefix(f"{self._base.root}id/").removeprefix(NS)

    def iri(self, key: str) -> str:
        """Return the IRI of a value written by `key`."""
        return f"{self._base.root}id/{key}" if "/" in key else NS + key

    def find(self, selection: Selection) -> list[Occurrence]:
        """Return the events of a selection in the order of time."""
        return list(self._members(self._chosen(selection)))

    def total(self, selection: Selection) -> int:
        """Return how many events a selection has."""
        return self._chosen(selection).bit_count()

    def counts(self, selection: Selection, facet: str) -> dict[str, int]:
        """Return how many events each value of a facet would have, most first; those with none only where chosen.

        What is chosen of this facet itself is left aside, since another of its values would widen the selection.
        """
        rest = self._chosen(selection, without=facet)
        found = {self.key(iri): (members & rest).bit_count() for iri, members in self._sets[facet].items()}
        chosen = selection.values.get(facet, ())
        kept = {key: number for key, number in found.items() if number or key in chosen}
        kept |= {key: 0 for key in chosen if key not in kept}
        return dict(sorted(kept.items(), key=lambda item: (-item[1], item[0])))

    def values_of(self, facet: str, events: Iterable[Occurrence]) -> dict[str, list[str]]:
        """Return the values of a facet that some events have, as IRIs, sorted, by event."""
        marks = {event.iri: 1 << self._position[event.iri] for event in events}
        found: dict[str, list[str]] = {iri: [] for iri in marks}
        for value, members in sorted(self._sets[facet].items()):
            for iri, mark in marks.items():
                if members & mark:
                    found[iri].append(value)
        return found

    def years(self, selection: Selection) -> dict[int, int]:
        """Return how many events of a selection each year has, the years chosen left aside; years without any too."""
        rest = self._chosen(selection.within(None, None))
        counts = {year: (members & rest).bit_count() for year, members in self._years.items()}
        told = [year for year, number in counts.items() if number]
        return {year: counts.get(year, 0) for year in range(min(told), max(told) + 1)} if told else {}

    def _chosen(self, selection: Selection, without: str | None = None) -> int:
        chosen = self._all
        for name, values in selection.values.items():
            if name != without:
                sets = self._sets[name]
                chosen &= _union(sets.get(self.iri(value), 0) for value in values)
        if selection.first is not None or selection.last is not None:
            first, last = selection.first or 0, selection.last or 9999
            chosen &= _union(members for year, members in self._years.items() if first <= year <= last)
        for word in selection.text.split():
            chosen &= self._titled(fold(word))
        return chosen

    def _titled(self, word: str) -> int:
        return _bits({number for number, title in enumerate(self._titles) if word in title})

    def _members(self, members: int) -> Iterator[Occurrence]:
        while members:
            lowest = members & -members
            yield self.occurrences[lowest.bit_length() - 1]
            members ^= lowest

    def _occurrences(self) -> list[Occurrence]:
        rows = self._rows(
            """SELECT ?event (MIN(?first) AS ?day) (MAX(STR(?s)) AS ?start) (MAX(STR(?e)) AS ?end)
                (MIN(YEAR(?first)) AS ?year) (MAX(?n) AS ?people) {
                ?event a exg:Event ; exg:earliest ?first ; exg:latest ?last ; exg:start ?s ; exg:end ?e .
                # Of an event told by two documents, the dates that count are those of the more exact telling.
                FILTER(STRSTARTS(STR(?first), STR(?s)) && STRSTARTS(STR(?last), STR(?e)))
                OPTIONAL { ?event exg:totalHeadcount ?n }
            } GROUP BY ?event ORDER BY ?day ?event"""
        )
        return [
            Occurrence(
                row["event"],
                row["start"],
                row["end"],
                int(row["year"]),
                int(row["people"]) if "people" in row else None,
            )
            for row in rows
        ]

    def _values(self, pattern: str) -> dict[str, int]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        for row in self._rows(f"SELECT DISTINCT ?event ?value {{ ?event a exg:Event . {pattern} }}"):
            if (position := self._position.get(row["event"])) is not None:
                found[row["value"]].add(position)
        return {value: _bits(positions) for value, positions in found.items()}

    def _by_year(self) -> Mapping[int, int]:
        found: defaultdict[int, set[int]] = defaultdict(set)
        for number, occurrence in enumerate(self.occurrences):
            found[occurrence.year].add(number)
        return {year: _bits(positions) for year, positions in sorted(found.items())}

    def _folded(self) -> list[str]:
        titles: list[list[str]] = [[] for _ in self.occurrences]
        for row in self._rows("SELECT ?event ?title { ?event a exg:Event ; rdfs:label ?title }"):
            if (position := self._position.get(row["event"])) is not None:
                titles[position].append(fold(row["title"]))
        return ["\n".join(each) for each in titles]

    def _complete(self) -> None:
        """Add the places and the groups of the events."""
        for row in self._rows("SELECT DISTINCT ?event ?place { ?event a exg:Event ; exg:involves ?place }"):
            if (position := self._position.get(row["event"])) is not None:
                self.occurrences[position].places.append(row["place"])
        rows = self._rows(
            """SELECT ?event ?group (GROUP_CONCAT(DISTINCT STR(?o)) AS ?from) (GROUP_CONCAT(DISTINCT STR(?t)) AS ?to)
                (MAX(?n) AS ?people) {
                ?event exg:participation ?group .
                OPTIONAL { ?group exg:from ?o } OPTIONAL { ?group exg:to ?t } OPTIONAL { ?group exg:headcount ?n }
            } GROUP BY ?event ?group ORDER BY ?event ?group"""
        )
        for row in rows:
            if (position := self._position.get(row["event"])) is not None:
                people = int(row["people"]) if "people" in row else None
                group = Group(tuple(row.get("from", "").split()), tuple(row.get("to", "").split()), people)
                self.occurrences[position].groups.append(group)


def _bits(positions: set[int]) -> int:
    marks = bytearray(max(positions, default=0) // 8 + 1)
    for position in positions:
        marks[position // 8] |= 1 << position % 8
    return int.from_bytes(marks, "little")


def _union(sets: Iterator[int]) -> int:
    union = 0
    for members in sets:
        union |= members
    return union
