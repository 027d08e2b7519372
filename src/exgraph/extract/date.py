"""Dates as Japanese documents print them: era years, month ranges, days inside a sentence."""

from __future__ import annotations

import re

from exgraph.model.date import PartialDate

# First years of the eras, by their initial and their name (Act on era names; the Meiji era began in 1868).
ERAS = {
    "M": 1868,
    "T": 1912,
    "S": 1926,
    "H": 1989,
    "R": 2019,
    "明治": 1868,
    "大正": 1912,
    "昭和": 1926,
    "平成": 1989,
    "令和": 2019,
}

_ERA_YEAR = re.compile(r"(明治|大正|昭和|平成|令和|[MTSHR])\s*(元|\d{1,2})\s*年?")
_WESTERN = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_MONTHS = re.compile(r"(\d{1,2})(?:\s*[-~]\s*(\d{1,2}))?\s*月")

Span = tuple[PartialDate, PartialDate]


def read_year(text: str) -> int:
    """Read a printed year such as `H 9 (1997)`, `平成元年`, `2019(令和元)` as a calendar year.

    Raises:
        ValueError: no year is printed, or era year and calendar year contradict each other.
    """
    era = _ERA_YEAR.search(text)
    western = _WESTERN.search(text)
    if era is None and western is None:
        raise ValueError(f"'{text}' holds no year")
    if era is None:
        return int(western[1]) if western else 0
    year = ERAS[era[1]] + (1 if era[2] == "元" else int(era[2])) - 1
    if western and int(western[1]) != year:
        raise ValueError(f"'{text}': {era[0].strip()} is {year}, not {western[1]}")
    return year


def read_months(text: str, year: int) -> Span:
    """Read a month cell of a year: `6 月`, `4-5 月`, `8-2 月` (into the next year), or none (the year alone).

    Raises:
        ValueError: the cell holds something else.
    """
    stripped = text.strip()
    if stripped in ("", "月"):
        return PartialDate(year), PartialDate(year)
    match = _MONTHS.fullmatch(stripped)
    if match is None:
        raise ValueError(f"'{text}' is no month such as '6 月' or '8-2 月'")
    first = int(match[1])
    last = int(match[2]) if match[2] else first
    return PartialDate(year, first), PartialDate(year if last >= first else year + 1, last)


_FULL = re.compile(r"(1[89]\d\d|20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")


def read_inner(text: str) -> list[tuple[int, PartialDate]]:
    """Return the full dates printed inside a sentence (`1992年4月24日`, `2009年7月`), each with its offset."""
    found = []
    for match in _FULL.finditer(text):
        year, month, day = match.groups()
        found.append((match.start(), PartialDate(int(year), int(month), int(day) if day else None)))
    return found
