"""What agents may do where a project lets them: list a document's lines, propose facts of them, and run the checks.

A proposal names its author and the span of the document that it rests on. It is refused where the span is not in the
record or a value is not in the span's reading, and waits for a person's review like any other.
"""

from __future__ import annotations

from typing import Any

from exgraph.errors import Location
from exgraph.extract import claimed
from exgraph.extract.name import Gazetteer
from exgraph.facts import check
from exgraph.review import change
from exgraph.review.desk import Desk, ReviewError
from exgraph.review.fact import ReviewRecord
from exgraph.settings import Settings
from exgraph.sources import document as documents

TABLES = ("event", "participation", "agreement")
"""The tables that a proposal may be of."""

_MOST = 200
"""Lines that one answer gives."""


class Bench:
    """The documents and tables of a project, for agents to propose on.

    Raises:
        ReviewError: no folder of documents is given.
        MappingError, SourceError, TablesError: the tables cannot be read.
    """

    def __init__(self, settings: Settings) -> None:
        """Read the tables of a project whose documents are at hand."""
        if settings.documents is None:
            raise ReviewError("no folder of documents is given", remedy="give --documents, or set EXGRAPH_DOCUMENTS")
        self._documents = settings.documents
        self._desk = Desk(settings.mappings, settings.tables)

    def lines(self, source: str, first: int = 1, last: int | None = None) -> dict[str, Any]:
        """Return lines of a source's document by number, each with its record and whether a person is to look at it."""
        records = self._desk.records(source)
        text = documents.read(records[0].source, self._documents).lines if records else []
        end = min(last or len(text), len(text), first + _MOST - 1)
        by_line = {line: each for each in records for line in range(each.first_line, each.last_line + 1)}
        shown = [_line(number, text[number - 1], by_line.get(number)) for number in range(max(1, first), end + 1)]
        return {"source": source, "lines": shown, "total": len(text)}

    def propose(
        self, source: str, record: str, table: str, cells: dict[str, str], *, span: str, author: str
    ) -> dict[str, Any]:
        """Add a proposed row to a record, marked with its author and where its span stands.

        Raises:
            ReviewError: what the proposal says is not borne out.
            TablesError, ConflictError, TableError: as `Desk.decide`.
        """
        held = self._desk.record(source, record)
        at = Location(held.source.table(table) if table in TABLES else held.source.folder)
        if table not in TABLES:
            raise ReviewError(f"no proposals are of {table}", at=at, remedy=f"one of {', '.join(TABLES)}")
        if not author.strip():
            raise ReviewError("a proposal names its author", at=at, remedy="give author")
        words = documents.read(held.source, self._documents).words(held.first_char, held.last_char)
        place = words.find(span) if span.strip() else -1
        if place < 0:
            raise ReviewError(f"the span is not in record {record}", at=at, remedy="take it from its lines, unchanged")
        layout = held.source.layout
        gazetteer = Gazetteer.from_catalogue(self._desk.catalogue, layout.get("language", "ja"))
        wrong = [f"{column}: {why}" for column, why in claimed.refused(cells, span, gazetteer, layout.get("home", ""))]
        if wrong:
            raise ReviewError("; ".join(wrong), at=at, remedy="propose what the span tells")
        start = held.first_char + place
        note = f"proposed by {author.strip()} from characters {start} to {start + len(span)}"
        filled = cells | {"review": "proposed", "note": note}
        planned = change.added(held, table, filled, self._desk.catalogue)
        self._desk.decide(source, lambda: planned, by=author.strip())
        return {"table": table, "rows": sorted(planned.rows[table]), "review": "proposed", "note": note}

    def check(self) -> dict[str, Any]:
        """Return what is wrong between the tables, as `exgraph check` says it."""
        self._desk.refresh()
        return {"problems": [str(error) for error in check.check(self._desk.catalogue)]}


def _line(number: int, words: str, record: ReviewRecord | None) -> dict[str, Any]:
    told = {"line": number, "text": words}
    return told | ({"record": record.number, "facts": len(record.facts), "waits": record.waits} if record else {})
