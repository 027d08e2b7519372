"""The publishing side's place, from what a document says of itself: its title, its publisher, an address, its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from exgraph.extract.name import Gazetteer
from exgraph.extract.survey.known import Known
from exgraph.extract.text import tidy
from exgraph.gazetteer import japan
from exgraph.gazetteer.entry import Entry

_KINDS = ("City", "Town", "Village", "Municipality", "Prefecture")
_NAME = re.compile(r"[\u4e00-\u9fff々ヶケノ\u3041-\u3096\u30a1-\u30fc]{1,7}?[都道府県市町村区]")
_LATIN = re.compile(r"[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)*")
# Who publishes says so in such words: the office, the page's foot, a letter's head, an address.
_PUBLISHER = re.compile(r"発行|役所|役場|県庁|公式|Copyright|©|\(C\)|〒|所在地|住所|編集")
# A word of a title that is written like a municipality, in kanji alone and not within a longer word.
_LIKE = re.compile(r"(?<![\u4e00-\u9fff\u3041-\u30fc])[\u4e00-\u9fff]{1,4}[市町村](?![\u4e00-\u9fff])")
# Words of that form that name none: 各市町村, 姉妹都市, 朝市 (a market).
_COMMON = re.compile(r"[本当各全両同他市区]{0,2}[市町村]+|.*都市|(?:朝|夕|初|見本|骨董|陶器|植木)市")


@dataclass(frozen=True)
class Home:
    """The place: its id, its names, and why it is taken for the publishing side; an empty id where it is not known."""

    id: str
    ja: str
    en: str
    reason: str


@dataclass(frozen=True)
class Page:
    """A document's title and lines, with what is known of places: the project's own, and the country at home."""

    title: str
    lines: list[str]
    gazetteer: Gazetteer
    known: Known
    country: str

    @cached_property
    def prefectures(self) -> Counter[str]:
        """How often each prefecture is written in full."""
        text = tidy("\n".join([self.title, *self.lines]))
        return Counter({name: text.count(name) for name in japan.prefectures()})


def home(page: Page) -> Home:
    """Return the publishing side's place.

    A municipality that the title names is it, or nobody: what the text names most never stands in for it.
    """
    named = list(_named(page, [page.title]))
    if named:
        return _home(named[0], "named in the title")
    title = tidy(page.title)
    for match in _LIKE.finditer(title):
        if not _COMMON.fullmatch(match[0]):
            return _unclear(match[0])
    lines = [line for line in page.lines if _PUBLISHER.search(tidy(line))]
    published = Counter(_named(page, lines))
    if published:
        return _home(published.most_common(1)[0][0], "named as the publisher or in an address")
    counted = Counter(_named(page, page.lines)) or Counter(_latin(page))
    if not counted:
        return Home("", "", "", "no municipality or prefecture at home is named; give --home")
    place, times = counted.most_common(1)[0]
    return _home(place, f"named {times} times")


def _unclear(name: str) -> Home:
    """Return that the title's own place is not known, or may be several."""
    choices = [entry for entry in japan.named(name) if not entry.former]
    if choices:
        either = " or ".join(f"{entry.id} ({entry.division})" for entry in choices)
        return Home("", "", "", f"the title names {name}; give --home {either}")
    return Home("", "", "", f"the title names {name}, which is in no gazetteer; add it: exgraph new place {name}")


@dataclass(frozen=True)
class _Place:
    id: str
    ja: str
    en: str


def _home(place: _Place, reason: str) -> Home:
    return Home(place.id, place.ja, place.en, reason)


def _named(page: Page, lines: Iterable[str]) -> Iterator[_Place]:
    """Yield the municipalities and prefectures at home that lines name, of the project's gazetteer or the reference."""
    for line in lines:
        text = tidy(line)
        spans = []
        for mention in page.gazetteer.mentions(text):
            spans.append((mention.start, mention.end))
            if mention.table == "place" and _is_home(mention.id, page.gazetteer, page.country):
                row = page.known.places[mention.id]
                yield _Place(row.id, row.ja, row.en)
        for match in _NAME.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in spans):
                for entry in _entries(page, match[0]):
                    yield _Place(page.known.id(entry), entry.ja, entry.en)


def _latin(page: Page) -> Iterator[_Place]:
    """Yield the municipalities that lines name in Latin letters."""
    for line in page.lines:
        for match in _LATIN.finditer(line):
            entries = japan.written(re.sub(r" City$", "", match[0]))
            cities = [entry for entry in entries if entry.kind == "City"] or entries
            if len(cities) == 1:
                yield _Place(page.known.id(cities[0]), cities[0].ja, cities[0].en)


def _is_home(place: str, gazetteer: Gazetteer, country: str) -> bool:
    return gazetteer.within(place, country) and any(gazetteer.is_a(place, kind) for kind in _KINDS)


def _entries(page: Page, words: str) -> list[Entry]:
    """Return the place of the reference that a word ends in: the longest name, told apart by the page's prefectures."""
    for start in range(len(words) - 1):
        name = words[start:]
        if name in japan.prefectures():
            return [japan.prefectures()[name]]
        named = [entry for entry in japan.named(name) if not entry.former]
        if len(named) > 1:
            named = [entry for entry in named if page.prefectures[entry.division]]
        if named:
            return named if len(named) == 1 else []
    return []
