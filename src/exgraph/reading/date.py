"""Dates as a reader of each language writes them."""

from __future__ import annotations

import datetime

from exgraph.model.date import PartialDate
from exgraph.model.month import ENGLISH, RUSSIAN, RUSSIAN_OF

# First day of each era, newest first (Act on Era Names; the first years of Showa and Taisho by their rescripts).
_ERAS = (
    (datetime.date(2019, 5, 1), "令和"),
    (datetime.date(1989, 1, 8), "平成"),
    (datetime.date(1926, 12, 25), "昭和"),
    (datetime.date(1912, 7, 30), "大正"),
    (datetime.date(1868, 10, 23), "明治"),
)


def era(day: datetime.date) -> str | None:
    """Return the Japanese era year of a day: `平成9年`, `令和元年`; None before Meiji."""
    for first, name in _ERAS:
        if day >= first:
            year = day.year - first.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return None


def written(date: PartialDate, language: str) -> str:
    """Return one date in a reader's form: 1997年6月(平成9年), June 1997, июнь 1997 г."""
    return span(date, date, language)


def span(start: PartialDate, end: PartialDate, language: str) -> str:
    """Return a span of days, months or years in a reader's form, saying what both ends share once.

    April to March is a fiscal year, as documents of local governments name it.
    """
    if (start.month, start.day, end.month, end.day) == (4, None, 3, None) and end.year == start.year + 1:
        return _fiscal(start, language)
    return _japanese(start, end) if language == "ja" else _european(start, end, language)


def limits(start: PartialDate, end: PartialDate, language: str) -> str:
    """Return that a date is not told, and the span in which it lies."""
    within = span(start, end, language)
    return {"ja": f"日付不明({within}の間)", "ru": f"дата не указана ({within})"}.get(language, f"undated ({within})")


def _european(start: PartialDate, end: PartialDate, language: str) -> str:
    form = _russian if language == "ru" else _english
    closing = " г." if language == "ru" else ""
    if start == end:
        return form(end) + closing
    if language == "ru" and start.year == end.year and start.day is None and start.month is not None:
        return f"{RUSSIAN[start.month - 1]} – {form(end)}{closing}"
    if start.year == end.year and end.month is not None:
        return f"{_opening(start, end, language)}{form(end)}{closing}"
    if start.month is None and end.month is None:
        return f"{start.year}–{end.year}{' гг.' if language == 'ru' else ''}"
    return f"{form(start)}{closing} – {form(end)}{closing}"


def _fiscal(start: PartialDate, language: str) -> str:
    if language == "en":
        return f"fiscal {start.year}"
    if language == "ru":
        return f"{start.year} финансовый год"
    named = era(start.earliest)
    return f"{start.year}年度" + (f"({named}度)" if named else "")


def _opening(start: PartialDate, end: PartialDate, language: str) -> str:
    """Return the part of the first date that differs from the second, of the same year, with the dash."""
    if start.month is None:
        return f"{start.year} – "
    months = RUSSIAN_OF if language == "ru" else ENGLISH
    if start.day is None:
        return f"{months[start.month - 1]} – "
    if start.month == end.month and end.day is not None:
        return f"{start.day}–"
    return f"{start.day} {months[start.month - 1]} – "


def _english(date: PartialDate) -> str:
    if date.month is None:
        return str(date.year)
    month = f"{ENGLISH[date.month - 1]} {date.year}"
    return month if date.day is None else f"{date.day} {month}"


def _russian(date: PartialDate) -> str:
    if date.month is None:
        return str(date.year)
    if date.day is None:
        return f"{RUSSIAN[date.month - 1]} {date.year}"
    return f"{date.day} {RUSSIAN_OF[date.month - 1]} {date.year}"


def _japanese(start: PartialDate, end: PartialDate) -> str:
    first = _japanese_from(start, None)
    if start == end:
        return f"{first}({_eras(start)})" if _eras(start) else first
    last = _japanese_from(end, start)
    if start.year == end.year or _eras(start) == _eras(end):
        return f"{first}〜{last}({_eras(start)})"
    return f"{first}({_eras(start)})〜{last}({_eras(end)})"


def _japanese_from(date: PartialDate, before: PartialDate | None) -> str:
    """Return year, month and day, without what the date before it has said."""
    text = "" if before is not None and before.year == date.year else f"{date.year}年"
    if date.month is not None:
        same_month = before is not None and (before.year, before.month) == (date.year, date.month)
        text += "" if same_month else f"{date.month}月"
    return text if date.day is None else f"{text}{date.day}日"


def _eras(date: PartialDate) -> str:
    """Return the era year, or both where the date may lie in either."""
    return "・".join(name for name in dict.fromkeys((era(date.earliest), era(date.latest))) if name)
