"""Lists within a cell: a row of a year whose cell tells several happenings, each with its month or day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exgraph.extract import prose
from exgraph.extract.dating import token
from exgraph.extract.dating.date import Calendar
from exgraph.extract.layout.line import dated
from exgraph.extract.layout.printed import Moment
from exgraph.extract.text import tidy

_PARTS = re.compile(r"(?:^|\s|(?<=[。)]))(?=[・●○◦*]\s?\S)|\s(?=\d{1,2}\s?[月/]\s?(?:\d{1,2}|\s|～|~|上|中|下))")
_SIGN = re.compile(r"^[・●○◦*]\s*")
_LEAST = 2


def moments(text: str, year: str) -> tuple[Moment, ...]:
    """Return the happenings that a cell of the row of a year lists; nothing where it does not list several.

    One without a date of its own is of the whole year, if its words tell of something that happened.
    """
    parts = [_SIGN.sub("", part).strip() for part in _PARTS.split(tidy(text)) if part and part.strip()]
    if not year or len(parts) < _LEAST or not dated(parts[0])[0] or not any(dated(part)[1] for part in parts):
        return ()
    return tuple(_read(parts, year))


def _read(parts: list[str], year: str) -> Iterator[Moment]:
    reader = prose.Reader(year=year)
    for part in parts:
        date, rest = dated(part)
        if date:
            reader.year = "" if token.year(date) else year
            yield from reader.read(f"{date} {rest}", entry=True, lead=len(date))
        elif prose.tells(part):
            start, end = Calendar().read("", year)
            yield Moment(year, start, end, part)
