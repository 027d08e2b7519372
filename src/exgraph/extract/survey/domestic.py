"""Municipalities of Japan that a text names, told apart from their namesakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from exgraph.extract.survey.context import Page
from exgraph.extract.survey.named import Doubt, Named
from exgraph.gazetteer import japan
from exgraph.gazetteer.entry import JAPAN, Entry

_KIND = re.compile("[市町村区]")
_LONGEST = 10
_KANJI = re.compile("[\u4e00-\u9fff々ヶ]")
# What may stand right before a name, though it is written in kanji too: 友好都市高松市, 八女郡広川町, 隣の….
_BEFORE = re.compile(r"(?:都市|[郡県府都道国省州]|[先側方旧元現同約日月年]|及び|、|で|と|・)$")
_DISTRICT = re.compile(r"([\u4e00-\u9fffヶノのがケ]{1,5}郡)$")
_PERSON = re.compile(r"(?:氏|さん|様|君|先生|選手|会長|理事|議長|副|夫妻|[\u4e00-\u9fff]{2}(?:氏|さん|様))")
_AFTER = re.compile(r"(?:場|街|屋|道|並|井|田|山|川|岡|原|上|下|本|松|瀬|内)")
_TOKYO_WARD = re.compile(r"(.+市)(.+区)")


def survey(page: Page) -> Iterator[Named | Doubt]:
    """Yield each full name of a prefecture or a municipality in a page, once a name."""
    found: dict[str, Named | Doubt] = {}
    for line, text in enumerate(page.lines):
        for start, end in _spans(text):
            words = text[start:end]
            prefecture, district = _prefix(page, line, text, start)
            qualified = text[start - len(district) - len(prefecture) : start] if prefecture or district else ""
            named = _resolved(page, line, words, prefecture, district)
            if named is None:
                continue
            if qualified and isinstance(named, Named):
                found.setdefault(qualified + words, Named(qualified + words, named.entry, line + 1, 1.0, named.reason))
            earlier = found.get(words)
            if earlier is None or (isinstance(earlier, Doubt) and isinstance(named, Named)):
                found[words] = named
    yield from found.values()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where full names of municipalities stand, the longest at each place."""
    last = 0
    for kind in _KIND.finditer(text):
        end = kind.end()
        for start in range(max(last, end - _LONGEST), end - 1):
            if text[start:end] in _names() and _stands(text, start, end):
                yield start, end
                last = end
                break


@cache
def _names() -> frozenset[str]:
    wards = {match[2] for name in japan.municipalities() if (match := _TOKYO_WARD.fullmatch(name))}
    return frozenset({*japan.municipalities(), *japan.former(), *wards})


def is_name(words: str) -> bool:
    """Say whether a municipality or a prefecture of Japan is or was called so."""
    return words in _names() or words in japan.prefectures()


def _stands(text: str, start: int, end: int) -> bool:
    before, after = text[:start], text[end:]
    if _AFTER.match(after) or _PERSON.match(after):
        return False
    return not before or not _KANJI.match(before[-1]) or bool(_BEFORE.search(before)) or before.endswith("市")


def _prefix(page: Page, line: int, text: str, start: int) -> tuple[str, str]:
    """Return the prefecture and the district that are written right before a name."""
    before = text[:start]
    district = _DISTRICT.search(before)
    name = district[1] if district else ""
    for length in (3, 4):
        prefecture = before[: len(before) - len(name)][-length:]
        if prefecture in japan.prefectures():
            return prefecture, name
    if name:
        # 福岡県八女郡 matches as one word of kanji.
        for length in (3, 4):
            if name[:length] in japan.prefectures():
                return name[:length], name[length:]
    return "", name


def _resolved(page: Page, line: int, words: str, prefecture: str, district: str) -> Named | Doubt | None:
    """Return the municipality that a full name means here; None where it is no name at all."""
    choices = _wards(page, words) if words.endswith("区") else japan.named(words, prefecture)
    current = [each for each in choices if not each.former]
    if prefecture and choices:
        return _named(words, choices[0], line, 1.0, f"in {prefecture}")
    near = [each for each in choices if each.division == page.home.division]
    if near and all(each.former for each in near):
        # 一宮町 is one of Chiba today, but in Yamanashi it is the one that was there.
        return _named(words, near[0], line, 0.8, "in the home side's prefecture")
    # A former name, and a short name that a person may bear, counts at home or with its district only.
    if not current or (len(words) == 2 and words.endswith("村")):
        choices = [each for each in choices if each.division == page.home.division or (district and _only(choices))]
    if not choices:
        return None
    return _chosen(page, line, words, [each for each in choices if not each.former] or choices)


def _only(choices: list[Entry]) -> bool:
    return len({each.division for each in choices}) == 1


def _chosen(page: Page, line: int, words: str, choices: list[Entry]) -> Named | Doubt:
    if len(choices) == 1:
        return _named(words, choices[0], line, 0.95, "the only one of that name")
    divisions = [each.area.division for each in page.areas(line) if each.area.country == JAPAN]
    direct = page.direct(line, page.lines[line].find(words), page.lines[line].find(words) + len(words))
    ranked = (
        ([direct.division] if direct else [], 1.0, "by the prefecture beside it"),
        (divisions, 0.9, "by the prefecture in its line"),
        ([page.home.division], 0.8, "in the home side's prefecture"),
        ([name for name, _ in page.prefectures.most_common()], 0.6, "in a prefecture that the document names"),
    )
    for divisions, score, reason in ranked:
        for division in divisions:
            fitting = [each for each in choices if each.division == division]
            if len(fitting) == 1:
                return _named(words, fitting[0], line, score, reason)
    return Doubt(words, line + 1, tuple(choices))


def _wards(page: Page, words: str) -> list[Entry]:
    """Return the wards of a name: one written with its city's name, one of Tokyo, else one of the home city."""
    if words in japan.municipalities():
        return japan.named(words)
    home = page.known.places.get(page.known_home)
    cities = [home.ja] if home else []
    return [each for city in cities for each in japan.named(f"{city}{words}")]


def _named(words: str, entry: Entry, line: int, score: float, reason: str) -> Named:
    if entry.former:
        return Named(words, entry, line + 1, min(score, 0.9), f"part of {entry.ja} since {entry.former[1]}")
    return Named(words, entry, line + 1, score, reason)
