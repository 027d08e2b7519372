"""Facts as a reviewer meets them: rows of the fact tables, gathered by the record they are read from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from exgraph.errors import Location
from exgraph.facts import confidence
from exgraph.facts.catalogue import Catalogue, Script
from exgraph.facts.confidence import Confidence, Confidences
from exgraph.facts.record import UNREAD
from exgraph.facts.table import Row, column_name
from exgraph.sources.source import Source

PROPOSED = "proposed"
STATES = (PROPOSED, "accepted", "corrected")
"""What the column `review` of a fact table holds; what is rejected is in no table."""

_REVIEW = "review"
NOWHERE = Location(Path("new"))
"""Where a row stands that is in no file yet."""


@dataclass(frozen=True)
class ReviewFact:
    """A row of a source's fact table, the line where it stands, and the records it is read from."""

    source: str
    table: str
    row: Row
    at: Location
    records: tuple[str, ...]
    confidences: Mapping[str, Confidence] = field(default_factory=dict, compare=False)

    @property
    def confidence(self) -> Decimal:
        """How sure its least sure value is, from 0 to 1; 1 for what a person has checked, or nothing is said of."""
        return confidence.least(self.confidences.values()) if self.review == PROPOSED else Decimal(1)

    @property
    def key(self) -> str:
        """What names the row in its table: `417`, `417/1`."""
        return "/".join(self.row.key)

    @property
    def identity(self) -> tuple[str, str, str]:
        """What names the row in the project."""
        return self.source, self.table, self.key

    @property
    def review(self) -> str:
        """Whether a person has read the row: one of STATES."""
        return str(getattr(self.row, _REVIEW))

    @property
    def fixed(self) -> frozenset[str]:
        """The columns that no correction changes: those that name the row, and what the decision itself sets."""
        return frozenset({*self.row.KEY, _REVIEW})

    @property
    def cells(self) -> dict[str, str]:
        """The cells that a correction may change, by column."""
        return {column: text for column, text in self.row.cells().items() if column not in self.fixed}


@dataclass(frozen=True)
class ReviewRecord:
    """A record of a source with its lines (from 1) and characters (from 0, the last exclusive), and its facts.

    `unread` says why no fact could be read from it, where a person is still to look.
    """

    source: Source
    number: str
    first_line: int
    last_line: int
    first_char: int
    last_char: int
    digest: str
    facts: tuple[ReviewFact, ...]
    unread: str = ""

    @property
    def waits(self) -> bool:
        """Whether a person is still to decide on it."""
        return bool(self.unread) or self.count(PROPOSED) > 0

    @cached_property
    def version(self) -> str:
        """What changes whenever anything about its facts does."""
        content = hashlib.sha256(f"{self.digest}\0{self.unread}".encode())
        for fact in self.facts:
            content.update(repr((fact.table, *fact.row.cells().items())).encode())
        return content.hexdigest()[:24]

    @property
    def confidence(self) -> Decimal:
        """How sure its least sure proposal is, from 0 to 1."""
        return min((fact.confidence for fact in self.facts), default=Decimal(1))

    def count(self, state: str) -> int:
        """Return how many of its facts are in this state."""
        return sum(fact.review == state for fact in self.facts)


def records(catalogue: Catalogue) -> Iterator[ReviewRecord]:
    """Yield every record of every source with its facts: each event, its participations, then the other tables."""
    for source in catalogue.sources:
        found: dict[str, list[ReviewFact]] = {}
        sure = confidence.read(source.folder)
        for fact in _facts(catalogue, source.id, sure):
            for number in fact.records:
                found.setdefault(number, []).append(fact)
        unread = {
            entry.row.number: entry.row.reason
            for _, entry in catalogue.rows(UNREAD, source.id)
            if entry.row.state == UNREAD
        }
        for _, entry in catalogue.rows("record", source.id):
            row = entry.row
            span = (row.first_line, row.last_line, row.first_char, row.last_char)
            told = tuple(found.get(row.number, ()))
            yield ReviewRecord(source, row.number, *span, row.digest, told, "" if told else unread.get(row.number, ""))


def _facts(catalogue: Catalogue, source: str, sure: Confidences) -> Iterator[ReviewFact]:
    parts: dict[str, list[tuple[str, Any]]] = {}
    whole: list[tuple[str, Any]] = []
    for name, script in catalogue.scripts.items():
        columns = _columns(script)
        for _, entry in catalogue.rows(name, source) if _REVIEW in columns else ():
            if "record" in columns:
                whole.append((name, entry))
            elif "event" in columns:
                parts.setdefault(entry.row.event, []).append((name, entry))
    for name, entry in sorted(whole, key=lambda item: item[0] != "event"):
        yield ReviewFact(source, name, entry.row, entry.at, entry.row.record, sure.get((name, _key(entry)), {}))
        for part, each in parts.get(entry.row.id, ()) if name == "event" else ():
            yield ReviewFact(source, part, each.row, each.at, entry.row.record, sure.get((part, _key(each)), {}))


def _key(entry: Any) -> str:  # noqa: ANN401 - an entry of any table
    return "/".join(entry.row.key)


def _columns(script: Script) -> set[str]:
    return {column_name(column) for column in script.row_class.columns()}
