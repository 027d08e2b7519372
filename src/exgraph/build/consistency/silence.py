"""Gaps: ties of which nothing is told for years, and years of which a document tells nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from exgraph.build.consistency.disagreement import SHAPES, Disagreement, groups_of_events
from exgraph.build.consistency.row import Event, Tie
from exgraph.build.finding import StatedValue, stated_value
from exgraph.errors import Location
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.record import UNREAD
from exgraph.facts.table import Entry
from exgraph.model.iri import Base, expand
from exgraph.model.report import Coverage, Nature
from exgraph.model.twinning import TWINNING
from exgraph.validate import Finding

CHECKS: dict[str, Nature] = {"tie-silent": "gap", "years-uncovered": "gap", "lines-unread": "gap"}
"""What these checks find, by code."""

YEARS = 10
"""Years without activity from which a tie is silent."""


def silent_ties(catalogue: Catalogue, base: Base) -> Iterator[Disagreement]:
    """Yield the dated ties of which documents tell no activity in the last years that they cover.

    Activity is what was held and has all parties in it, or marks the tie. A document covers a tie to the last year in
    which it tells of anything held, if it tells of anything with the parties that lie in the document's own country.
    """
    ties = {entry.row.id: (source, entry) for source, entry in catalogue.rows("agreement") if _dated_tie(entry.row)}
    above = {entry.row.id: entry.row.within for _, entry in catalogue.rows("place")}
    countries = {source.id: source.layout.get("country", "") for source in catalogue.sources}
    activity = _Activity(_parties(entry.row) for _, entry in ties.values())
    for source, entry, places in _held(catalogue):
        activity.add(source, entry, places)
    for source, tie in ties.values():
        latest = activity.latest(tie.row)
        since = latest[1].row.end.year if latest else tie.row.concluded.year
        told_of = {
            each
            for party in _parties(tie.row)
            for each in activity.sources[party]
            if countries[each] in _around(party, above)
        }
        covered = max((activity.last[each] for each in told_of), default=0)
        if covered - since >= YEARS:
            sides = [stated_value(tie.row.concluded, source, tie)]
            if latest:
                sides.append(stated_value(latest[1].row.end, latest[0], latest[1]))
            yield Disagreement(_silent(base.thing("agreement", tie.row.id), since, covered), tuple(sides))


class _Activity:
    """What was held, told of what is asked for ties: one look at each event, however many ties there are.

    Attributes:
        last: the last year in which a source tells of anything held.
        sources: the sources that tell of anything held with a party of a tie.
    """

    def __init__(self, parties: Iterable[frozenset[str]]) -> None:
        self.last: dict[str, int] = {}
        self.sources: dict[str, set[str]] = defaultdict(set)
        self._latest: dict[frozenset[str] | str, _Held] = {}
        self._count = 0
        wanted = set(parties)
        # Each set of parties is looked for where one of them took part, the one that the fewest sets have.
        shared = Counter(party for each in wanted for party in each)
        self._wanted: dict[str, list[frozenset[str]]] = defaultdict(list)
        for each in wanted:
            self._wanted[min(each, key=lambda party: (shared[party], party), default="")].append(each)
        self._parties = shared.keys()

    def add(self, source: str, entry: Entry[Any], places: set[str]) -> None:
        """Take in an event that was held, with all places that took part."""
        year: int = entry.row.end.year
        self._count -= 1
        self.last[source] = max(self.last.get(source, year), year)
        held = _Held(year, self._count, source, entry)
        for place in places & self._parties:
            self.sources[place].add(source)
            for parties in self._wanted.get(place, ()):
                if parties <= places:
                    self._keep(parties, held)
        for tie in _marked(entry.row):
            self._keep(tie, held)

    def latest(self, tie: Tie) -> tuple[str, Entry[Any]] | None:
        """Return the last event (of several the first) that has all parties of a tie or marks it, and its source."""
        found = [self._latest[key] for key in (_parties(tie), tie.id) if key in self._latest]
        return max(found)[2:] if found else None

    def _keep(self, key: frozenset[str] | str, held: _Held) -> None:
        if key not in self._latest or self._latest[key][:2] < held[:2]:
            self._latest[key] = held


class _Held(NamedTuple):
    """An event that was held, as it is compared: by its last year, then the earlier told one before the later."""

    year: int
    place: int
    source: str
    entry: Entry[Any]


def uncovered_years(catalogue: Catalogue, covered: dict[str, Coverage], base: Base) -> Iterator[Disagreement]:
    """Yield for each document the years between its first and its last of which it tells nothing."""
    for source in catalogue.sources:
        if gaps := covered[source.id].gaps:
            years = _ranges(gaps)
            messages = {
                "ja": f"この文書には次の年の記録がありません: {years}",
                "en": f"The document tells nothing of {years}.",
                "ru": f"Документ ничего не сообщает о годах: {years}.",
            }
            finding = _finding("years-uncovered", base.thing("source", source.id), "exg:year", messages)
            yield Disagreement(finding, (StatedValue(years, (), Location(source.folder / "source.toml")),))


def unread_lines(catalogue: Catalogue, base: Base) -> Iterator[Disagreement]:
    """Yield for each document the lines that could not be read and wait for a person."""
    for source in catalogue.sources:
        waiting = [entry for _, entry in catalogue.rows(UNREAD, source.id) if entry.row.state == UNREAD]
        if waiting:
            lines = _ranges([entry.row.first_line for entry in waiting])
            messages = {
                "ja": f"次の行は読み取れず、確認を待っています: {lines}",
                "en": f"Lines that could not be read wait for a person: {lines}.",
                "ru": f"Строки, которые не удалось прочитать, ждут проверки: {lines}.",
            }
            finding = _finding("lines-unread", base.thing("source", source.id), "exg:firstLine", messages)
            yield Disagreement(finding, (StatedValue(lines, (), waiting[0].at),))


def _silent(thing: str, since: int, covered: int) -> Finding:
    messages = {
        "ja": f"{since}年を最後に活動の記録がありません。文書は{covered}年までを扱っています。",
        "en": f"No activity is told after {since}; the documents cover its parties to {covered}.",
        "ru": f"После {since} г. о контактах не сообщается; документы охватывают время до {covered} г.",
    }
    return _finding("tie-silent", thing, "exg:concluded", messages)


def _finding(code: str, focus: str, path: str, messages: dict[str, str]) -> Finding:
    return Finding("info", focus, expand(path), None, SHAPES + code, SHAPES + code, messages)


def _dated_tie(row: Tie) -> bool:
    return row.concluded is not None and not TWINNING.isdisjoint(row.class_)


def _around(place: str, above: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return a place and all that it lies in."""
    found: set[str] = set()
    reached = {place}
    while reached - found:
        found |= reached
        reached = {wider for each in reached for wider in above.get(each, ())}
    return found


def _parties(row: Tie) -> frozenset[str]:
    return frozenset(party.removeprefix("place/") for party in row.party)


def _marked(row: Event) -> set[str]:
    """Return the ids of the agreements that an event commemorates or concludes."""
    kinds = (each.partition("/") for each in row.commemorates)
    return {key for table, _, key in kinds if table == "agreement"}.union(row.concludes)


def _held(catalogue: Catalogue) -> Iterator[tuple[str, Entry[Any], set[str]]]:
    """Yield the events that were held, each with its source and all places that took part."""
    seats = {entry.row.id: entry.row.within for _, entry in catalogue.rows("venue")}
    groups = groups_of_events(catalogue)
    for source, entry in catalogue.rows("event"):
        if entry.row.status == "held":
            places = {*entry.row.location, *entry.row.involves, *(seats[venue] for venue in entry.row.venue)}
            for group in groups.get((source, entry.row.id), ()):
                places.update(group.from_, group.to)
            yield source, entry, places


def _ranges(years: list[int]) -> str:
    """Return years as ranges such as 1954, 1956–1964."""
    found: list[list[int]] = []
    for year in years:
        if found and found[-1][1] == year - 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)
