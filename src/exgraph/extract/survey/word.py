"""Words that may name a place abroad: katakana with or without a kind, kanji with a kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from exgraph.extract.survey import domestic
from exgraph.extract.survey.context import Area, Page
from exgraph.gazetteer import world
from exgraph.gazetteer.entry import JAPAN

KATAKANA = "\u30a1-\u30fa\u30fc\u3099\u309a"
"""Letters of katakana, as a class of a regular expression has them."""

_WRITTEN = re.compile(
    rf"(?<![{KATAKANA}])(?P<name>(?:[東西南北新中](?=[{KATAKANA}]))?[{KATAKANA}][{KATAKANA}・=]*[{KATAKANA}])"
    r"(?P<kind>特別市|広域市|共和国|自治州|準州|市郡|市|州|町|村|県|郡|区|省|島|地方)?"
)
# The country right before a name in kanji: 韓国・三陟市.
_HAN_COUNTRY = re.compile(r"(?:中国|中華人民共和国|韓国|大韓民国|台湾|中華民国)(?:の|・|、|\s|\()?$")
_HAN = re.compile(r"[\u4e00-\u9fff]{1,5}(?:特別行政区|特別自治市|特別自治道|特別市|広域市|自治区|市|省|県|郡|区|鎮|道)")
# What tells that a word in katakana is a person's name, or part of a longer one.
_NO_PLACE = re.compile(r"(?:氏|さん|様|君|先生|選手|博士|夫人|夫妻|議員|大統領|首相|大使|総領事|・)")


@dataclass(frozen=True)
class Word:
    """A word that may name a place: the tidy words, without their kind, the kind, the line and where it stands."""

    words: str
    name: str
    kind: str
    line: int
    start: int
    end: int


def find(page: Page) -> Iterator[Word]:
    """Yield the words of a page that may name a place and that its own gazetteer does not explain."""
    for line, text in enumerate(page.lines):
        for match in _WRITTEN.finditer(text):
            if not _NO_PLACE.match(text, match.end()):
                yield from (word for word in _parts(match, line) if not _is_known(page, word))
        yield from (word for word in _han(text, line) if not _is_known(page, word))


def _is_known(page: Page, word: Word) -> bool:
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


def _parts(match: re.Match[str], line: int) -> Iterator[Word]:
    """Yield a word, whole and after each country or division that it begins with: カナダ・バーナビー市."""
    start, name, kind = match.start("name"), match["name"], match["kind"] or ""
    pieces = name.split("・")
    for count in range(len(pieces)):
        head = "・".join(pieces[:count])
        if count and not (world.country(head) or world.divisions_named(head)):
            break
        rest = "・".join(pieces[count:])
        offset = start + (len(head) + 1 if count else 0)
        yield Word(rest + kind, _composed(rest), kind, line, offset, match.end())


def _composed(name: str) -> str:
    """Return a name in full-width letters with their marks: ﾊﾞ, of which tidying makes two characters, is バ."""
    return unicodedata.normalize("NFC", name)


def _han(text: str, line: int) -> Iterator[Word]:
    for match in _HAN.finditer(text):
        for start in range(match.start(), match.end() - 2):
            words = text[start : match.end()]
            plain = world.key(words)
            if domestic.is_name(words):
                break
            following = bool(_HAN_COUNTRY.search(text[:start]))
            if words != plain and (following or plain in _han_names() or world.divisions_named(words)):
                yield Word(words, plain, words[len(plain) :], line, start, match.end())
                break


@cache
def _han_names() -> frozenset[str]:
    return frozenset(name for name in world.names() if re.fullmatch("[\u4e00-\u9fff]{2,}", name))
