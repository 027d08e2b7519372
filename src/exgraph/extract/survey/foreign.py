"""Places abroad that a Japanese text names: countries, divisions, and cities by their names or by their sound."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from exgraph.extract.lexicon import Lexicon
from exgraph.extract.survey import domestic
from exgraph.extract.survey.context import Area, Page
from exgraph.extract.survey.named import Named
from exgraph.gazetteer import likeness, world
from exgraph.gazetteer.entry import JAPAN, Entry, Found

_KATAKANA = "\u30a1-\u30fa\u30fc\u3099\u309a"
_WORD = re.compile(
    rf"(?<![{_KATAKANA}])(?P<name>(?:[東西南北新中](?=[{_KATAKANA}]))?[{_KATAKANA}][{_KATAKANA}・=]*[{_KATAKANA}])"
    r"(?P<kind>特別市|広域市|共和国|自治州|準州|市|州|町|村|県|郡|区|省|島|地方)?"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{1,5}(?:特別行政区|特別自治市|特別自治道|特別市|広域市|自治区|市|省|県|郡|区|鎮|道)")
_HAN_COUNTRIES = frozenset({"CN", "TW", "HK", "MO", "KR", "KP"})
_LOOKED_AT = 3
"""Of how many of the countries that a page names most a word's sound is looked for."""
_TOWN = 10_000
"""A city of so many people is known by its bare name where the page names its country."""
_KNOWN = 100_000
"""A city of so many people is known by its name beyond its country."""
_LARGE = 1_000_000
"""A city of so many people is known by its bare name in kanji."""
_CITY_KINDS = frozenset({"市", "町", "村", "郡", "区", "特別市", "広域市"})
_DIVISION_KINDS = frozenset({"州", "省", "県", "共和国", "自治州", "準州", "地方"})
# What tells that a word in katakana is a person's name, or part of a longer one.
_NO_PLACE = re.compile(r"(?:氏|さん|様|君|先生|選手|博士|夫人|夫妻|議員|大統領|首相|大使|総領事|・)")
_SURE, _LIKELY = 0.95, 0.35
_KINDS = {"町": "Town", "村": "Village", "区": "District", "郡": "District"}


@dataclass(frozen=True)
class _Word:
    """A word that may name a place: the tidy words, without their kind, the kind, the line and where it stands."""

    words: str
    name: str
    kind: str
    line: int
    start: int
    end: int


def survey(page: Page, cells: frozenset[str]) -> Iterator[Named]:
    """Yield the places abroad that a page names, once a name; `cells` are the contents of columns of places."""
    found: dict[str, Named] = {}
    # A word that is no place in a line is none in the next that names the same areas.
    missed: set[tuple[str, tuple[Area, ...]]] = set()
    for word in _words(page):
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


def _words(page: Page) -> Iterator[_Word]:
    for line, text in enumerate(page.lines):
        for match in _WORD.finditer(text):
            if not _NO_PLACE.match(text, match.end()):
                yield from (word for word in _parts(match, line) if not _is_known(page, word))
        yield from (word for word in _han(text, line) if not _is_known(page, word))


def _is_known(page: Page, word: _Word) -> bool:
    """Say whether the project's own gazetteer explains a word, and nothing beside the word speaks against it."""
    if page.is_inside(word.line, word.start, word.end):
        return True
    table, key = page.gazetteer.names.get(word.words) or page.gazetteer.names.get(word.name) or ("", "")
    if table != "place":
        return bool(table)
    direct = page.direct(word.line, word.start, word.end)
    own = Area(page.known.country(key), page.known.division(key))
    if direct is None or direct.country == JAPAN or not own.country:
        return True
    return direct.country == own.country and (not own.division or direct.division in ("", own.division))


def _parts(match: re.Match[str], line: int) -> Iterator[_Word]:
    """Yield a word, whole and after each country or division that it begins with: カナダ・バーナビー市."""
    start, name, kind = match.start("name"), match["name"], match["kind"] or ""
    pieces = name.split("・")
    for count in range(len(pieces)):
        head = "・".join(pieces[:count])
        if count and not (world.country(head) or world.divisions_named(head)):
            break
        rest = "・".join(pieces[count:])
        offset = start + (len(head) + 1 if count else 0)
        yield _Word(rest + kind, _composed(rest), kind, line, offset, match.end())


