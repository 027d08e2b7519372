"""Dates as Japanese documents print them: era years, month ranges, days inside a sentence."""

from __future__ import annotations

import datetime
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


_POINT = r"(?:(?P<{0}y>(?:1[89]|20)\d\d)[年.])?\s*(?:(?P<{0}m>\d{{1,2}})[月.])?\s*(?:(?P<{0}d>\d{{1,2}})日?)?(?:\(.\))?"
_SPAN = re.compile(_POINT.format("a") + r"\s*(?:[~-]\s*" + _POINT.format("b") + ")?")


def read_when(text: str, year: int) -> Span:
    """Read a month cell or the dates of an entry, as `read_months` and `read_span` do.

    Raises:
        ValueError: the text is neither.
    """
    months = text.strip() in ("", "月") or _MONTHS.fullmatch(text.strip())
    return read_months(text, year) if months else read_span(text, year)


def read_span(text: str, year: int) -> Span:
    """Read dates of a year: `6月10~16日`, `6月27日~7月1日`, `12月~2月`, `8月23日`, several of them joined by `、`.

    What a range's end leaves out is as at its start; an end before its start is of the next year.

    Raises:
        ValueError: the text holds something else.
    """
    spans = [_read_span(part.strip(), year) for part in text.split("、")]
    return min((start for start, _ in spans), key=_first), max((end for _, end in spans), key=_last)


def _first(date: PartialDate) -> datetime.date:
    return date.earliest


def _last(date: PartialDate) -> datetime.date:
    return date.latest


def _read_span(text: str, year: int) -> Span:
    match = _SPAN.fullmatch(text)
    if match is None or not (match["am"] or match["ay"]):
        raise ValueError(f"'{text}' is no date such as '6月10~16日'")
    start = PartialDate(int(match["ay"] or year), _number(match["am"]), _number(match["ad"]))
    if not (match["by"] or match["bm"] or match["bd"]):
        return start, start
    month = _number(match["bm"]) or start.month
    day = _number(match["bd"])
    end = PartialDate(int(match["by"] or start.year), month, day)
    if end.latest < start.earliest and not match["by"]:
        end = PartialDate(end.year + 1, month, day)
    return start, end


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


_FULL = re.compile(r"(1[89]\d\d|20\d\d)年(\d{1,2})月(?:(\d{1,2})日)?")


def read_inner(text: str) -> list[tuple[int, PartialDate]]:
    """Return the full dates printed inside a sentence (`1992年4月24日`, `2009年7月`), each with its offset."""
    found = []
    for match in _FULL.finditer(text):
        year, month, day = match.groups()
        found.append((match.start(), PartialDate(int(year), int(month), int(day) if day else None)))
    return found
