"""Dates as documents print them: eras, fiscal years, ranges, days of the entry before, in Japanese and English."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace

from exgraph.extract.dating.era import nearest_year
from exgraph.extract.dating.token import Token, scan
from exgraph.extract.text import tidy
from exgraph.model.date import PartialDate

Span = tuple[PartialDate, PartialDate]

_SHORT = re.compile(r"元|\d{1,2}")
_ENGLISH_LIKE = {
    "same year": "同年",
    "that year": "同年",
    "same month": "同月",
    "following year": "翌年",
    "next year": "翌年",
}
_SUFFIX = re.compile(r"\s*(?:現在|時点|付け?|開催|実施)\s*$")
_FIRST_MONTH = 4
"""The month in which Japanese fiscal years begin."""


@dataclass
class _Point:
    """One end of a span, as far as it is printed; `bare` numbers take their unit from what stands around them."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False
    bare: list[int] = field(default_factory=list)
    like: list[str] = field(default_factory=list)
    season: tuple[int, ...] = ()
    short: int = 0
    doubt: str = ""

    @property
    def empty(self) -> bool:
        return not (self.year or self.month or self.day or self.bare or self.like or self.season or self.short)


@dataclass(frozen=True)
class _Heading:
    """The year that an entry stands under."""

    year: int | None = None
    fiscal: bool = False


@dataclass
class Calendar:
    """Reads the dates of a document's entries one after another, since one may lean on the one before (同年同月)."""

    before: Span | None = None
    doubt: str = ""

    def read(self, year: str, rest: str) -> Span:
        """Read the dates of an entry: the year it stands under, as printed, and what its own words or cells say.

        Where `rest` tells nothing the entry is of the whole year; a year of its own is more exact than `year`. A year
        without its era is that of the era nearest to the entry before. Where an era's year and the calendar year beside
        it contradict each other the calendar year counts, and `doubt` says so; otherwise `doubt` is empty.

        Raises:
            ValueError: as `read`, or `year` tells no year.
        """
        spans = _spans(f"{tidy(year)}年" if _SHORT.fullmatch(tidy(year)) else tidy(year))
        heading = self._heading(spans, year) if year.strip() else _Heading()
        own = _spans(tidy(rest))
        self.doubt = next((point.doubt for span in [*spans, *own] for point in span if point and point.doubt), "")
        self.before = _whole(own or spans, heading if own else _Heading(), self.before, f"{year} {rest}".strip())
        return self.before

    def _heading(self, spans: list[tuple[_Point, _Point | None]], year: str) -> _Heading:
        point = spans[0][0] if spans else _Point()
        if point.short and self.before:
            point.year, point.short = nearest_year(point.short, self.before[0].year), 0
        if point.like and self.before:
            return _Heading(_span(replace(point), None, _Heading(), self.before)[0].year, point.fiscal)
        if point.year is None:
            raise ValueError(f"'{year}' tells no year")
        return _Heading(point.year, point.fiscal)


def read(text: str, *, year: int | None = None, before: Span | None = None) -> Span:
    """Read dates: `6月10~16日`, `2019年8月21日(水)~24日`, `平成12(2000)~平成14(2002)`, `H30.8.21`, `同年10月`.

    A date without a year is of `year`, else of the year of the date before. What a range's end leaves out is as at its
    start, and the other way round (21-24 August 2019); an end before its start is of the next year. A season is its
    three months, a fiscal year April to March, a third of a month (上旬) that month. Of several dates the first and
    last count.

    Raises:
        ValueError: the text holds no date, something else besides, or a date that does not exist.
    """
    spans = _spans(tidy(text))
    for point in (point for span in spans for point in span if point):
        if point.doubt:
            raise ValueError(f"'{text}': {point.doubt}")
    return _whole(spans, _Heading(year), before, text)


def _whole(spans: list[tuple[_Point, _Point | None]], heading: _Heading, before: Span | None, text: str) -> Span:
    if not spans:
        raise ValueError(f"'{text}' holds no date")
    read: list[Span] = []
    for start, end in spans:
        lean = read[-1] if read else before
        year = read[-1][0].year if read and not heading.fiscal else heading.year
        try:
            read.append(_span(start, end, _Heading(year, heading.fiscal), lean))
        except ValueError as error:
            raise ValueError(f"'{text}': {error}") from error
    first = min((start for start, _ in read), key=lambda date: date.earliest)
    return first, max((end for _, end in read), key=lambda date: date.latest)


def _spans(text: str) -> list[tuple[_Point, _Point | None]]:
    """Return the points of a text, two and two where a range joins them."""
    text = _SUFFIX.sub("", text)
    groups: list[list[_Point]] = [[_Point()]]
    place = 0
    for token in scan(text):
        if token.kind == "also" and not groups[-1][-1].empty:
            groups.append([_Point()])
        elif token.kind == "until" and not groups[-1][-1].empty:
            groups[-1].append(_Point())
        else:
            _take(groups[-1][-1], token)
        place = token.end
    if place < len(text):
        raise ValueError(f"'{text}' is no date such as '6月10~16日': '{text[place:]}'")
    filled = [[point for point in group if not point.empty] for group in groups]
    return [(group[0], group[-1] if len(group) > 1 else None) for group in filled if group]


