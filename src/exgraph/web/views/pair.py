"""The story of two places: their ties, who went where, by year, and the years without a record."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exgraph.web.browsing.panel import address
from exgraph.web.calendar import Marked, marked
from exgraph.web.evidence import Evidence, evidence
from exgraph.web.occasion import Occasion
from exgraph.web.reader import Name, Reader
from exgraph.web.selection import Occurrence, Selection, Tally
from exgraph.web.sheet import Sheet


@dataclass(frozen=True)
class Year:
    """A year: events, people from the first place to the second and back, the two in hundredths of the most.

    Attributes:
        covered: whether any document has a record of the year at all.
    """

    year: int
    events: int
    out: int
    back: int
    height_out: float
    height_back: float
    covered: bool


@dataclass(frozen=True)
class Tie:
    """An agreement of the two, with where it is written."""

    agreement: Name
    kinds: Sequence[Name]
    concluded: Sequence[str]
    evidence: Sequence[Evidence]


def view(reader: Reader, first: str, second: str) -> dict[str, object] | None:
    """Return what the page of two places shows; None where nothing is told of them together.

    The place of our side comes first.
    """
    places = reader.published.events.places
    if places[second].home and not places[first].home:
        first, second = second, first
    found = [each for each in reader.published.events.occurrences if {first, second} <= set(each.places)]
    ties = _ties(reader, first, second)
    if not found and not ties:
        return None
    years = _years(reader, found, first, second)
    agreements = {tie.agreement.address for tie in ties}
    return {
        "first": reader.name(first),
        "second": reader.name(second),
        "ties": ties,
        "years": years,
        "silent": [each.year for each in years if not each.events and each.covered],
        "uncovered": [each.year for each in years if not each.covered],
        "out": sum(each.out for each in years),
        "back": sum(each.back for each in years),
        "total": len(found),
        "coming": _coming(reader, first, agreements),
        "occasions": [_occasion(reader, each) for each in reversed(found)],
        "browse": _browse(reader, first, second) if places[first].home and not places[second].home else "",
    }


def _browse(reader: Reader, first: str, second: str) -> str:
    index = reader.published.events
    return address(Selection().only("place", index.key(first)).only("partner", index.key(second)))


def _occasion(reader: Reader, event: Occurrence) -> Occasion:
    return Occasion(event.start, reader.name(event.iri), None, event.people)


def _ties(reader: Reader, first: str, second: str) -> list[Tie]:
    rows = reader.published.rows(
        f"SELECT DISTINCT ?it {{ ?it a exg:Agreement ; exg:party <{first}>, <{second}> }} ORDER BY ?it"
    )
    ties = []
    for row in rows:
        sheet = Sheet(reader, row["it"])
        ties.append(
            Tie(
                reader.name(row["it"]),
                [reader.name(kind) for kind in sheet.types],
                [reader.date(value) for value in sheet.all("exg:concluded")],
                evidence(reader, sheet),
            )
        )
    return ties


def _coming(reader: Reader, first: str, agreements: set[str | None]) -> list[Marked]:
    every = marked(reader, datetime.date.today(), first)
    return [each for each in every if each.thing.address in agreements]


def _years(reader: Reader, found: Sequence[Occurrence], first: str, second: str) -> list[Year]:
    if not found:
        return []
    figures: dict[int, Tally] = {}
    for event in found:
        year = figures.setdefault(event.year, Tally())
        year.add(1, _moved(event, first, second), _moved(event, second, first))
    most = max(1, *(max(each.sent, each.received) for each in figures.values()))
    covered = _covered(reader.published.report)
    span = range(min(figures), max(figures) + 1)
    return [_year(each, figures.get(each, Tally()), most, covered) for each in span]


def _moved(event: Occurrence, origin: str, target: str) -> int:
    """Return how many people of an event's groups went from one place to another, as far as counted."""
    return sum(group.people or 0 for group in event.groups if origin in group.origins and target in group.targets)


def _year(year: int, tally: Tally, most: int, covered: set[int]) -> Year:
    out, back = (round(100 * people / most, 1) for people in (tally.sent, tally.received))
    return Year(year, tally.events, tally.sent, tally.received, out, back, year in covered)


def _covered(report: Mapping[str, object]) -> set[int]:
    """Return the years that some document tells of."""
    coverage = report.get("coverage", {})
    told = [each["years"] for each in coverage.values()] if isinstance(coverage, dict) else []
    return {int(year) for years in told for year in years if str(year).isdigit()}
