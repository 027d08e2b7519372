"""The story of two places: their ties, who went where, by year, and the years without a record."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exgraph.model.date import PartialDate
from exgraph.reading.history.anniversary import Anniversary, concluded, is_tie, marked, next_round, passed
from exgraph.reading.history.event_list import ListedEvent, events_at
from exgraph.reading.history.life import Life, life
from exgraph.reading.history.paragraph import of_pair
from exgraph.reading.history.partner import key, ordered
from exgraph.reading.history.yearly import Subject, yearly_counts
from exgraph.reading.paging import paged
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import moved
from exgraph.reading.thing.evidence import Evidence, evidence
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.finding import ShownFinding, concerning

_PAGE = 40


@dataclass(frozen=True)
class PairTie:
    """An agreement of the two: since when, its anniversaries and life line, where it is written, what was found."""

    agreement: Name
    kinds: Sequence[Name]
    concluded: Sequence[str]
    year: int | None
    next: tuple[int, int] | None
    passed: Sequence[Anniversary]
    life: Life
    evidence: Sequence[Evidence]
    findings: Sequence[ShownFinding]


@dataclass(frozen=True)
class Journey:
    """A group that went from one of the two to the other: when, from where to where as told, how many, to what.

    `iri` is the event, `from_home` whether the group left home.
    """

    date: str
    start: Sequence[Name]
    goal: Sequence[Name]
    people: int
    event: Name
    from_home: bool
    iri: str


def view(reader: Reader, first: str, second: str, parameters: Mapping[str, str]) -> dict[str, object] | None:
    """Return what the page of two places shows; None where nothing is told of them together.

    The place of our side comes first.
    """
    first, second = ordered(reader, first, second)
    index, subject = reader.published.events, Subject(first, second)
    positions = subject.positions(index)
    ties = list(_ties(reader, first, second))
    if not positions and not ties:
        return None
    number, pages = paged(len(positions), _PAGE, parameters.get("page"))
    shown = positions[::-1][(number - 1) * _PAGE : number * _PAGE]
    agreements = {tie.agreement.iri for tie in ties}
    found = journeys(reader, subject, positions)
    counts = yearly_counts(reader, subject, since=min((tie.year for tie in ties if tie.year), default=None))
    return {
        "paragraph": of_pair(reader, (first, second), counts, ties),
        "first": reader.name(first),
        "second": reader.name(second),
        "keys": [key(index, first), key(index, second)],
        "ties": ties,
        "counts": counts,
        "coming": _coming(reader, first, agreements),
        "journeys": found[::-1],
        "shown": events_at(reader, shown),
        "honours": _honours(reader, first, second, positions),
        "page": number,
        "pages": pages,
    }


def journeys(reader: Reader, subject: Subject, positions: Sequence[int]) -> list[Journey]:
    """Return the groups of some events that went from one side to the other, as far as counted, by date."""
    index = reader.published.events
    home, abroad = subject.ways(index)
    found = []
    for position in positions:
        event = index.occurrences[position]
        name = reader.event(position)
        for (start, goal), from_home in (((home, abroad), True), ((abroad, home), False)):
            for group in moved(event, index.places, start, goal):
                ends = reader.names(group.origins), reader.names(group.targets)
                found.append(Journey(event.start, *ends, group.people or 0, name, from_home, event.iri))
    return found


def _ties(reader: Reader, first: str, second: str) -> Iterator[PairTie]:
    rows = reader.published.rows(
        f"SELECT DISTINCT ?it {{ ?it a exg:Agreement ; exg:party <{first}>, <{second}> }} ORDER BY ?it"
    )
    today = datetime.date.today().year
    since = concluded(reader.published)
    years = {row["it"]: PartialDate.parse(since[row["it"]]).year if row["it"] in since else None for row in rows}
    for row in sorted(rows, key=lambda row: years[row["it"]] or 0):
        thing, year = ThingFacts(reader, row["it"]), years[row["it"]]
        is_marked = year is not None and is_tie(thing.types)
        yield PairTie(
            reader.name(row["it"]),
            [reader.name(kind) for kind in thing.types],
            [reader.date(value) for value in thing.all("exg:concluded")],
            year,
            next_round(year, today) if year is not None and is_marked else None,
            passed(reader, row["it"], today) if year is not None and is_marked else [],
            life(reader, row["it"]),
            evidence(reader, thing),
            concerning(reader, row["it"]),
        )


def _honours(reader: Reader, first: str, second: str, positions: Sequence[int]) -> list[ListedEvent]:
    """Return the events that mark an agreement of the two but are none of theirs, by date."""
    rows = reader.published.rows(
        f"""SELECT DISTINCT ?event {{
            ?event exg:commemorates ?it . ?it a exg:Agreement ; exg:party <{first}>, <{second}>
        }}"""
    )
    index = reader.published.events
    found = {place for row in rows if (place := index.position(row["event"])) is not None}
    return events_at(reader, sorted(found - set(positions)))


def _coming(reader: Reader, first: str, agreements: set[str | None]) -> list[Anniversary]:
    every = marked(reader, datetime.date.today(), first)
    return [each for each in every if each.iri in agreements]
