"""The lines of a document that a record is read from, with the record's own characters marked in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exgraph.errors import SourceError
from exgraph.review.fact import ReviewRecord
from exgraph.sources import document as documents
from exgraph.sources.document import Document

_CONTEXT = 1
"""How many lines are shown before and after those of the record."""


@dataclass(frozen=True)
class PassageLine:
    """A line of the document by its number, in three parts: what is the record's, what stands before and after."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Passage:
    """The record's lines, none where the document is not at hand; `problem` says why they are not to be trusted."""

    record: ReviewRecord
    lines: tuple[PassageLine, ...] = ()
    problem: str = ""

    @property
    def title(self) -> str:
        """Which record it is, and where it stands."""
        first, last = self.record.first_line, self.record.last_line
        where = f"line {first}" if first == last else f"lines {first}–{last}"
        return f"{self.record.source.id} {self.record.number}, {where}"


def read(record: ReviewRecord, folder: Path | None) -> Passage:
    """Return a record's passage from the documents in a folder, without words where there is no folder."""
    if folder is None:
        return Passage(record)
    try:
        document = documents.read(record.source, folder)
    except SourceError as error:
        return Passage(record, problem=str(error))
    words = document.words(record.first_char, record.last_char)
    lines = tuple(_lines(record, document)) if record.last_line <= len(document.lines) else ()
    if documents.digest(words) == record.digest:
        return Passage(record, lines)
    return Passage(record, lines, f"the document has changed since it was read: run exgraph extract {record.source.id}")


def _lines(record: ReviewRecord, document: Document) -> list[PassageLine]:
    found = []
    last = min(record.last_line + _CONTEXT, len(document.lines))
    for number in range(max(1, record.first_line - _CONTEXT), last + 1):
        start, end = document.span(number, number)
        first = min(max(record.first_char, start), end)
        after = max(min(record.last_char, end), first)
        parts = (document.words(start, first), document.words(first, after), document.words(after, end))
        found.append(PassageLine(number, *(part.rstrip("\r") for part in parts)))
    return found
