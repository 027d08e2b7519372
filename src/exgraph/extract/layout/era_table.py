"""Delimited tables whose first column is an era year; the header and title lines may be repeated on every page."""

from __future__ import annotations

from typing import Any

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Layout, Printed
from exgraph.sources.document import Document
from exgraph.sources.source import Source


def read(source: Source, document: Document) -> Layout:
    """Read the table that [layout] describes: `delimiter`, `header`, `columns` by role, and `furniture` lines.

    Raises:
        SourceError: the header is missing, or a line is neither a row, nor the header, nor furniture.
    """
    layout = source.layout
    header: list[str] = layout["header"]
    furniture = set(layout.get("furniture", ()))
    records: list[Printed] = []
    others: dict[int, str] = {}
    headed = False
    for line, words in enumerate(document.lines, start=1):
        cells = words.rstrip("\r").split(layout["delimiter"])
        if cells == header:
            headed = True
            others[line] = "header"
        elif not words.strip():
            others[line] = "blank"
        elif words.strip() in furniture:
            others[line] = "furniture"
        elif headed and len(cells) == len(header):
            records.append(_printed(layout, dict(zip(header, cells, strict=True)), len(records) + 1, line, document))
        else:
            raise SourceError(
                f"{len(cells)} cells where the header has {len(header)}" if headed else "text before the header",
                at=Location(document.path, line),
                remedy=f"compare the line with [layout] in {source.folder.name}/source.toml",
            )
    if not records:
        raise SourceError("holds no row", at=Location(document.path), remedy="is it the right document?")
    return Layout(records, others)


def _printed(layout: dict[str, Any], cells: dict[str, str], number: int, line: int, document: Document) -> Printed:
    columns = layout["columns"]
    first, last = document.span(line, line)
    text = cells[columns["text"]]
    return Printed(
        number=str(number),
        first_line=line,
        last_line=line,
        first_char=first,
        last_char=last,
        year=cells[columns["year"]].strip(),
        month=cells[columns["month"]].strip(),
        category=tuple(cells[name].strip() for name in columns["category"] if cells[name].strip()),
        place=tuple(cells[name].strip() for name in columns["place"] if cells[name].strip()),
        text=text,
        text_offset=document.text.index(text, first),
    )
