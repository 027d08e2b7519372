"""Places abroad that a Japanese text names: countries, divisions, and cities by their names or by their sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from exgraph.extract.lexicon import Lexicon
from exgraph.extract.survey.context import Area, Page
from exgraph.extract.survey.named import Named
from exgraph.extract.survey.word import KATAKANA, Word, find
from exgraph.gazetteer import likeness, sound, world
from exgraph.gazetteer.entry import JAPAN, Entry, Found

_HAN_COUNTRIES = frozenset({"CN", "TW", "HK", "MO", "KR", "KP"})
_LOOKED_AT = 3
"""Of how many of the countries that a page names most a word's sound is looked for."""
_TOWN = 10_000
"""A city of so many people is known by its bare name where the page names its country."""
_KNOWN = 100_000
"""A city of so many people is known by its name beyond its country."""
_LARGE = 1_000_000
"""A city of so many people is known by its bare name in kanji."""
_DIVISION_KINDS = frozenset({"州", "省", "県", "共和国", "自治州", "準州", "地方"})
_MUNICIPAL = frozenset({"市", "町", "村", "郡", "区", "市郡", "特別市", "広域市"})
# What stands before a partner's name, and after that of a place that is visited or has a mayor.
_TIED = re.compile(r"(?:姉妹|友好|提携)(?:都市|町|村|自治体|先)(?:の|・|である|、|:)?$")
_VISITED = re.compile(
    r"(?:を(?:公式|親善|友好|表敬)?(?:訪問|訪れ)|[へに](?:親善|公式)?(?:訪問|派遣)|(?:訪問|代表|使節|親善)団|(?:市|町|村|区|自治体)長|と(?:の)?(?:姉妹|友好)(?:都市|町|提携|縁組|関係|交流))"
)
_SURE, _CLEAR, _LIKELY, _UNLISTED = 0.95, 0.55, 0.35, 0.3
_KINDS = {"町": "Town", "村": "Village", "区": "District", "郡": "District"}


def survey(page: Page, cells: frozenset[str]) -> Iterator[Named]:
    """Yield the places abroad that a page names, once a name; `cells` are the contents of columns of places."""
    found: dict[str, Named] = {}
    # A word that is no place in a line is none in the next that names the same areas.
    missed: set[tuple[str, tuple[Area, ...]]] = set()
    for word in find(page):
        around = (word.words, tuple(page.areas_of(word.line)))
        if word.words in found or around in missed:
            continue
        named = _resolved(page, word, cells)
        if named:
            found[word.words] = named
        else:
            missed.add(around)
    yield from found.values()
    yield from _bare(page, found)


def _resolved(page: Page, word: Word, cells: frozenset[str]) -> Named | None:
    full = word.name + word.kind
    country = world.country(full) or (world.country(word.name) if not word.kind else None)
    if country:
        return Named(word.words, country, word.line + 1, 1.0, "a country")
    near, far = _contexts(page, word)
    if word.kind in _DIVISION_KINDS or not word.kind or world.divisions_named(full):
        division = _division(full, [*near, *far])
        if division and (word.kind or _allowed(page, word, cells)):
            return Named(word.words, division, word.line + 1, _SURE, "a division")
    if word.kind in _DIVISION_KINDS - {"県", "省"} or not _allowed(page, word, cells):
        return None
    certain = bool(word.kind) or word.words in cells or _is_joined(page, word)
    return _city(page, word, near, far, certain=certain) or (_unlisted(page, word) if certain else None)


def _contexts(page: Page, word: Word) -> tuple[list[Area], list[Area]]:
    """Return the areas that a word's own line names, the nearest first, and those that the page names besides."""
    direct = page.direct(word.line, word.start, word.end)
    near = [*([direct] if direct else []), *page.areas_of(word.line)]
    return _widened(near), _widened([*page.above(word.line), *page.countries[:_LOOKED_AT]])


def _widened(areas: list[Area]) -> list[Area]:
    """Return each area, then the country of a division."""
    return list(dict.fromkeys(wider for area in areas for wider in (area, Area(area.country))))


def _is_joined(page: Page, word: Word) -> bool:
    """Say whether a bare word stands right behind the division that it lies in: アラスカ州マウンテンビレッジ."""
    before = page.lines[word.line][: word.start]
    return page.direct(word.line, word.start, word.end) is not None and bool(re.search("[州省県]・?$", before))


def _is_placed(page: Page, word: Word) -> bool:
    """Say whether a bare word stands where a place does: as who is visited, or as a partner."""
    text = page.lines[word.line]
    marked = _TIED.search(text[: word.start]) or _VISITED.match(text, word.end)
    return bool(len(word.name) > 2 and page.countries and marked)


def _unlisted(page: Page, word: Word) -> Named | None:
    """Return a place that no reference lists, within the area beside its name: a county, a hamlet."""
    area = page.direct(word.line, word.start, word.end)
    parent = _area(area) if area else None
    if parent is None or word.kind not in _MUNICIPAL:
        return None
    latin = sound.romaji(word.name)
    # A name in kanji has no reading here: its characters stand for it until a person gives one.
    key = world.slug(latin) or "-".join(f"u{ord(letter):x}" for letter in word.name)
    entry = Entry(
        f"{key}-{parent.id}", _KINDS.get(word.kind, "City"), word.name, latin or word.name,
        within=(parent,), country=parent.country, division=parent.division, origin="en=romaji" if latin else "en=ja",
    )  # fmt: skip
    return Named(word.words, entry, word.line + 1, _UNLISTED, "no reference lists it")


