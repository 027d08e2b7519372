"""The answer to a question as a workbook: its rows, where they are written, and the query."""

from __future__ import annotations

from exgraph.export.table import Cell, Sheet
from exgraph.reading.reader import Reader
from exgraph.web.page.workbook import workbook_bytes
from exgraph.web.question.answer import NUMBER, QuestionAnswer


def workbook(reader: Reader, answer: QuestionAnswer) -> bytes:
    """Return an XLSX workbook of an answer; numbers are numbers, things have their names."""
    t, name = reader.words.text, reader.name
    head = [t(f"column.{column}") for column in answer.columns]
    rows = [
        [
            _cell(column, found.get(column), cell.text if cell else "")
            for column, cell in zip(answer.columns, row, strict=True)
        ]
        for found, row in zip(answer.found, answer.rows, strict=True)
    ]
    evidence: list[list[Cell]] = [
        [it.date, it.thing.text, name(each.source).text, each.first, each.last, name(each.record).text]
        for it in answer.written
        for each in it.records
    ]
    columns = [t(f"column.{name}") for name in ("date", "event", "source", "line", "last_line", "record")]
    return workbook_bytes(
        reader,
        [
            Sheet(t("questions.table"), head, rows),
            Sheet(t("questions.written"), columns, evidence),
            Sheet("SPARQL", [answer.title], [[line] for line in answer.query.splitlines()]),
        ],
    )


def _cell(column: str, value: str | None, text: str) -> Cell:
    if value is None:
        return None
    if column == "date" or not NUMBER.fullmatch(value):
        return text
    return float(value) if "." in value else int(value)
