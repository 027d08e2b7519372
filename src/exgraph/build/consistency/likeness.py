"""Events that are alike and may be one: at one time, of the same places, of one kind or with as many people.

Whoever read the lines puts the two into one in merge.csv, makes one a part of the other, or writes into apart.csv that
they are two. Pairs that nobody has judged are found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from exgraph.build.consistency.disagreement import SHAPES, Disagreement, groups_of_events
from exgraph.build.consistency.row import Event
from exgraph.build.finding import StatedValue, stated_value
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.table import Entry
from exgraph.model.date import edtf
from exgraph.model.iri import Base, expand
from exgraph.model.report import Nature
from exgraph.validate import Finding

CHECKS: dict[str, Nature] = {"near-duplicate": "gap"}
"""What this check finds, by code."""

_MESSAGES = {
    "ja": "時期、場所、種類または人数が同じです: {}。一つなら merge.csv に、別なら apart.csv に記入してください。",
    "en": "Alike in time, places and kind or people: {}. If they are one, write it in merge.csv; if two, in apart.csv.",
    "ru": "Сходны время, места, вид или число людей: {}. Одно событие – впишите в merge.csv, два – в apart.csv.",
}


@dataclass(frozen=True, eq=False)
class _Occasion:
    """An event that was held, as it is compared: `fact` is its `source/id`; no place of `places` holds another."""

    fact: str
    source: str
    entry: Entry[Any]
    places: frozenset[str]
    numbers: frozenset[int]

    def meets(self, other: _Occasion) -> bool:
        """Say whether both may have been on one day."""
        mine, theirs = self.entry.row, other.entry.row
        return bool(mine.start.earliest <= theirs.end.latest and theirs.start.earliest <= mine.end.latest)

    def shelves(self) -> Iterator[Hashable]:
        """Yield when it was with its first kind, and with each number of people."""
        for time in _times(self.entry.row):
            yield time, self.entry.row.kind[0]
            yield from ((time, number) for number in self.numbers)


def near_duplicates(catalogue: Catalogue, base: Base) -> Iterator[Disagreement]:
    """Yield the pairs of events that are alike and that nobody has judged.

    Alike are two that were held in one month (or, where no month is told of either, one year) and not on days that
    differ, of which the places are the same or those of one among the other's, and that have the first kind in common
    or a group of as many people. Two of one record are two; so are parts of one event, and a whole and its part.
    """
    judged = _Judged(catalogue)
    for one, other in _pairs(_occasions(catalogue)):
        nested = one.places <= other.places or other.places <= one.places
        if one.places and other.places and nested and one.meets(other) and not judged.apart(one, other):
            thing, twin = (base.thing("event", each.fact) for each in (one, other))
            messages = {language: text.format(other.fact) for language, text in _MESSAGES.items()}
            code = f"{SHAPES}near-duplicate"
            finding = Finding("info", thing, expand("exg:start"), f"<{twin}>", code, code, messages)
            yield Disagreement(finding, tuple(_side(each) for each in (one, other)))


class _Judged:
    """What persons judged of pairs: merged, parts, or apart."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._into = {entry.row.event: entry.row.into for _, entry in catalogue.rows("merge")}
        self._apart = {frozenset({entry.row.event, entry.row.other}) for _, entry in catalogue.rows("apart")}

    def apart(self, one: _Occasion, other: _Occasion) -> bool:
        """Say whether two are known to be one, a whole and its part, parts of one, of one record, or two."""
        wholes, others = set(one.entry.row.part_of), set(other.entry.row.part_of)
        records = set(one.entry.row.record) & set(other.entry.row.record)
        return (
            self._into.get(one.fact, one.fact) == self._into.get(other.fact, other.fact)
            or frozenset({one.fact, other.fact}) in self._apart
            or bool(wholes & others or one.fact in others or other.fact in wholes)
            or (one.source == other.source and bool(records))
        )


def _occasions(catalogue: Catalogue) -> Iterator[_Occasion]:
    above = {entry.row.id: entry.row.within for _, entry in catalogue.rows("place")}
    seats = {entry.row.id: entry.row.within for _, entry in catalogue.rows("venue")}
    groups = groups_of_events(catalogue)
    for source, entry in catalogue.rows("event"):
        row = entry.row
        if row.status != "held" or row.dating not in (None, "printed"):
            continue
        places = {*row.location, *row.involves, *(seats[venue] for venue in row.venue)}
        own = groups.get((source, row.id), [])
        for group in own:
            places.update(group.from_, group.to)
        wider = {each for place in places for each in _above(place, above)}
        numbers = frozenset(group.headcount for group in own if group.headcount)
        yield _Occasion(f"{source}/{row.id}", source, entry, frozenset(places - wider), numbers)


def _above(place: str, above: dict[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    reached = [*above.get(place, ())]
    while reached:
        wider = reached.pop()
        if wider not in found:
            found.add(wider)
            reached += above.get(wider, ())
    return found


def _pairs(occasions: Iterable[_Occasion]) -> Iterator[tuple[_Occasion, _Occasion]]:
    """Yield each pair that shares a time with a kind or a number, once, in the order of the tables."""
    shelves: dict[Hashable, list[_Occasion]] = defaultdict(list)
    for occasion in occasions:
        for key in occasion.shelves():
            shelves[key].append(occasion)
    seen = set()
    for shelf in shelves.values():
        for one, other in combinations(shelf, 2):
            if (one.fact, other.fact) not in seen:
                seen.add((one.fact, other.fact))
                yield one, other


def _times(row: Event) -> Iterator[tuple[int, int | None]]:
    """Yield the months of an event, or its years where no month is told."""
    if row.start.month is None or row.end.month is None:
        yield from ((year, None) for year in range(row.start.year, row.end.year + 1))
        return
    first, last = (date.year * 12 + date.month - 1 for date in (row.start, row.end) if date.month)
    yield from ((month // 12, month % 12 + 1) for month in range(first, last + 1))


def _side(occasion: _Occasion) -> StatedValue:
    row = occasion.entry.row
    return stated_value(edtf(row.start, row.end), occasion.source, occasion.entry)
