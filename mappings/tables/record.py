"""Records: the lines and characters of a document that a fact is read from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import DIGEST, INTEGER, NUMBER, cell
from exgraph.facts.table import Row
from exgraph.mapping.clause import spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, described, labelled, linked, typed, valued
from exgraph.mapping.term import Triple
from exgraph.mapping.wording import Words, words

_LABEL = words("「{title}」の記録{number}", "Record {number} of “{title}”", "Запись {number}: «{title}»")
_LINE = words("「{title}」の{lines}行目", "Line {lines} of “{title}”", "Строка {lines}: «{title}»")
_LINES = words("「{title}」の{lines}行目", "Lines {lines} of “{title}”", "Строки {lines}: «{title}»")


@dataclass(frozen=True)
class Record(Row):
    """One record: lines count from 1, characters from 0 with the last exclusive."""

    KEY: ClassVar[tuple[str, ...]] = ("number",)
    WITHIN_SOURCE: ClassVar[bool] = True

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
    """Yield nothing: what is told of a record is told of its document."""
    yield from ()


def provenance(row: Record, context: Context) -> Iterator[Triple]:
    """Yield which document the record is of, its lines, its characters and the digest of its text."""
    record = context.fact("record", row.number)
    yield from typed(record, ["Record"])
    yield from labelled(record, _label(row, context))
    yield from described(record, _description(row, context))
    yield from linked(record, "exg:source", [context.thing("source", context.owner)])
    yield from valued(record, "exg:recordNumber", row.number)
    yield from counted(record, "exg:firstLine", row.first_line)
    yield from counted(record, "exg:lastLine", row.last_line)
    yield from counted(record, "exg:firstOffset", row.first_char)
    yield from counted(record, "exg:lastOffset", row.last_char)
    yield from valued(record, "exg:digest", row.digest)


def _label(row: Record, context: Context) -> Words:
    """Return what a record is called: its number in its document."""
    titles = context.source.title
    return {language: form.format(title=titles[language], number=row.number) for language, form in _LABEL.items()}


def _description(row: Record, context: Context) -> Words:
    """Return which lines of which document the record is."""
    one = row.first_line == row.last_line
    form, lines = (_LINE, str(row.first_line)) if one else (_LINES, f"{row.first_line}–{row.last_line}")
    return spoken(lambda language: [form[language].format(lines=lines, title=context.source.title[language])])
