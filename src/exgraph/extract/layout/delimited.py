"""Delimited tables of any columns, one row a line; the header and title lines may be repeated on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exgraph.errors import Location, SourceError
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.text import tidy
from exgraph.extract.token import leading
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_DITTO = frozenset({"〃", "″", "同上", "//", "々"})
_CARRIED = ("year", "date")
"""Roles whose empty cells are as in the row above; an empty month tells that the month is not known."""

_NUMBERS = re.compile(r"\d{1,2}(?:\s*[~-]\s*\d{1,2})?")
_UNITS = {"month": "月", "day": "日"}

Columns = dict[str, list[str | int]]


def read(source: Source, document: Document) -> Contents:
    """Read the table that [layout] describes by `columns`: a role each, and the header words of one column or several.

    [layout] may have besides: `delimiter` (a tab); `header`, all words of the header line, else the first line that
    holds every word of `columns`; `furniture`, the lines that are no rows; `fiscal_year`, where no column tells the
    year. Where no line is a header, `columns` gives columns by their number from 1.

    Without `furniture`, lines of a single cell are no rows; one that is a year heads the rows after it. With it
    every other line is refused.

    Dates stand in the roles `year`, `month`, `day`, `date` and `until` (the last day); `number` is the printed number
    of a row; without such a column rows are counted. `category`, `place`, `heading` and `text` fill the parts of a
    record of those names; all roles stand in its `cells`. A row may lack its last cells: they are empty. An empty
    `year` or `date` and a ditto mark are as in the row above.

    Raises:
        SourceError: the header is missing, a line is neither a row nor anything known, or a number stands twice.
    """
    table = _Table(source, document)
    for line, words in enumerate(document.lines, start=1):
        table.take(line, words)
    if not table.records:
        raise SourceError(
            "holds no row" if table.header else "no line holds the columns' names",
            at=Location(document.path),
            remedy=f"is it the right document? Compare with [layout] in {source.folder.name}/source.toml",
        )
    return Contents(list(table.records.values()), table.others)


@dataclass
class _Table:
    source: Source
    document: Document
    records: dict[str, Printed] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    above: dict[str, str] = field(default_factory=dict)
    heading: str = ""

    @property
    def columns(self) -> Columns:
        return {
            role: [names] if isinstance(names, str | int) else list(names)
            for role, names in self.source.layout["columns"].items()
        }

    def take(self, line: int, words: str) -> None:
        """Read one line."""
        layout = self.source.layout
        furniture = layout.get("furniture")
        cells = [cell.strip() for cell in words.split(layout.get("delimiter", "\t"))]
        headed = self._is_header(cells)
        self.header = cells if headed else self.header
        told = [cell for cell in cells if cell]
        if not words.strip():
            self.others[line] = "blank"
        elif headed or words.strip() in (furniture or ()):
            self.others[line] = "header" if headed else "furniture"
        elif furniture is None and (len(told) == 1 or not (self.header or self._unheaded)):
            self._head(cells)
            self.others[line] = "page"
        elif self._unheaded or (self.header and 1 < len(cells) <= len(self.header)):
            self._add(line, cells)
        else:
            raise SourceError(
                f"{len(cells)} cells where the header has {len(self.header)}"
                if self.header
                else "text before the header",
                at=Location(self.document.path, line),
                remedy=f"compare the line with [layout] in {self.source.folder.name}/source.toml",
            )

    @property
    def _unheaded(self) -> bool:
        return all(isinstance(name, int) for names in self.columns.values() for name in names)

    def _is_header(self, cells: list[str]) -> bool:
        header: list[str] | None = self.source.layout.get("header")
        if header is not None or self._unheaded:
            return cells == header
        return {name for names in self.columns.values() for name in names} <= set(cells)

    def _head(self, cells: list[str]) -> None:
        """Read a line that stands alone: a year, for the rows after it."""
        text = tidy(next(cell for cell in cells if cell)).strip("■◆【】[]<>●○◇□ ")
        if text and leading(text) == len(text):
            self.heading = text
            self.above.pop("year", None)

    def _add(self, line: int, cells: list[str]) -> None:
        names: list[str | int] = [*range(1, len(cells) + 1)] if self._unheaded else [*self.header]
        row = dict(zip(names, [*cells, *[""] * (len(names) - len(cells))], strict=True))
        record = self._printed({role: list(self._values(role, row)) for role in self.columns}, line)
        if record.number in self.records:
            raise SourceError(f"row {record.number} stands twice", at=Location(self.document.path, line))
        self.records[record.number] = record

    def _values(self, role: str, row: dict[str | int, str]) -> Iterator[str]:
        for name in self.columns[role]:
            value = row.get(name, "")
            key = f"{role} {name}"
            if value in _DITTO or (not value and role in _CARRIED):
                value = self.above.get(key, "")
            self.above[key] = value
            if value:
                yield value

    def _printed(self, roles: dict[str, list[str]], line: int) -> Printed:
        cells = {role: " ".join(values) for role, values in roles.items()}
        first, last = self.document.span(line, line)
        text = cells.get("text", "")
        begin = (roles.get("text") or [""])[0]
        return Printed(
            number=cells.get("number") or str(len(self.records) + 1),
            first_line=line,
            last_line=line,
            first_char=first,
            last_char=last,
            year=self._year(cells),
            month=_dates(cells),
            category=tuple(roles.get("category", ())),
            place=tuple(roles.get("place", ())),
            text=text,
            text_offset=max(first, self.document.text.find(begin, first, last)),
            heading=cells.get("heading", ""),
            cells=cells,
        )

    def _year(self, cells: dict[str, str]) -> str:
        year = cells.get("year") or self.heading
        if not year and "fiscal_year" in self.source.layout:
            return f"{self.source.layout['fiscal_year']}年度"
        return year


def _dates(cells: dict[str, str]) -> str:
    """Return the printed date of a row without its year, with units where the columns alone tell them."""
    parts = [cells.get("date", "")]
    for role, unit in _UNITS.items():
        cell = cells.get(role, "")
        parts.append(f"{cell}{unit}" if _NUMBERS.fullmatch(tidy(cell)) else cell)
    told = " ".join(part for part in parts if part)
    until = cells.get("until", "")
    return f"{told}~{until}" if until and until != told else told
