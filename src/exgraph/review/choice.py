"""What a person may choose for a cell: things of the gazetteer, found by any of their names while one types."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from exgraph.facts.catalogue import Catalogue

_SHOWN = 12


@dataclass(frozen=True)
class CellChoice:
    """A value for a cell, what it is called, and what tells it from others of that name."""

    value: str
    name: str
    about: str = ""


class Choices:
    """The things of a catalogue by their names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rows: dict[tuple[str, str], Any] = {}
        self._names: dict[tuple[str, str], set[str]] = defaultdict(set)
        for table, key, row in _named(catalogue):
            self._rows[table, key] = row
            for column in ("ja", "kana", "en", "ru", "title", "title_en", "title_ru"):
                self._names[table, key].add(folded(getattr(row, column, "") or ""))
            self._names[table, key].add(folded(key))
        for _, entry in catalogue.rows("spelling"):
            if (entry.row.table, entry.row.id) in self._rows:
                self._names[entry.row.table, entry.row.id].add(folded(entry.row.text))

    def name(self, table: str, key: str, language: str) -> str:
        """Return what a thing is called in a language, else in Japanese, else its id."""
        row = self._rows.get((table, key))
        if row is None:
            return key
        for column in (language, "ja", "en", _title(language), "title", "title_en"):
            if name := getattr(row, column, ""):
                return str(name)
        return key

    def about(self, table: str, key: str, language: str) -> str:
        """Return what a place lies in, or what an organisation is based in; nothing where that is not told."""
        row = self._rows.get((table, key))
        above = getattr(row, "within", ()) or getattr(row, "based_in", ()) or ()
        return ", ".join(self.name("place", each, language) for each in above)

    def search(self, tables: Collection[str], words: str, language: str, *, is_typed: bool = False) -> list[CellChoice]:
        """Return the things of some tables that words may name, the likeliest first; typed values name their table."""
        text = folded(words)
        ranked = []
        for (table, key), names in self._names.items():
            rank = _rank(names, text) if table in tables else None
            if rank is not None:
                ranked.append((rank, min(map(len, names - {""}), default=0), table, key))
        return [
            CellChoice(
                f"{table}/{key}" if is_typed else key, self.name(table, key, language), self.about(table, key, language)
            )
            for _, _, table, key in sorted(ranked)[:_SHOWN]
        ]


def folded(text: str) -> str:
    """Return a text as it is compared: full width, case and kana of either kind alike, without blanks."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(chr(ord(sign) - 0x60) if "\u30a1" <= sign <= "\u30f6" else sign for sign in wide)
    return "".join(sign for sign in plain if not sign.isspace() and sign not in "-・'’")


def _rank(names: Collection[str], text: str) -> int | None:
    """Return 0 for a whole name, 1 for the beginning of one, 2 for a part; None where no name holds the words."""
    if not text:
        return 3
    if text in names:
        return 0
    if any(name.startswith(text) for name in names):
        return 1
    return 2 if any(text in name for name in names) else None


def _named(catalogue: Catalogue) -> Iterator[tuple[str, str, Any]]:
    """Yield table, id and row of each thing that a cell may refer to by its name."""
    for table, script in catalogue.scripts.items():
        columns = {column.name for column in script.row_class.columns()}
        if "id" in columns and columns & {"ja", "title"} and table != "event":
            for _, entry in catalogue.rows(table):
                yield table, entry.row.id, entry.row


def _title(language: str) -> str:
    return "title" if language == "ja" else f"title_{language}"
