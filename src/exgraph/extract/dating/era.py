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
    "㍾": 1868,
    "㍽": 1912,
    "㍼": 1926,
    "㍻": 1989,
    "㋿": 2019,
}
_LAST = {1868: 1912, 1912: 1926, 1926: 1989, 1989: 2019, 2019: 2050}
"""The last year of each era by its first; of the present one a year far enough ahead for plans."""
_KANJI = {sign: number for number, sign in enumerate("〇一二三四五六七八九")}

_NAME = r"(?:明治|大正|昭和|平成|令和|[㍾㍽㍼㍻㋿]|(?<![A-Za-z])[MTSHR])"
_COUNT = r"(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})"
ERA_YEAR = rf"{_NAME}\.?\s*{_COUNT}"
"""A pattern of a year of an era, in every way that it is printed: 令和5, R5, R.5, ㋿5, 令和五, 令和元."""
_ERA_YEAR = re.compile(rf"({_NAME})\.?\s*({_COUNT})\s*年?")
_WESTERN = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")


def calendar_year(era: str, number: str) -> int:
    """Return the calendar year of a year of an era, of which the first is 元 or 1.

    Raises:
        ValueError: there is no such year: eras begin with 1.
    """
    count = 1 if number == "元" else read_number(number)
    if not count:
        raise ValueError(f"{era}{number} is no year")
    return ERAS[era] + count - 1


def read_number(text: str) -> int:
    """Read a number below 100 in digits or in kanji: 12, 十二, 二十."""
    if text.isdigit() and text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    digits = [_KANJI[sign] for sign in ones]
    units = int("".join(map(str, digits))) if digits else 0
    return (_KANJI[tens] if tens else 1) * 10 + units if ten else units


def nearest_year(number: int, other: int) -> int:
    """Return the calendar year of a year whose era is left out: of all eras the one nearest to another year.

    After 平成30年 the year 31 is 2019 and the year 2 is 2020; before it, in a list with the newest first, 29 is 2017.

    Raises:
        ValueError: no era has so many years.
    """
    years = [first + number - 1 for first, last in _LAST.items() if number and first + number - 1 <= last]
    if not years:
        raise ValueError(f"{number} is no year of an era")
    return min(years, key=lambda year: abs(year - other))


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
