"""Delimited tables of any columns, one row a line; the header and title lines may be repeated on every page."""

from __future__ import annotations

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Layout, Printed
from exgraph.sources.document import Document
from exgraph.sources.source import Source


def read(source: Source, document: Document) -> Layout:
    """Read the table that [layout] describes: `delimiter`, `header`, `columns` by role, and `furniture` lines.

    A role names one column or several (their cells are joined by a blank). `number` is the printed number of a row;
    without such a column rows are counted. `year` (or [layout] `fiscal_year`, where no column tells it), `month`,
    `category`, `place` and `text` fill the parts of a record of those names; all roles stand in its `cells`. A row
    may lack its last cells: they are empty.

    Raises:
        SourceError: the header is missing, a line is neither a row nor anything known, or a number stands twice.
    """
    header: list[str] = source.layout["header"]
    furniture = set(source.layout.get("furniture", ()))
    records: dict[str, Printed] = {}
    others: dict[int, str] = {}
    headed = False
    for line, words in enumerate(document.lines, start=1):
        cells = [cell.strip() for cell in words.split(source.layout["delimiter"])]
        headed = headed or cells == header
        if not words.strip():
            others[line] = "blank"
        elif cells == header or words.strip() in furniture:
            others[line] = "header" if cells == header else "furniture"
        elif headed and 1 < len(cells) <= len(header):
            cells += [""] * (len(header) - len(cells))
            record = _printed(source, dict(zip(header, cells, strict=True)), len(records) + 1, line, document)
            if record.number in records:
                raise SourceError(f"row {record.number} stands twice", at=Location(document.path, line))
            records[record.number] = record
        else:
            raise SourceError(
                f"{len(cells)} cells where the header has {len(header)}" if headed else "text before the header",
                at=Location(document.path, line),
                remedy=f"compare the line with [layout] in {source.folder.name}/source.toml",
            )
    if not records:
        raise SourceError("holds no row", at=Location(document.path), remedy="is it the right document?")
    return Layout(list(records.values()), others)


def _printed(source: Source, row: dict[str, str], count: int, line: int, document: Document) -> Printed:
    roles = {
        role: [row[name] for name in ([names] if isinstance(names, str) else names) if row[name]]
        for role, names in source.layout["columns"].items()
    }
    cells = {role: " ".join(values) for role, values in roles.items()}
    first, last = document.span(line, line)
    text = cells.get("text", "")
    return Printed(
        number=cells.get("number") or str(count),
        first_line=line,
        last_line=line,
        first_char=first,
        last_char=last,
        year=cells.get("year") or str(source.layout.get("fiscal_year", "")),
        month=cells.get("month", ""),
        category=tuple(roles.get("category", ())),
        place=tuple(roles.get("place", ())),
        text=text,
        text_offset=max(first, document.text.find(text, first, last)),
        cells=cells,
    )
