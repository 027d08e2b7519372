"""The pieces of a sentence that tell of another date than its record: a later month, an end of what began."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exgraph.extract.dating import date
from exgraph.model.date import PartialDate

_LATER_END = re.compile(r"[((](?P<from>\d{4}年\d{1,2}月)以降(?:運休|休止)|[((](?P<at>\d{4}年\d{1,2}月)に廃止")
_LATER_MONTH = re.compile(r"。(?P<month>\d{1,2})月には、?")
_UNTIL = re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月まで")
_INNER_DAY = re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})日に")
_OWN_DAYS = re.compile(r"(?:開催日:|開催(?:した)?。?\()(?P<days>\d{1,2}月\d{1,2}日(?:~(?:\d{1,2}月)?\d{1,2}日)?)")


def split(text: str, start: PartialDate, end: PartialDate) -> Iterator[tuple[str, PartialDate, PartialDate]]:
    """Yield the text with its dates, then what it tells of another date: a later month, an end of what began."""
    later = _LATER_MONTH.search(text)
    if later:
        yield text[: later.start() + 1], start, end
        month = PartialDate(start.year, int(later["month"]))
        yield text[later.end() :], month, month
        return
    day = _INNER_DAY.match(text)
    if day:
        start = end = PartialDate(int(day[1]), int(day[2]), int(day[3]))
    start, end = _own_days(text, start, end)
    until = _UNTIL.search(text)
    if until:
        end = PartialDate(int(until["year"]), int(until["month"]))
    yield text, start, end
    ended = _LATER_END.search(text)
    if ended:
        stop = read_inner(ended[0])[0][1]
        yield ended[0], stop, stop


def _own_days(text: str, start: PartialDate, end: PartialDate) -> tuple[PartialDate, PartialDate]:
    """Return the days of the event itself where a journey's range is told with the meeting's own day inside."""
    own = _OWN_DAYS.search(text)
    if own is None:
        return start, end
    first, last = date.read(own["days"], year=start.year)
    within = start.earliest <= first.earliest and last.latest <= end.latest
    return (first, last) if within else (start, end)


_FULL = re.compile(r"(1[89]\d\d|20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")


def read_inner(text: str) -> list[tuple[int, PartialDate]]:
    """Return the full dates printed inside a sentence (`1992年4月24日`, `2009年7月`), each with its offset."""
    found = []
    for match in _FULL.finditer(text):
        year, month, day = match.groups()
        found.append((match.start(), PartialDate(int(year), int(month), int(day) if day else None)))
    return found
