"""Rows of the gazetteer for what a survey found, with their origin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from exgraph.extract.survey.known import Known
from exgraph.extract.survey.named import Named
from exgraph.gazetteer.entry import Entry

Cells = dict[str, str]

_SCHEMES = ("geonames", "wikidata", "iso3166-1", "iso3166-2", "jis", "estat")


@dataclass
class Rows:
    """Rows to propose by table, each under the id of its place, in the order in which they were found."""

    source: str
    known: Known
    places: dict[str, Cells] = field(default_factory=dict)
    spellings: dict[str, list[Cells]] = field(default_factory=dict)
    identifiers: dict[str, list[Cells]] = field(default_factory=dict)

    def add(self, named: Named) -> str:
        """Add the place of a name, what it lies in, and the name where it is written otherwise; return its id."""
        key = self.place(named.entry)
        own = self.places.get(key, {}).get("ja") or self.known.places[key].ja
        words = unicodedata.normalize("NFC", named.words)
        written = {row["text"] for row in self.spellings.get(key, ())}
        if (
            words not in (own, self.places.get(key, {}).get("en"))
            and words not in written
            and words not in self._names(key)
        ):
            language = "ja" if any(ord(letter) > 0x2000 for letter in words) else "en"
            origin = self.source if not named.entry.former else f"{self.source} (until {named.entry.former[1]})"
            self.spellings.setdefault(key, []).append(
                {"table": "place", "id": key, "kind": "alt", "language": language, "text": words, "origin": origin}
            )
        return key

    def _names(self, key: str) -> set[str]:
        return {name for name, keys in self.known.by_name.items() if key in keys}

    def place(self, entry: Entry) -> str:
        """Add a place that is not known, and what it lies in; return its id."""
        key = self.known.id(entry)
        if key in self.known.places or key in self.places:
            return key
        within = [self.place(parent) for parent in entry.within]
        self.places[key] = {
            "id": key,
            "class": entry.kind,
            "ja": entry.ja or entry.en,
            "kana": entry.kana or _hiragana(entry.ja),
            "en": entry.en,
            "ru": entry.ru,
            "within": ";".join(within),
            "lat": entry.lat,
            "lon": entry.lon,
            "origin": f"ja={self.source};{entry.origin}",
        }
        self.identifiers[key] = [
            {"place": key, "scheme": scheme, "value": entry.identifiers[scheme], "origin": entry.origin}
            for scheme in _SCHEMES
            if scheme in entry.identifiers
        ]
        return key

    def only(self, ids: Iterable[str]) -> Iterator[tuple[str, Cells]]:
        """Yield table and row for the places of these ids, and for what they lie in."""
        wanted: set[str] = set()
        todo = list(ids)
        while todo:
            key = todo.pop()
            if key not in wanted:
                wanted.add(key)
                todo += self.places[key]["within"].split(";") if key in self.places else ()
        for key in sorted(wanted):
            if key in self.places:
                yield "place", self.places[key]
                yield from (("identifier", row) for row in self.identifiers[key])
            yield from (("spelling", row) for row in self.spellings.get(key, ()))


def _hiragana(words: str) -> str:
    """Return a word in katakana in hiragana; nothing for any other."""
    if not words or any(not ("\u30a1" <= letter <= "\u30ff") for letter in words if letter not in "・ー"):
        return ""
    return "".join(chr(ord(letter) - 0x60) if "\u30a1" <= letter <= "\u30f6" else letter for letter in words)
