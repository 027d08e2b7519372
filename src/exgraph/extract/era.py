"""Years of the Japanese eras, alone or beside the calendar year."""

from __future__ import annotations

import re

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


def calendar_year(era: str, number: str) -> int:
    """Return the calendar year of a year of an era, of which the first is 元 or 1."""
    return ERAS[era] + (1 if number == "元" else int(number)) - 1


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
    year = calendar_year(era[1], era[2])
    if western and int(western[1]) != year:
        raise ValueError(f"'{text}': {era[0].strip()} is {year}, not {western[1]}")
    return year