def _area(area: Area) -> Entry | None:
    if area.country in ("", JAPAN):
        return None
    return world.divisions().get((area.country, area.division)) or world.countries().get(area.country)


def _allowed(page: Page, word: Word, cells: frozenset[str]) -> bool:
    """Say whether a word may be a place: it tells its kind, fills a cell of places, or follows its country."""
    return (
        bool(word.kind)
        or _is_joined(page, word)
        or _is_placed(page, word)
        or word.words in cells
        or page.direct(word.line, word.start, word.end) is not None
        or _is_large(page, word)
    )


def _is_large(page: Page, word: Word) -> bool:
    """Say whether a bare word is written exactly as a city of a country that the page names."""
    areas = {area.country for area in page.countries}
    return len(word.name) > 2 and any(
        each.country in areas and each.population >= 10_000 for each in world.cities_named(word.name)
    )


def _division(name: str, contexts: Iterable[Area]) -> Entry | None:
    named = world.divisions_named(name)
    for area in contexts:
        fitting = [entry for entry in named if entry.country == area.country]
        if fitting:
            return fitting[0]
    return named[0] if len(named) == 1 else None


def _city(page: Page, word: Word, near: list[Area], far: list[Area], *, certain: bool) -> Named | None:
    """Return the city that is written or sounds so in the line's areas, then in the page's; else the only large one."""
    exact = world.cities_named(word.name) or world.cities_named(f"{word.name}シティ")
    direct = page.direct(word.line, word.start, word.end)
    sounds = re.match(f"[{KATAKANA}東西南北]", word.name)
    least = _LIKELY if certain else _CLEAR
    for areas in (near, far):
        for area in areas:
            fitting = [
                entry for entry in exact if entry.country == area.country and area.division in ("", entry.division)
            ]
            if fitting and (direct or not _is_dwarfed(fitting[0], exact[0])):
                return _named(word, fitting[0], _SURE if len(fitting) == 1 else 0.8, _largest(fitting))
            # What sounds like a city of the division is meant before a namesake elsewhere in the country.
            if sounds and certain and area.division and (likely := _alike(word, area, _CLEAR)):
                return _named(word, likely.entry, likely.score, likely.reason)
        if exact and exact[0].population >= _KNOWN and _is_alone(exact) and (certain or _is_large(page, word)):
            return _named(word, exact[0], 0.6, _largest(exact))
        for area in areas if sounds and (certain or _is_placed(page, word)) else ():
            if likely := _alike(word, area, least):
                return _named(word, likely.entry, likely.score, likely.reason)
    return _named(word, exact[0], 0.5, _largest(exact)) if certain and exact and _is_alone(exact) else None


def _is_alone(exact: list[Entry]) -> bool:
    return len(exact) == 1 or _is_dwarfed(exact[1], exact[0], times=5)


def _is_dwarfed(entry: Entry, other: Entry, times: int = 20) -> bool:
    """Say whether another place of the name is so large that only words beside the name could tell this one."""
    return other.population >= max(times * entry.population, 100_000)


def _alike(word: Word, area: Area, least: float) -> Found | None:
    found = likeness.alike(word.name, area.country, area.division)
    return next((each for each in found if each.score >= least), None)


def _largest(entries: list[Entry]) -> str:
    return (
        "the only one of that name there" if len(entries) == 1 else f"the largest of {len(entries)} of that name there"
    )


def _named(word: Word, entry: Entry, score: float, reason: str) -> Named:
    shown = replace(entry, ja=word.name, kind=_KINDS.get(word.kind, entry.kind))
    return Named(word.words, shown, word.line + 1, score, reason)


def _bare(page: Page, found: dict[str, Named]) -> Iterator[Named]:
    """Yield the bare forms of names that stand with their kind elsewhere, and of large cities in kanji."""
    for words, named in list(found.items()):
        plain = named.entry.ja
        if plain != words and len(plain) > 1 and plain not in found:
            yield Named(plain, named.entry, named.line, named.score, named.reason, bare=True)
    large = {
        name: entry
        for area in page.countries
        if area.country in _HAN_COUNTRIES
        for name, entry in _large_cities(area.country)
    }
    lexicon = Lexicon.of(set(large) - set(found) - set(page.gazetteer.names))
    for line, text in enumerate(page.lines) if large else ():
        for start, end in lexicon.find(text):
            if _stands_alone(text, start, end):
                yield Named(text[start:end], large[text[start:end]], line + 1, _SURE, "a large city", bare=True)


@cache
def _large_cities(country: str) -> tuple[tuple[str, Entry], ...]:
    """Return the large cities of a country by their names in kanji."""
    large = (city for city in world.cities(country) if city.population >= _LARGE)
    return tuple(
        (name, replace(world.entry(country, city), ja=name))
        for city in large
        for name in city.ja
        if re.fullmatch("[\u4e00-\u9fff]{2,4}", name) and name == world.key(name)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    kanji = re.compile("[\u4e00-\u9fff]")
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not kanji.match(before) or before in "国省市") and (not kanji.match(after) or after in "市側等内")
