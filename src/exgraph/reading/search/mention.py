"""Places, years and numbers that words typed freely name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exgraph.extract.dating.era import ERAS
from exgraph.mapping import russian
from exgraph.reading.fulltext.word import folded, is_japanese, placed
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Reader

_NAMES = """SELECT DISTINCT ?it ?name (LANG(?name) AS ?language) {
    ?it a exg:Place ; rdfs:label|skos:altLabel|skos:hiddenLabel|exg:kana ?name }"""
_ENDINGS = ("市", "町", "村", "州", "県", "府", "都")
_SHORTEST = 2
_FROM = re.compile(r"(?:\bfrom|\bиз|\bот|\bс)\s*$")
_TO = re.compile(r"(?:\bto|\bв|\bво|\bна|→|->)\s*$")
_FROM_AFTER = re.compile(r"\s*(?:から|より|発|→|->)")
_TO_AFTER = re.compile(r"\s*(?:へ|に(?!よ)|行き|訪問|派遣)")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_ERA = re.compile(r"(令和|平成|昭和)\s*(元|\d{1,2})\s*年")
_ANNIVERSARY = re.compile(r"(?<!\d)(\d{1,3})\s*(?:周年|(?:st|nd|rd|th)\b|-?\s*лет|\s*years?\s+(?:old|anniversary))")


@dataclass(frozen=True)
class PlaceMention:
    """A place where the words name it; `role` is `from` or `to` where they say so, else empty."""

    place: str
    start: int
    end: int
    role: str


@dataclass(frozen=True)
class Mentions:
    """What some words name: places in their order, years, a number of years; and the words besides."""

    places: Sequence[PlaceMention]
    years: Sequence[int]
    anniversary: int | None
    rest: str

    @property
    def directed(self) -> bool:
        """Whether the words say from where or to where."""
        return any(mention.role for mention in self.places)

    @property
    def way(self) -> list[str]:
        """The places, from where first where the words say so."""
        order = {"from": 0, "": 1, "to": 2}
        ordered = sorted(self.places, key=lambda each: order[each.role]) if self.directed else self.places
        return list(dict.fromkeys(each.place for each in ordered))


def mentions(reader: Reader, text: str) -> Mentions:
    """Return what `text` names."""
    plain = unicodedata.normalize("NFKC", text)
    found = sorted(_places(reader.published, plain), key=lambda each: each.start)
    years = [int(year) for year in _YEAR.findall(plain)]
    years += [ERAS[era] + (0 if number == "元" else int(number) - 1) for era, number in _ERA.findall(plain)]
    anniversary = _ANNIVERSARY.search(plain.casefold())
    rest = plain
    for mention in reversed(found):
        rest = f"{rest[: mention.start]} {rest[mention.end :]}"
    return Mentions(found, sorted(set(years)), int(anniversary[1]) if anniversary else None, rest)


def _places(published: Published, text: str) -> Iterator[PlaceMention]:
    runs, stems = _named(published)
    words = list(placed(text))
    at = 0
    while at < len(words):
        word = words[at]
        if is_japanese(word.form[0]):
            for start, end, place in _in_run(word.form, runs):
                yield _mention(text, place, word.start + start, word.start + end)
            at += 1
            continue
        for size in (4, 3, 2, 1):
            key = tuple(each.form for each in words[at : at + size])
            if len(key) == size and key in stems:
                yield _mention(text, stems[key], word.start, words[at + size - 1].end)
                break
        at += size if key in stems else 1


def _mention(text: str, place: str, start: int, end: int) -> PlaceMention:
    before, after = text[:start].casefold(), text[end:]
    if _FROM.search(before) or _FROM_AFTER.match(after):
        return PlaceMention(place, start, end, "from")
    return PlaceMention(place, start, end, "to" if _TO.search(before) or _TO_AFTER.match(after) else "")


def _in_run(run: str, names: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Yield the longest names in a run of Japanese, from the left."""
    longest = max(map(len, names), default=0)
    at = 0
    while at < len(run):
        size = next((size for size in range(min(longest, len(run) - at), 1, -1) if run[at : at + size] in names), 0)
        if size:
            yield at, at + size, names[run[at : at + size]]
        at += size or 1


@per_version()
def _named(published: Published) -> tuple[dict[str, str], dict[tuple[str, ...], str]]:
    """Return places by their Japanese names without ending, and by the stems of other names; the busiest of a name."""
    runs: dict[str, str] = {}
    stems: dict[tuple[str, ...], str] = {}
    index = published.events
    counts = {
        iri: members.bit_count()
        for facet in ("place", "partner", "region")
        for iri, members in index.sets[facet].items()
    }
    rows = sorted(published.rows(_NAMES), key=lambda row: (-counts.get(row["it"], 0), row["it"]))
    for row in rows:
        for name in _forms(row["name"], row.get("language", "")):
            words = tuple(token.form for token in placed(name))
            if len(words) == 1 and is_japanese(words[0][0]):
                if len(words[0]) >= _SHORTEST:
                    runs.setdefault(words[0], row["it"])
            elif words and sum(map(len, words)) > _SHORTEST:
                stems.setdefault(words, row["it"])
    return runs, stems


def _forms(name: str, language: str) -> Iterator[str]:
    joined = name.replace("・", "")
    yield joined
    if joined.endswith(_ENDINGS) and len(joined) > _SHORTEST:
        yield joined[:-1]
    if language == "ru":
        yield from (russian.inflected(name, case) for case in ("genitive", "accusative", "prepositional"))


def holds(text: str, word: str) -> bool:
    """Tell whether a text has a word, in any of its forms."""
    wanted = [token.form for token in placed(word)]
    if wanted and is_japanese(wanted[0][0]):
        return folded(word) in folded(text)
    forms = {token.form for token in placed(text)}
    return bool(wanted) and all(each in forms for each in wanted)
