"""Dates and times of XML Schema as places on a time line without end (https://www.w3.org/TR/xmlschema11-2/#vp-dt-timeOnTimeline).

Python's own dates know no year before 1 and none after 9999; shapes bound both.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

ZONE_SPREAD = Fraction(14 * 3600)
"""Seconds that a time without a zone may lie before or after the same time in UTC."""

_DAY_SECONDS = 86_400
_YEAR = r"(?P<year>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = (
    r"(?:(?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]+)?)"
    r"|(?P<midnight>24:00:00(?:\.0+)?))"
)
_ZONE = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_PATTERNS = {
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",
    "time": _TIME,
    "gYear": _YEAR,
    "gYearMonth": f"{_YEAR}-{_MONTH}",
    "gMonth": f"--{_MONTH}",
    "gMonthDay": f"--{_MONTH}-{_DAY}",
    "gDay": f"---{_DAY}",
}
_COMPILED = {name: re.compile(pattern + _ZONE) for name, pattern in _PATTERNS.items()}
_DURATION = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=.)(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)S)?)?"
)
_NOT_IN = {"yearMonthDuration": ("days", "hours", "minutes", "seconds"), "dayTimeDuration": ("years", "months")}
_REFERENCES = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
"""Months from whose first days durations are compared (XML Schema 1.1 part 2, 3.3.6.2)."""

MOMENTS = tuple(_COMPILED)
"""The datatypes of dates and times, parts of dates among them."""
DURATIONS = ("duration", *_NOT_IN)


class Instant(NamedTuple):
    """Seconds since the first day of year 1, and whether a zone says where on earth."""

    seconds: Fraction
    zoned: bool


def moment(text: str, name: str) -> Instant | None:
    """Return what a text says as a date or time of one of `MOMENTS`; None where it is none."""
    found = _COMPILED[name].fullmatch(text)
    if found is None:
        return None
    part = found.groupdict()
    # What is not said is that of a leap year's first moment, the same for all that are compared.
    defaults = (("year", "2000"), ("month", "1"), ("day", "1"))
    year, month, day = (int(_number(part.get(key) or default)) for key, default in defaults)
    if day > _days_of(year, month) or (name == "dateTimeStamp" and not part["zone"]):
        return None
    seconds = Fraction(_day_number(year, month, day) * _DAY_SECONDS)
    if part.get("midnight"):
        seconds += 0 if name == "time" else _DAY_SECONDS
    elif part.get("hour"):
        seconds += int(part["hour"]) * 3600 + int(part["minute"]) * 60 + _number(part["second"])
    return Instant(seconds - _zone(part["zone"]), bool(part["zone"]))


def duration(text: str, name: str) -> tuple[Fraction, ...] | None:
    """Return where a duration leads from each of four days, in seconds; None where the text is none.

    One duration is shorter than another where all four places are earlier.
    """
    found = _DURATION.fullmatch(text)
    if found is None or any(found[key] for key in _NOT_IN.get(name, ())):
        return None
    count = {key: _number(value or "0") for key, value in found.groupdict().items() if key != "sign"}
    sign = -1 if found["sign"] else 1
    months = sign * int(count["years"] * 12 + count["months"])
    clock = count["days"] * _DAY_SECONDS + count["hours"] * 3600 + count["minutes"] * 60 + count["seconds"]
    seconds = sign * clock
    starts = (year * 12 + month - 1 + months for year, month in _REFERENCES)
    return tuple(_day_number(start // 12, start % 12 + 1, 1) * _DAY_SECONDS + seconds for start in starts)


def _day_number(year: int, month: int, day: int) -> int:
    """Return the days since 0001-01-01 of the Gregorian calendar, carried on in both directions."""
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + sum(_days_of(year, each) for each in range(1, month)) + day - 1


def _days_of(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _number(text: str) -> Fraction:
    return Fraction(Decimal(text))  # of any length: int() takes 4,300 digits


def _zone(text: str | None) -> int:
    if text is None or text == "Z":
        return 0
    sign = -1 if text[0] == "-" else 1
    return sign * (int(text[1:3]) * 3600 + int(text[4:6]) * 60)
