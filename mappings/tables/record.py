"""Records: the lines and characters of a document that a fact is read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import DIGEST, INTEGER, NUMBER, cell
from exgraph.facts.table import Row
from exgraph.mapping import description, label
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, described, labelled, linked, told, typed
from exgraph.mapping.term import Triple


@dataclass(frozen=True)
class Record(Row):
    """One record: lines count from 1, characters from 0 with the last exclusive."""

    KEY: ClassVar[tuple[str, ...]] = ("number",)

    number: str = cell(NUMBER)
    first_line: int = cell(INTEGER)
    last_line: int = cell(INTEGER)
    first_char: int = cell(INTEGER)
    last_char: int = cell(INTEGER)
    digest: str = cell(DIGEST)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: a record without lines or without characters."""
        if not 1 <= self.first_line <= self.last_line:
            yield "last_line", f"lines {self.first_line} to {self.last_line} are none"
        if self.last_char <= self.first_char:
            yield "last_char", f"characters {self.first_char} to {self.last_char} are none"


def triples(row: Record, context: Context) -> Iterator[Triple]:
    """Yield which document the record is of, its lines, its characters and the digest of its text."""
    record = context.fact("record", row.number)
    yield from typed(record, ["Record"])
    yield from labelled(record, label.record(row.number, context))
    yield from described(record, description.record(row, context))
    yield from linked(record, "exg:source", [context.thing("source", context.owner)])
    yield from told(record, "exg:recordNumber", row.number)
    yield from counted(record, "exg:firstLine", row.first_line)
    yield from counted(record, "exg:lastLine", row.last_line)
    yield from counted(record, "exg:firstOffset", row.first_char)
    yield from counted(record, "exg:lastOffset", row.last_char)
    yield from told(record, "exg:digest", row.digest)
