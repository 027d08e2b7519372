"""The events of a version in memory, one bit for each in every set, so that a facet is counted by an AND.

Python's integers are the bit sets: at 50,000 events one is 6 kB, and the counts of a thousand values take a few
milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cached_property, reduce
from operator import or_
from urllib.parse import quote, unquote

from exgraph.model.date import read_edtf
from exgraph.model.iri import NS, Base
from exgraph.reading.selection.bits import bits, members_of
from exgraph.reading.selection.exchange import Exchange, exchange
from exgraph.reading.selection.facet import FACETS, INVOLVES, Facet
from exgraph.reading.selection.occurrence import Occurrence, Travellers
from exgraph.reading.selection.place import Places
from exgraph.settings.description import COUNTRY
from exgraph.store import fold

Rows = Callable[[str], list[dict[str, str]]]


class Events:
    """The events of one version in the order of time, with the set of events of every value of every facet.

    Attributes:
        occurrences: the events.
        titles: their labels by language, in the same order.
        places: the places of this version.
        sets: for each facet, the set of events of each value.
        by_year: the set of events of each year that has any.
        everything: the set of all events.
    """

    def __init__(self, rows: Rows, base: Base, country: str = COUNTRY) -> None:
        """Read the events by `rows`, which answers SELECT queries over the model's prefixes; `country` is at home."""
        self._base = base
        self._rows = rows
        self.places = Places(rows, base, country)
        self._by_event: dict[str, list[tuple[str, ...]]] = {}
        self.occurrences = self._occurrences()
        self._position = {occurrence.iri: number for number, occurrence in enumerate(self.occurrences)}
        self.everything = (1 << len(self.occurrences)) - 1
        self._complete()
        self.sets = {facet.name: self._values(facet) for facet in FACETS}
        self.by_year = self._by_year()
        self.titles = self._titles()

    @cached_property
    def folded(self) -> list[str]:
        """The titles of each event in all languages as they are compared."""
        return ["\n".join(map(fold, titles.values())) for titles in self.titles]

    @cached_property
    def exchanges(self) -> list[Exchange]:
        """The exchange of each event, in the order of the events."""
        return [exchange(occurrence, self.places) for occurrence in self.occurrences]

    @cached_property
    def held(self) -> int:
        """The set of events that took place: of those no status is told, or that they were held."""
        stated = reduce(or_, self.sets["status"].values(), 0)
        return self.everything & ~stated | self._states("held")

    @cached_property
    def planned(self) -> int:
        """The set of events that were only planned when the documents told of them; those called off are not."""
        return self._states("planned", "unscheduled", "under-discussion") & ~self.held

    def key(self, iri: str) -> str:
        """Return a value as addresses write it: without the base of things or of the vocabulary, and readable."""
        return unquote(iri.removeprefix(f"{self._base.root}id/").removeprefix(NS))

    def iri(self, key: str) -> str:
        """Return the IRI of a value written by `key`."""
        return self._base.thing(*key.split("/")) if "/" in key else NS + quote(key)

    def position(self, iri: str) -> int | None:
        """Return where an event stands in the order of time; None where there is no such event."""
        return self._position.get(iri)

    def values(self, facet: str) -> list[tuple[str, ...]]:
        """Return the values of a facet that each event has, as IRIs, in the order of the events."""
        if facet not in self._by_event:
            found: list[list[str]] = [[] for _ in self.occurrences]
            for iri, members in sorted(self.sets[facet].items()):
                for position in members_of(members):
                    found[position].append(iri)
            self._by_event[facet] = [tuple(each) for each in found]
        return self._by_event[facet]

    def _occurrences(self) -> list[Occurrence]:
        rows = self._rows(
            """SELECT ?event (MIN(?first) AS ?day) (MIN(STR(?span)) AS ?date)
                (MIN(YEAR(?first)) AS ?year) (MAX(?n) AS ?people) {
                ?event a exg:Event ; exg:earliest ?first ; exg:edtf ?span .
                OPTIONAL { ?event exg:totalHeadcount ?n }
            } GROUP BY ?event ORDER BY ?day ?event"""
        )
        return [_occurrence(row) for row in rows]

    def _values(self, facet: Facet) -> dict[str, int]:
        found: defaultdict[str, set[int]] = defaultdict(set)
        if facet.places is not None:
            for position, occurrence in enumerate(self.occurrences):
                stated = (
                    self.places.exact(occurrence.places)
                    if facet.exact
                    else map(self.places.__getitem__, occurrence.places)
                )
                for place in stated:
                    for iri in (place.iri, *(() if facet.exact else place.within)):
                        found[iri].add(position)
            return {iri: bits(positions) for iri, positions in found.items() if facet.places(self.places[iri])}
        for row in self._rows(f"SELECT DISTINCT ?event ?value {{ ?event a exg:Event . {facet.pattern} }}"):
            if (position_ := self._position.get(row["event"])) is not None:
                found[row["value"]].add(position_)
        return {value: bits(positions) for value, positions in found.items()}

    def _states(self, *names: str) -> int:
        return reduce(or_, (self.sets["status"].get(self._base.thing("concept", "status", name), 0) for name in names))

    def _by_year(self) -> Mapping[int, int]:
        found: defaultdict[int, set[int]] = defaultdict(set)
        for number, occurrence in enumerate(self.occurrences):
            if occurrence.dated:
                found[occurrence.year].add(number)
        return {year: bits(positions) for year, positions in sorted(found.items())}

    def _titles(self) -> list[dict[str, str]]:
        titles: list[dict[str, str]] = [{} for _ in self.occurrences]
        query = "SELECT ?event ?title (LANG(?title) AS ?language) { ?event a exg:Event ; rdfs:label ?title }"
        for row in self._rows(query):
            if (position := self._position.get(row["event"])) is not None:
                known = titles[position].get(row["language"], row["title"])
                titles[position][row["language"]] = min(known, row["title"])
        return titles

    def _complete(self) -> None:
        """Add the places and the groups of the events."""
        for row in self._rows(f"SELECT DISTINCT ?event ?value {{ ?event a exg:Event . {INVOLVES} }}"):
            if (position := self._position.get(row["event"])) is not None:
                self.occurrences[position].places.append(row["value"])
        groups: dict[tuple[int, str], tuple[set[str], set[str], set[int]]] = {}
        for row in self._rows(
            """SELECT ?event ?group ?from ?to ?people {
                ?event a exg:Event ; exg:participation ?group .
                OPTIONAL { ?group exg:fromEach ?from } OPTIONAL { ?group exg:toEach ?to }
                OPTIONAL { ?group exg:headcount ?people }
            }"""
        ):
            if (position := self._position.get(row["event"])) is not None:
                ends = groups.setdefault((position, row["group"]), (set(), set(), set()))
                for stated, name in zip(ends[:2], ("from", "to"), strict=True):
                    stated.update([row[name]] if name in row else [])
                ends[2].update([int(row["people"])] if "people" in row else [])
        for (position, _), (origins, targets, people) in sorted(groups.items()):
            group = Travellers(tuple(sorted(origins)), tuple(sorted(targets)), max(people, default=None))
            self.occurrences[position].groups.append(group)


def _occurrence(row: Mapping[str, str]) -> Occurrence:
    start, end, dated = read_edtf(row["date"])
    people = int(row["people"]) if "people" in row else None
    return Occurrence(row["event"], start, end, int(row["year"]), dated, people)
