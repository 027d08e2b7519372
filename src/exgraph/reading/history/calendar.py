"""Anniversaries as an iCalendar to subscribe to."""

from __future__ import annotations

import datetime

from icalendar import Calendar, Event

from exgraph.reading.history.anniversary import Anniversary
from exgraph.reading.reader import Reader


def ics(reader: Reader, name: str, anniversaries: list[Anniversary], made: datetime.datetime) -> bytes:
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


def _summary(reader: Reader, each: Anniversary) -> str:
    summary = f"{each.thing.text}: {reader.words.count('event.anniversary', each.number)}"
    return summary if each.day.day else summary + reader.words.text("calendar.unknown_day")
