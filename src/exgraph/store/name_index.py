"""Finding things by name: every label in three languages, however it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import jaconv
from rapidfuzz import fuzz, process

from exgraph.model.iri import PREFIXES
from exgraph.model.main_class import QUERY, SHIPPED, MainClass, MainClasses, declared
from exgraph.store.graph import Store

_LABELS = """
    SELECT ?thing ?text ?class {
        VALUES ?property { rdfs:label skos:prefLabel skos:altLabel skos:hiddenLabel exg:kana }
        VALUES ?class { %s }
        ?thing a ?class ; ?property ?text .
    }"""
_PREFIXES = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("exg", "owl", "rdfs", "skos"))
_KANA = re.compile(r"[\u3041-\u3096ー・ ]+")
_SPELLINGS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        # Hepburn and Kunrei, long vowels and doubled consonants written or not, n before labials: one form for all.
        (r"sh(?=[auoe])", "sy"),
        (r"ch(?=[auoe])", "ty"),
        (r"j(?=[auoe])", "zy"),
        ("shi", "si"),
        ("chi", "ti"),
        ("tsu", "tu"),
        ("ji", "zi"),
        ("fu", "hu"),
        (r"m(?=[bmp])", "n"),
        (r"ou|oo|oh(?![aiueo])", "o"),
        ("uu", "u"),
        (r"([bcdfghkmprstyz])\1|t(?=[ty])", r"\1"),
    )
)
_ALIKE = 72
"""The least likeness, of 100, of a word of a name to a word that no name has: one wrong letter in four."""
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


def romaji(folded: str) -> str:
    """Return folded Latin letters as one form of the several in which Japanese is transcribed: shinbun, simbun."""
    for pattern, plain in _SPELLINGS:
        folded = pattern.sub(plain, folded)
    return folded


def is_kana(text: str) -> bool:
    """Tell whether a text is written in kana only."""
    return _KANA.fullmatch(jaconv.kata2hira(text)) is not None


def main_classes(store: Store) -> MainClasses:
    """Return the main classes that the ontology of a store declares."""
    return declared(store.rows(_PREFIXES + QUERY))


class NameIndex:
    """All names of the things people look for, in memory: a search looks at every one (10,000 take a few ms).

    Names are found in any script, by their reading in kana or in Latin letters, and with a wrong letter.
    """

    def __init__(self, labels: Iterable[tuple[str, str, str]], classes: Sequence[MainClass] = SHIPPED.searched) -> None:
        """Index (IRI, class IRI, name) triples; things of a class that comes first in `classes` are found first."""
        self._ranks = {each.iri: rank for rank, each in enumerate(classes)}
        things: dict[str, tuple[str, dict[str, str]]] = {}
        for iri, type_, name in labels:
            _, names = things.setdefault(iri, (type_, {}))
            names.setdefault(fold(name), name)
            if is_kana(name):
                names.setdefault(romaji(fold(jaconv.kana2alphabet(jaconv.kata2hira(name)))), name)
        self._written = {word: written for _, names in things.values() for word, written in _vocabulary(names.values())}
        self._words = sorted(self._written)
        self._entries = [
            _Entry(iri, type_, tuple(names.items()), "\n".join(names)) for iri, (type_, names) in sorted(things.items())
        ]
        self._text = "\n".join(entry.text for entry in self._entries)

    @classmethod
    def build(cls, store: Store) -> NameIndex:
        """Read the names of all things of the classes that are searched."""
        classes = main_classes(store).searched
        rows = store.rows(_PREFIXES + _LABELS % " ".join(f"<{each.iri}>" for each in classes))
        return cls(((row["thing"], row["class"], row["text"]) for row in rows), classes)

    def __len__(self) -> int:
        return len(self._entries)

    def search(self, text: str) -> list[Match]:
        """Return the things whose names hold every word of `text`: equal names first, then by kind, then the short.

        Where there are none, `corrected` says what is looked for instead.
        """
        return self.exact(text) or self.exact(self.corrected(text) or "")

    def corrected(self, text: str) -> str | None:
        """Return `text` with each word that no name has replaced by the likest one; None where that changes nothing."""
        words = [word if self._known(fold(word)) else self._likest(fold(word)) or word for word in text.split()]
        return " ".join(self._written.get(word, word) for word in words) if words != text.split() else None

    def _known(self, word: str) -> bool:
        return word in self._text or romaji(word) in self._text

    def _likest(self, word: str) -> str | None:
        if len(word) < 3:
            return None
        found = process.extractOne(word, self._words, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return found[0] if found else None

    def exact(self, text: str) -> list[Match]:
        """Return the things whose names hold every word of `text` as it is written."""
        whole, words = fold(text), [(word, romaji(word)) for word in map(fold, text.split()) if word]
        if not words:
            return []
        found = []
        for entry in self._entries:
            if all(word in entry.text or form in entry.text for word, form in words):
                key, name = self._rank(entry, whole, words)
                found.append((key, entry, name))
        found.sort(key=lambda item: (item[0], item[1].iri))
        return [Match(entry.iri, entry.type, name) for _, entry, name in found]

    def _rank(self, entry: _Entry, whole: str, words: list[tuple[str, str]]) -> tuple[tuple[bool, int, bool, int], str]:
        """Return (not equal, kind, no prefix, length) of the best name, and that name."""
        kind, wholes = self._ranks[entry.type], (whole, romaji(whole))
        _, key, name = min(
            (
                sum(word not in folded and form not in folded for word, form in words),
                (folded not in wholes, kind, not folded.startswith(words[0]), len(folded)),
                written,
            )
            for folded, written in entry.names
        )
        return key, name


def _vocabulary(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the words of names as they are compared and as they are written."""
    for name in names:
        for written in name.split():
            # A number that is written wrong is another number, not a misspelt one.
            if (word := fold(written)) and not any(map(str.isdigit, word)):
                yield word, written.strip("()（）,、.:;«»“”\"'「」")
