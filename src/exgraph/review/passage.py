"""The lines of a document that a record is read from, with the record's own characters marked in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exgraph.errors import Location, SourceError
from exgraph.review.fact import ReviewRecord
from exgraph.sources import document as documents
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_CONTEXT = 1
"""How many lines are shown before and after those of the record."""

_KEPT = 16
_KNOWN: dict[tuple[Path, int, int, str, str], Document] = {}
"""Documents read before, by file, time, size and how they are read."""


@dataclass(frozen=True)
class PassageLine:
    """A line of the document by its number, in three parts: what is the record's, what stands before and after."""

    number: int
    before: str
    marked: str
    after: str


@dataclass(frozen=True)
class Passage:
    """The record's lines, none where the document is not at hand; `problem` says why they are not to be trusted.

    `cells` are those of a row of a table, each with the head of its column. `is_stale` where the document has changed.
    """

    record: ReviewRecord
    lines: tuple[PassageLine, ...] = ()
    problem: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    is_stale: bool = False

    @property
    def title(self) -> str:
        """Which record it is, and where it stands."""
        first, last = self.record.first_line, self.record.last_line
        where = f"line {first}" if first == last else f"lines {first}–{last}"
        return f"{self.record.source.id} {self.record.number}, {where}"


def read(record: ReviewRecord, folder: Path | None, *, around: int = _CONTEXT, header: int | None = None) -> Passage:
    """Return a record's passage from the documents in a folder, without words where there is no folder.

    `around` is how many lines before and after it are shown; `header` the line of a table's head, where there is one.
    """
    if folder is None:
        return Passage(record)
    try:
        document = _read(record.source, folder)
    except SourceError as error:
        return Passage(record, problem=str(error))
    words = document.words(record.first_char, record.last_char)
    lines = tuple(_lines(record, document, around)) if record.last_line <= len(document.lines) else ()
    cells = _cells(record, document, header) if lines and header else ()
    if documents.digest(words) == record.digest:
        return Passage(record, lines, cells=cells)
    problem = f"the document has changed since it was read: run exgraph extract {record.source.id}"
    return Passage(record, lines, problem, cells, is_stale=True)


def mark(record: ReviewRecord, folder: Path) -> str:
    """Return the digest of a record's first line, by which the line is known again.

    Raises:
        SourceError: the document cannot be read, or has no such line.
    """
    document = _read(record.source, folder)
    if record.first_line > len(document.lines):
        at = Location(document.path, record.first_line)
        raise SourceError("the document has no such line", at=at, remedy=f"run exgraph extract {record.source.id}")
    return documents.digest(document.lines[record.first_line - 1])


def line(source: Source, folder: Path, number: int) -> str:
    """Return a line of a source's document, nothing where it has none of that number.

    Raises:
        SourceError: the document cannot be read.
    """
    lines = _read(source, folder).lines
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _read(source: Source, folder: Path) -> Document:
    """Return a source's document, as it was read before where the file is the same."""
    try:
        state = (folder / source.file).stat()
    except OSError:
        return documents.read(source, folder)
    key = (folder / source.file, state.st_mtime_ns, state.st_size, source.format, source.encoding)
    if key not in _KNOWN:
        if len(_KNOWN) >= _KEPT:
            _KNOWN.clear()
        _KNOWN[key] = documents.read(source, folder)
    return _KNOWN[key]


def _cells(record: ReviewRecord, document: Document, header: int) -> tuple[tuple[str, str], ...]:
    """Return the cells of a record's row beside the heads of their columns; none where it is no row of that table."""
    heads = document.lines[header - 1].split("\t")
    row = document.words(record.first_char, record.last_char).split("\t")
    if len(heads) < len(row) or len(row) == 1 or record.first_line != record.last_line:
        return ()
    return tuple((head.strip(), cell.strip()) for head, cell in zip(heads, row, strict=False) if cell.strip())


def _lines(record: ReviewRecord, document: Document, around: int) -> list[PassageLine]:
    found = []
    last = min(record.last_line + around, len(document.lines))
    for number in range(max(1, record.first_line - around), last + 1):
        start, end = document.span(number, number)
        first = min(max(record.first_char, start), end)
        after = max(min(record.last_char, end), first)
        parts = (document.words(start, first), document.words(first, after), document.words(after, end))
        found.append(PassageLine(number, *(part.rstrip("\r") for part in parts)))
    return found
