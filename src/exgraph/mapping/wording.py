"""Words of labels and descriptions, in Japanese, English and Russian: dates, numbers, lists, brackets.

What is said of the things of one table stands in its script.

Names in Russian patterns stand in the case that the pattern asks for: `exgraph.mapping.russian` bends them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from exgraph.model.date import PartialDate
from exgraph.model.month import ENGLISH, RUSSIAN, RUSSIAN_OF

LANGUAGES = ("ja", "en", "ru")

Words = dict[str, str]
"""One expression by language."""


class NamedThing(Protocol):
    """A row with names in the three languages, as the gazetteer's have; one may be empty."""

    @property
    def ja(self) -> str:
        """The Japanese name."""

    @property
    def en(self) -> str:
        """The English name."""

    @property
    def ru(self) -> str:
        """The Russian name."""


def names(row: NamedThing) -> Words:
    """Return the names of a row, those that it has."""
    return {language: text for language, text in (("ja", row.ja), ("en", row.en), ("ru", row.ru)) if text}


def words(ja: str, en: str, ru: str) -> Words:
    """Return one expression by language."""
    return {"ja": ja, "en": en, "ru": ru}


FISCAL = words("{}年度", "fiscal {}", "{} фин. г.")
_FISCAL_YEARS = words("{}年度", "fiscal {}", "{} фин. гг.")
OTHERS = words("ほか", "others", "др.")

QUALIFIERS: dict[str, Words] = {
    "about": words("約{}", "about {}", "около {}"),
    "at-least": words("{}以上", "at least {}", "не менее {}"),
    "more-than": words("{}超", "more than {}", "более {}"),
    "at-most": words("最大{}", "at most {}", "не более {}"),
}

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def date(value: PartialDate, language: str, *, year: bool = True) -> str:
    """Return a date as a reader writes it: 1997年6月, June 1997, июнь 1997 г.; without the year where it stands by."""
    month, number = value.month, value.day
    if language == "ja":
        days = (f"{month}月" if month else "") + (f"{number}日" if number else "")
        return f"{value.year}年{days}" if year else days
    months = ENGLISH if language == "en" else RUSSIAN_OF if number else RUSSIAN
    parts = [str(number or ""), months[month - 1] if month else ""]
    if year:
        parts.append(str(value.year) if language == "en" else f"{value.year} г.")
    return " ".join(filter(None, parts))


def span(start: PartialDate, end: PartialDate, language: str) -> str:
    """Return one date, a fiscal year, or the first and last of a span; a year or month that both share stands once."""
    if start == end:
        return date(start, language)
    if _fiscal(start, end):
        return _fiscal_years(start.year, end.year - 1, language)
    shared = start.year == end.year and None not in (start.month, end.month)
    if shared and start.month == end.month and None not in (start.day, end.day):
        return f"{date(start, language)}〜{end.day}日" if language == "ja" else f"{start.day}–{date(end, language)}"
    if language == "ja":
        return f"{date(start, language)}〜{date(end, language, year=not shared)}"
    return _from_to(start, end, (date(start, language, year=not shared), date(end, language)), language)


def _fiscal_years(first: int, last: int, language: str) -> str:
    if first == last:
        return FISCAL[language].format(first)
    return _FISCAL_YEARS[language].format(f"{first}{'〜' if language == 'ja' else '–'}{last}")


def _from_to(start: PartialDate, end: PartialDate, ends: tuple[str, str], language: str) -> str:
    """Join two dates in English or Russian; in English a dash between single words is closed."""
    if start.month is None and end.month is None:
        return f"{start.year}–{end.year}{' гг.' if language == 'ru' else ''}"
    if language == "en" and None in (start.month, end.month):
        return f"from {ends[0]} to {ends[1]}"
    return f"{ends[0]}{'–' if language == 'en' and ' ' not in ends[0] else ' – '}{ends[1]}"


def _fiscal(start: PartialDate, end: PartialDate) -> bool:
    """Say whether a span is one or several Japanese fiscal years, April to March."""
    return (start.month, start.day, end.month, end.day) == (4, None, 3, None) and end.year > start.year


def people(number: int, language: str, qualifier: str | None = None) -> str:
    """Return a number of people in words: 60名, 60 people, 60 чел.; about, at least or more of them where qualified."""
    if language == "ja":
        counted = f"{number:,}名"
    elif language == "en":
        counted = f"{number:,} person" if number == 1 else f"{number:,} people"
    else:
        counted = f"{number:,} чел.".replace(",", "\N{NO-BREAK SPACE}")
    return QUALIFIERS[qualifier][language].format(counted) if qualifier else counted


def ordinal(number: int) -> str:
    """Return an English ordinal: 1st, 2nd, 11th."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def roman(number: int) -> str:
    """Return Roman digits, in which Russian numbers congresses and contests without a gendered ending."""
    digits = ""
    for value, digit in _ROMAN:
        digits += digit * (number // value)
        number %= value
    return digits


def listed(names: Sequence[str], language: str, *, most: int = 3) -> str:
    """Join names into a list, the first `most` of them by name; of none is nothing."""
    if not names:
        return ""
    shown = list(names[:most])
    others = [] if len(names) <= most else [OTHERS[language]]
    if language == "ja":
        # Names such as ウラン・ウデ hold the dot that would part them.
        return ("、" if any("・" in name for name in shown) else "・").join(shown) + "".join(others)
    *head, last = [*shown, *others]
    return f"{', '.join(head)} {'and' if language == 'en' else 'и'} {last}" if head else last


def paired(names: Sequence[str], language: str) -> str:
    """Join the parties to something: AとB, A and B, A и B."""
    return "と".join(names) if language == "ja" else listed(names, language, most=len(names))


def detailed(head: str, details: Sequence[str], language: str) -> str:
    """Return a head with its details in brackets; where it ends with a bracket, they go on in that one."""
    if not details:
        return head
    comma, space = ("、", "") if language == "ja" else (", ", " ")
    at = _last_bracket(head)
    if at > 0:
        return f"{head[:at]}({comma.join([head[at + 1 : -1], *details])})"
    return f"{head}{space}({comma.join(details)})"


def _last_bracket(text: str) -> int:
    """Return where the bracket opens with which a text ends, of either width; -1 where it ends with none."""
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] in ")）") - (text[at] in "(（")
        if depth == 0:
            return at if text[at] in "(（" else -1
    return -1


def capitalised(text: str) -> str:
    """Return the text with its first letter a capital."""
    return text[:1].upper() + text[1:]


def continued(text: str) -> str:
    """Return the text with its first letter small, unless it begins with an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
