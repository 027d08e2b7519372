"""Tables within a page: read by the words of their header; without one, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from exgraph.errors import SourceError
from exgraph.extract.dating import phrase
from exgraph.extract.layout import delimited, guess
from exgraph.extract.layout.line import Line, dated, label, look
from exgraph.extract.layout.printed import Printed
from exgraph.extract.text import tidy
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_COLUMNS = 3
"""A label and two towns at least: a table of two columns is a form as it is."""
_TOWN = re.compile(r"[^、。\s:(]{1,14}[市町村区県]")


def rows(lines: list[Line], source: Source, document: Document, year: str) -> Iterator[Printed | Line]:
    """Yield the rows of a table that has a header as records; of any other table its rows as lines of a page."""
    table = [line for line in lines if line.kind == "row"]
    if upright := _upright(table):
        yield from upright
        return
    columns = guess.columns([list(map(tidy, line.cells)) for line in table])
    if columns:
        yield from _records(lines, columns, source, document, year)
        return
    for line in table:
        cells = [cell for cell in line.cells if cell]
        if len(cells) > 1 and _TOWN.fullmatch(tidy(cells[0])) and phrase.find(tidy(cells[1])):
            # The town of a row heads what its other cells tell.
            yield replace(line, kind="heading", text=tidy(cells[0]), style="row")
            yield replace(line, kind="bullet", text=tidy(" ".join(cells[1:])))
        else:
            yield _line(line)


def _upright(table: list[Line]) -> list[Line]:
    """Return a table whose rows are labels and whose columns are towns as the lines of each town; else nothing.

    都市名 | 南市 | 東市, below it 提携年月日 | … | …: a column is a form of its own.
    """
    width = max((len(line.cells) for line in table), default=0)
    named = [label(f"{tidy(line.cells[0])}:{tidy(line.cells[1])}") for line in table if len(line.cells) > 1]
    roles = {found[0] for found in named if found}
    if width < _COLUMNS or not {"place", "tie"} <= roles or any(len(line.cells) != width for line in table):
        return []
    return [
        _line(replace(line, cells=(line.cells[0], line.cells[column])))
        for column in range(1, width)
        for line in table
        if line.cells[column]
    ]


def _records(
    lines: list[Line], columns: dict[str, object], source: Source, document: Document, year: str
) -> Iterator[Printed | Line]:
    bar = "|" if "|" in lines[0].text and "\t" not in lines[0].text else "\t"
    layout = {key: source.layout[key] for key in ("home", "fiscal_year") if key in source.layout}
    reader = delimited.Table(replace(source, layout=layout | columns | {"delimiter": bar}), document)
    reader.heading = year
    for line in lines:
        try:
            words = document.lines[line.number - 1]
            reader.take(line.number, words if bar in words else bar.join(line.cells))
        except SourceError:
            yield _line(line)
    yield from (replace(line, kind="header") for line in lines if reader.others.get(line.number) == "header")
    yield from reader.records.values()


def _line(line: Line) -> Line:
    """Return a row as the line that its cells make: a label with its value, a date with its words."""
    cells = [cell for cell in line.cells if cell]
    if len(cells) >= 2 and (found := label(f"{cells[0]}:{' '.join(cells[1:])}")):
        return replace(line, kind="label", role=found[0], label=found[1], rest=found[2])
    begin = 0
    while begin < len(cells) and dated(cells[begin])[0] and not dated(cells[begin])[1]:
        begin += 1
    if begin:
        date, rest = " ".join(cells[:begin]), "、".join(cells[begin:])
        return replace(line, kind="entry", text=f"{date} {rest}", date=date, rest=rest)
    seen = look(line.number, " ".join(cells))
    return replace(seen, kind="bullet", style="") if seen.kind in ("heading", "prose") else seen
