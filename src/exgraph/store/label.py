"""Finding things by name: every label in three languages, however it is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from exgraph.model.iri import NS, PREFIXES
from exgraph.store.graph import Store

# Places before organisations before series before events; what is not named here comes last.
_RANKS = {
    NS + name: rank
    for rank, name in enumerate(
        (
            "Place",
            "Organisation",
            "Agreement",
            "Series",
            "Venue",
            "Official",
            "TransportRoute",
            "SourceDocument",
            "Event",
        )
    )
}
_LABELS = """
    SELECT ?thing ?text ?class {
        VALUES ?property { rdfs:label skos:prefLabel skos:altLabel skos:hiddenLabel exg:kana }
        VALUES ?class { %s }
        ?thing a ?class ; ?property ?text .
    }"""
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(frozen=True)
class Match:
    """A thing whose names hold what was asked for."""

    iri: str
    type: str
    label: str
    """The name that matched best, as written."""


@dataclass(frozen=True)
class _Entry:
    iri: str
    type: str
    names: tuple[tuple[str, str], ...]
    """Folded and written form of each name, the preferred ones first."""
    text: str


def fold(text: str) -> str:
    """Return a text as it is compared: NFKC, no case, no accents, hiragana for katakana, letters and digits only."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    plain = "".join(sign for sign in folded if not "\u0300" <= sign <= "\u036f")
    kana = unicodedata.normalize("NFC", plain).translate(_KATAKANA)
    return "".join(sign for sign in kana if sign.isalnum())


class LabelIndex:
    """All names of the things people look for, in memory: a search looks at every one (10,000 take a few ms)."""

    def __init__(self, labels: Iterable[tuple[str, str, str]]) -> None:
        """Index (IRI, class IRI, name) triples."""
        things: dict[str, tuple[str, dict[str, str]]] = {}
        for iri, type_, name in labels:
            _, names = things.setdefault(iri, (type_, {}))
            names.setdefault(fold(name), name)
        self._entries = [
            _Entry(iri, type_, tuple(names.items()), "\n".join(names)) for iri, (type_, names) in sorted(things.items())
        ]

    @classmethod
    def build(cls, store: Store) -> LabelIndex:
        """Read the names of all places, organisations, series, agreements, events and the like."""
        prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("exg", "rdfs", "skos"))
        rows = store.rows(prefixes + _LABELS % " ".join(f"<{name}>" for name in _RANKS))
        return cls((row["thing"], row["class"], row["text"]) for row in rows)

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str) -> list[Match]:
        """Return the things whose names hold every word of `text`: equal names first, then by kind, then the short."""
        whole, words = fold(text), [word for word in map(fold, text.split()) if word]
        if not words:
            return []
        found = []
        for entry in self._entries:
            if all(word in entry.text for word in words):
                key, name = _rank(entry, whole, words)
                found.append((key, entry, name))
        found.sort(key=lambda item: (item[0], item[1].iri))
        return [Match(entry.iri, entry.type, name) for _, entry, name in found]


def _rank(entry: _Entry, whole: str, words: list[str]) -> tuple[tuple[bool, int, bool, int], str]:
    """Return (not equal, kind, no prefix, length) of the best name, and that name."""
    kind = _RANKS[entry.type]
    _, key, name = min(
        (
            sum(word not in folded for word in words),
            (folded != whole, kind, not folded.startswith(words[0]), len(folded)),
            written,
        )
        for folded, written in entry.names
    )
    return key, name