def _composed(name: str) -> str:
    """Return a name in full-width letters with their marks: ﾊﾞ, of which tidying makes two characters, is バ."""
    return unicodedata.normalize("NFC", name)


def _han(text: str, line: int) -> Iterator[_Word]:
    for match in _HAN.finditer(text):
        for start in range(match.start(), match.end() - 2):
            words = text[start : match.end()]
            plain = world.key(words)
            if domestic.is_name(words):
                break
            if words != plain and (plain in _han_names() or world.divisions_named(words)):
                yield _Word(words, plain, words[len(plain) :], line, start, match.end())
                break


@cache
def _han_names() -> frozenset[str]:
    return frozenset(name for name in world.names() if re.fullmatch("[\u4e00-\u9fff]{2,}", name))


def _resolved(page: Page, word: _Word, cells: frozenset[str]) -> Named | None:
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
    return _city(page, word, near, far, certain=bool(word.kind) or word.words in cells)


def _contexts(page: Page, word: _Word) -> tuple[list[Area], list[Area]]:
    """Return the areas that a word's own line names, the nearest first, and those that the page names besides."""
    direct = page.direct(word.line, word.start, word.end)
    near = [*([direct] if direct else []), *page.areas_of(word.line)]
    return _widened(near), _widened([*page.above(word.line), *page.countries[:_LOOKED_AT]])


def _widened(areas: list[Area]) -> list[Area]:
    """Return each area, then the country of a division."""
    return list(dict.fromkeys(wider for area in areas for wider in (area, Area(area.country))))


def _allowed(page: Page, word: _Word, cells: frozenset[str]) -> bool:
    """Say whether a word may be a place: it tells its kind, fills a cell of places, or follows its country."""
    return (
        bool(word.kind)
        or word.words in cells
        or page.direct(word.line, word.start, word.end) is not None
        or _is_large(page, word)
    )


def _is_large(page: Page, word: _Word) -> bool:
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


def _city(page: Page, word: _Word, near: list[Area], far: list[Area], *, certain: bool) -> Named | None:
    """Return the city that is written or sounds so in the line's areas, then in the page's; else the only large one."""
    exact = world.cities_named(word.name) or world.cities_named(f"{word.name}シティ")
    direct = page.direct(word.line, word.start, word.end)
    sounds = certain and re.match(f"[{_KATAKANA}東西南北]", word.name)
    for areas in (near, far):
        for area in areas:
            fitting = [
                entry for entry in exact if entry.country == area.country and area.division in ("", entry.division)
            ]
            if fitting and (direct or not _is_dwarfed(fitting[0], exact[0])):
                return _named(word, fitting[0], _SURE if len(fitting) == 1 else 0.8, _largest(fitting))
        if exact and exact[0].population >= _KNOWN and _is_alone(exact) and (certain or _is_large(page, word)):
            return _named(word, exact[0], 0.6, _largest(exact))
        for area in areas if sounds else ():
            if likely := _alike(word, area):
                return _named(word, likely.entry, likely.score, likely.reason)
    return _named(word, exact[0], 0.5, _largest(exact)) if certain and exact and _is_alone(exact) else None


def _is_alone(exact: list[Entry]) -> bool:
    return len(exact) == 1 or _is_dwarfed(exact[1], exact[0], times=5)


def _is_dwarfed(entry: Entry, other: Entry, times: int = 20) -> bool:
    """Say whether another place of the name is so large that only words beside the name could tell this one."""
    return other.population >= max(times * entry.population, 100_000)


def _alike(word: _Word, area: Area) -> Found | None:
    return next(
        (each for each in likeness.alike(word.name, area.country, area.division) if each.score >= _LIKELY), None
    )


def _largest(entries: list[Entry]) -> str:
    return (
        "the only one of that name there" if len(entries) == 1 else f"the largest of {len(entries)} of that name there"
    )


def _named(word: _Word, entry: Entry, score: float, reason: str) -> Named:
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