def _take(point: _Point, token: Token) -> None:
    if token.kind == "iso":
        point.year, point.month, point.day = (*token.numbers, None)[:3]
    elif token.kind == "year":
        _take_year(point, token)
    elif token.kind == "short":
        point.short = token.numbers[0]
    elif token.kind == "month":
        point.month = token.numbers[0]
    elif token.kind == "day":
        point.day = token.numbers[0]
    elif token.kind == "digits":
        point.bare.append(token.numbers[0])
    elif token.kind == "like":
        point.like.append(_ENGLISH_LIKE.get(" ".join(token.text.split()[-2:]), token.text))
    elif token.kind == "season":
        point.season = token.numbers
    point.fiscal = point.fiscal or token.fiscal


def _take_year(point: _Point, token: Token) -> None:
    """Take a year; of an era's and a calendar year that differ the calendar year counts, with a doubt."""
    western = token.text[:2] in ("18", "19", "20")
    if point.year not in (None, *token.numbers):
        point.doubt = f"{token.text.strip()} is {token.numbers[0]}, not {point.year}"
    if point.year is None or western:
        point.year = token.numbers[0]
    point.fiscal = point.fiscal or token.fiscal


def _span(start: _Point, end: _Point | None, heading: _Heading, before: Span | None) -> Span:
    _name_numbers(start, end)
    _begin(start, end, heading, before)
    if end is None:
        return _first(start), _last(start)
    if len(end.bare) > 1:
        end.month, end.day = end.bare[:2]
    elif end.bare and (end.month or start.day is not None):
        end.day = end.bare[0]
    elif end.bare:
        end.month = end.bare[0]
    has_year = end.year is not None
    _continue(start, end)
    first = _first(start)
    try:
        last = _last(end)
    except ValueError:
        if has_year or end.year is None:
            raise
        # 29 February may exist only in the year that the range ends in.
        end.year += 1
        last = _last(end)
    if last.latest < first.earliest:
        if has_year and start.year != end.year:
            raise ValueError(f"ends on {last}, before {first}")
        if has_year:
            return PartialDate(first.year - 1, first.month, first.day), last
        last = PartialDate(last.year + 1, last.month, last.day)
    return first, last


def _name_numbers(point: _Point, other: _Point | None) -> None:
    """Give a start's numbers without a unit theirs: 8.21, 2019.8, 4-5月, 21-24 August."""
    if not point.bare:
        return
    if point.month is not None:
        point.day = point.bare[0]
    elif len(point.bare) > 1:
        point.month, point.day = point.bare[:2]
    elif point.year is None and other and (other.day or (other.month and other.bare)):
        point.day = point.bare[0]
    else:
        point.month = point.bare[0]


def _begin(point: _Point, other: _Point | None, heading: _Heading, before: Span | None) -> None:
    """Fill what a start leaves out: from the words 同 and 翌, the heading, the range's end, the date before."""
    if point.like:
        _lean(point, before)
        # Under a heading, 同年 is the heading's year, also in its first entry.
        if "同年" in point.like and heading.year and not heading.fiscal:
            point.year = heading.year
    if point.day is not None and point.month is None and other and other.month:
        point.month = other.month
    if point.day is not None and point.month is None and before and before[0].month:
        point.month = before[0].month
    if point.year is None and point.short:
        around = heading.year or (before[0].year if before else None)
        if around is None:
            raise ValueError(f"the era of the year {point.short} is not told")
        point.year = nearest_year(point.short, around)
    if point.year is None:
        point.fiscal = point.fiscal or heading.fiscal
        around = other.year if other else None
        point.year = heading.year or around or (before[0].year if before else None)
    if point.year is None:
        raise ValueError("no year is told")


def _lean(point: _Point, before: Span | None) -> None:
    words = "".join(point.like)
    if before is None:
        raise ValueError(f"{words} without a date before it")
    first, last = before
    point.fiscal = "年度" in words
    if "翌日" in words:
        day = last.latest + datetime.timedelta(days=1)
        point.year, point.month, point.day = day.year, day.month, day.day
    elif "翌月" in words:
        day = PartialDate(last.year, last.month or 12).latest + datetime.timedelta(days=1)
        point.year, point.month = day.year, day.month
    elif "翌" in words:
        point.year = last.year + 1
    else:
        point.year = first.fiscal_year if point.fiscal and first.month else first.year
        point.month = first.month if "同月" in words or "同日" in words else point.month
        point.day = first.day if "同日" in words else point.day


def _continue(start: _Point, end: _Point) -> None:
    """Fill what a range's end leaves out."""
    later = any(word.startswith("翌") for word in end.like)
    if end.day is not None and end.month is None:
        end.month = start.month
    if end.year is None and end.short:
        end.year = nearest_year(end.short, start.year or 0)
    if end.year is None:
        end.year = (start.year or 0) + (later and not start.fiscal)
        end.fiscal = start.fiscal


def _first(point: _Point) -> PartialDate:
    year = point.year or 0
    if point.season:
        return PartialDate(year, point.season[0])
    if point.fiscal and point.month is None:
        return PartialDate(year, _FIRST_MONTH)
    return PartialDate(_of_month(point), point.month, point.day)


def _last(point: _Point) -> PartialDate:
    year = point.year or 0
    if point.season:
        return PartialDate(year + (point.season[1] < point.season[0]), point.season[1])
    if point.fiscal and point.month is None:
        return PartialDate(year + 1, _FIRST_MONTH - 1)
    return PartialDate(_of_month(point), point.month, point.day)


def _of_month(point: _Point) -> int:
    """Return the calendar year of a month of a fiscal year."""
    return (point.year or 0) + bool(point.fiscal and point.month and point.month < _FIRST_MONTH)
