"""When something planned is to be: the time cell of a plan for a Japanese fiscal year (April to March)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exgraph.extract.dating.date import Span
from exgraph.extract.dating.era import ERA_YEAR, read_year
from exgraph.extract.text import tidy
from exgraph.model.date import PartialDate

_YEAR = rf"(?:{ERA_YEAR}|(?:19|20)\d\d)"
_TOKEN = re.compile(
    rf"(?P<year>{_YEAR}年(?!度))"
    r"|(?P<next>翌年?)"
    r"|(?P<first>\d{1,2})(?:[~-]翌?(?P<last>\d{1,2}))?月(?:(?P<day>\d{1,2})日?(?:[~-](?P<until>\d{1,2}))?日)?"
    r"|(?P<season>[春夏秋冬])"
)
# First and last month of the seasons as the weather service counts them; spring from April, when the year begins.
_SEASONS = {"春": (4, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 2)}
_FISCAL_YEAR = re.compile(rf"({_YEAR})年度")
_YEARS_LONG = re.compile(r"(\d{1,2})[カヵケか箇]年")
_LOOSE = re.compile(r"通年|年度|年間|随時|年\d")

_STATUSES: tuple[tuple[str, str], ...] = (
    ("postponed", "延期"),
    ("under-discussion", "協議中|検討"),
)


@dataclass(frozen=True)
class Schedule:
    """First and last date, as exact as told, and the status of the plan."""

    start: PartialDate
    end: PartialDate
    status: str


def read(text: str, fiscal_year: int) -> Schedule:
    """Read a time cell: `10月上旬`, `7月~翌3月`, `令和5年2月`, `7~8月`, `5月20日~ 令和5年3月31日`, `通年`, `未定`.

    A month without a year is that of the fiscal year. A cell without a month means the whole fiscal year, or as many
    years as it tells (3カ年). What is put off keeps the time it was planned for. Part of a plan that is called off
    (派遣:3月 受入:中止) leaves the rest planned.

    Raises:
        ValueError: the cell holds a date that does not exist.
    """
    words = re.sub(r"\s+", "", tidy(text))
    dates = _dates(words, fiscal_year)
    status = next((status for status, pattern in _STATUSES if re.search(pattern, words)), "")
    if dates:
        start = min((start for start, _ in dates), key=lambda date: date.earliest)
        end = max((end for _, end in dates), key=lambda date: date.latest)
        return Schedule(start, end, status or "planned")
    if not status:
        status = "cancelled" if "中止" in words else "planned" if _LOOSE.search(words) else "unscheduled"
    named = _FISCAL_YEAR.search(words)
    first = read_year(f"{named[1]}年") if named else fiscal_year
    length = _YEARS_LONG.search(words)
    last = first + (int(length[1]) if length else 1)
    return Schedule(PartialDate(first, 4), PartialDate(last, 3), status)


def _dates(words: str, fiscal_year: int) -> list[Span]:
    found: list[Span] = []
    year: int | None = None
    month = 0
    for token in _TOKEN.finditer(words):
        if token["year"]:
            year, month = read_year(token["year"]), 0
        elif token["next"]:
            year, month = fiscal_year + 1, 0
        else:
            first, last = _SEASONS.get(token["season"], (0, 0)) if token["season"] else _months(token)
            if year is not None and first < month:
                year += 1
            start = year if year is not None else fiscal_year + (first < 4)
            found.append(_span(token, start, first, last))
            month = last
    return found


def _months(token: re.Match[str]) -> tuple[int, int]:
    first = int(token["first"])
    return first, int(token["last"] or first)


def _span(token: re.Match[str], year: int, first: int, last: int) -> Span:
    day = int(token["day"]) if token["day"] else None
    until = int(token["until"]) if token["until"] else day
    return PartialDate(year, first, day), PartialDate(year + (last < first), last, until)
