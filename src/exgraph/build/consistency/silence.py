"""Gaps: ties of which nothing is told for years, and years of which a document tells nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from exgraph.build.consistency.disagreement import SHAPES, Disagreement
from exgraph.build.consistency.row import Event, Group, Tie
from exgraph.build.finding import Told, told
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
    held = list(_held(catalogue))
    above = {entry.row.id: entry.row.within for _, entry in catalogue.rows("place")}
    countries = {source.id: source.layout.get("country", "") for source in catalogue.sources}
    last = {source: max(entry.row.end.year for each, entry, _ in held if each == source) for source, _, _ in held}
    ties = {entry.row.id: (source, entry) for source, entry in catalogue.rows("agreement") if _dated_tie(entry.row)}
    for source, tie in ties.values():
        parties = {party.removeprefix("place/") for party in tie.row.party}
        told_of = {
            each
            for each, _, places in held
            if any(countries[each] in _around(place, above) for place in parties & places)
        }
        active = [each for each in held if parties <= each[2] or _marks(each[1].row, tie.row.id)]
        latest = max(active, key=lambda each: each[1].row.end.year, default=None)
        since = latest[1].row.end.year if latest else tie.row.concluded.year
        covered = max((last[each] for each in told_of), default=0)
        if covered - since >= YEARS:
            sides = [told(tie.row.concluded, source, tie)]
            if latest:
                sides.append(told(latest[1].row.end, latest[0], latest[1]))
            yield Disagreement(_silent(base.thing("agreement", tie.row.id), since, covered), tuple(sides))


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
            yield Disagreement(finding, (Told(years, (), Location(source.folder / "source.toml")),))


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
            yield Disagreement(finding, (Told(lines, (), waiting[0].at),))


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


def _marks(row: Event, tie: str) -> bool:
    return f"agreement/{tie}" in row.commemorates or tie in row.concludes


def _held(catalogue: Catalogue) -> Iterator[tuple[str, Entry[Any], set[str]]]:
    """Yield the events that were held, each with its source and all places that took part."""
    seats = {entry.row.id: entry.row.within for _, entry in catalogue.rows("venue")}
    groups: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for source, entry in catalogue.rows("participation"):
        groups[source, entry.row.event].append(entry.row)
    for source, entry in catalogue.rows("event"):
        if entry.row.status == "held":
            places = {*entry.row.location, *entry.row.involves, *(seats[venue] for venue in entry.row.venue)}
            for group in groups[source, entry.row.id]:
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
