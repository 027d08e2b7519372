"""Anniversaries to come: of ties, from the day they were concluded, and of series, from their first edition."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from icalendar import Calendar, Event

from exgraph.model.date import PartialDate
from exgraph.reading.history.anniversary import ROUND, TIES
from exgraph.reading.reader import Name, Reader

_AHEAD = 10
"""Years ahead that are shown."""


@dataclass(frozen=True)
class Marked:
    """An anniversary.

    Attributes:
        thing: the tie or the series.
        iri: its IRI.
        number: how many years.
        since: when it began, as exact as known.
        day: the same day in the year of the anniversary, as exact as known.
    """

    thing: Name
    iri: str
    number: int
    since: str
    day: PartialDate


def marked(reader: Reader, today: datetime.date, place: str | None = None) -> list[Marked]:
    """Return the round anniversaries of this year and the ten to come, in the order of time; of one place if given."""
    found = [each for iri, since in _begun(reader, place) for each in _rounds(reader, iri, since, today)]
    return sorted(found, key=lambda each: (each.day.year, each.day.earliest, each.iri))


def _rounds(reader: Reader, iri: str, since: str, today: datetime.date) -> Iterator[Marked]:
    begun = PartialDate.parse(since)
    for year in range(today.year, today.year + _AHEAD + 1):
        number = year - begun.year
        if number > 0 and number % ROUND == 0:
            yield Marked(reader.name(iri), iri, number, since, _in(begun, year))


def _in(begun: PartialDate, year: int) -> PartialDate:
    try:
        return PartialDate(year, begun.month, begun.day)
    except ValueError:
        return PartialDate(year, 2, 28)  # begun on 29 February


def _begun(reader: Reader, place: str | None) -> list[tuple[str, str]]:
    kinds = " ".join(f"exg:{kind}" for kind in TIES)
    party = f"?it exg:party <{place}> ." if place else ""
    ties = reader.published.rows(
        f"""SELECT ?it (MAX(STR(?d)) AS ?since) {{
            VALUES ?kind {{ {kinds} }} ?it a ?kind ; exg:concluded ?d . {party}
        }} GROUP BY ?it ORDER BY ?it"""
    )
    took = f"?event exg:involves <{place}> ." if place else ""
    series = reader.published.rows(
        f"""SELECT ?it (MIN(STR(?d)) AS ?since) {{
            ?event exg:inSeries ?it ; exg:edition 1 ; exg:start ?d . {took}
        }} GROUP BY ?it ORDER BY ?it"""
    )
    return [(row["it"], row["since"]) for row in (*ties, *series)]


def ics(reader: Reader, name: str, anniversaries: list[Marked], made: datetime.datetime) -> bytes:
    """Return anniversaries as an iCalendar (RFC 5545) to subscribe to.

    Every entry lasts one day and keeps its UID from one version to the next. Where the day is not known it is the first
    of the month, or of the year, and the summary says so: a bar over a whole year would hide what else is in it.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//exgraph//anniversaries//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval;value=duration", "P7D")
    for each in anniversaries:
        entry = Event()
        entry.add("uid", f"{each.iri}#{each.number}")
        entry.add("dtstamp", made)
        entry.add("dtstart", each.day.earliest)
        entry.add("dtend", each.day.earliest + datetime.timedelta(days=1))
        entry.add("summary", _summary(reader, each))
        entry.add("description", reader.words.text("tie.since", date=reader.date(each.since)))
        entry.add("url", each.iri)
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _summary(reader: Reader, each: Marked) -> str:
    summary = f"{each.thing.text}: {reader.words.count('event.anniversary', each.number)}"
    return summary if each.day.day else summary + reader.words.text("calendar.unknown_day")
