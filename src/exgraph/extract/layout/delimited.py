"""Delimited tables of any columns, one row a line; the header and title lines may be repeated on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exgraph.errors import Location, SourceError
from exgraph.extract.dating.token import leading, year
from exgraph.extract.layout import listed
from exgraph.extract.layout.guess import combined
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.text import tidy
from exgraph.sources.document import Document
from exgraph.sources.source import Source

_DITTO = frozenset({"〃", "″", "同上", "//", "々"})
_CARRIED = ("year", "date")
"""Roles whose empty cells are as in the row above; an empty month tells that the month is not known."""

_RULE = re.compile(r"[\s|:+=_\-─━―]+")
_TWO = 2
_STATE = re.compile(r"[((]?(?:中止|延期|取りやめ|未定)[))]?")
_NUMBERS = re.compile(r"\d{1,2}(?:\s*[~-]\s*\d{1,2})?")
_WAYS = {"out": re.compile("派遣"), "in": re.compile("受け?入|来訪")}
_WAY = re.compile(r"派遣|受け?入れ?|来訪|訪問|.*から")
_WHOLE = re.compile(r"計|総")
_COUNTED = re.compile(r"\((?:人数?|名)\)|人数|数$")
_WORD = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]{2,}|[A-Za-z]{4,}")
_BEHIND = re.compile(r"^[\s::、,・。]+")
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
    table = Table(source, document)
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
class Table:
    """The rows of a table that are taken line by line, and the lines that are none."""

    source: Source
    document: Document
    records: dict[str, Printed] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    above: dict[str, str] = field(default_factory=dict)
    heading: str = ""
    last: tuple[int, list[str]] = (0, [])
    ties: set[tuple[str, ...]] = field(default_factory=set)

    @property
    def columns(self) -> Columns:
        """The header words of each role's columns."""
        return {
            role: [names] if isinstance(names, str | int) else list(names)
            for role, names in self.source.layout["columns"].items()
        }

    def take(self, line: int, words: str) -> None:
        """Read one line."""
        layout = self.source.layout
        furniture = layout.get("furniture")
        cells = [cell.strip() for cell in words.split(layout.get("delimiter", "\t"))]
        names = combined(self.last[1], cells) if layout.get("headers") == _TWO and self.last[0] else cells
        headed = self._is_header(names)
        if headed:
            self.header = names
            if names is not cells:
                self.others[self.last[0]] = "header"
        self.last = (line, cells) if words.strip() else self.last
        filled = [cell for cell in cells if cell]
        if not words.strip() or _RULE.fullmatch(words):
            self.others[line] = "page" if words.strip() else "blank"
        elif headed or words.strip() in (furniture or ()):
            self.others[line] = "header" if headed else "furniture"
        elif furniture is None and (len(filled) == 1 or not (self.header or self._unheaded)):
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
        if not any(cells):
            return
        roles = {role: list(self._values(role, row)) for role in self.columns}
        signed = (*roles.get("home", ()), *roles.get("place", ()), *roles.get("tie", ()))
        if roles.get("tie") and (roles.get("date") or roles.get("month")):
            # A row of a tie and of what happened since is two records, the tie once for all its rows.
            happened = roles | {"tie": []}
            if signed not in self.ties:
                self._keep(self._printed(roles | {"date": [], "month": [], "text": []}, {}, line), line)
            self.ties.add(signed)
            roles = happened
        self._keep(self._printed(roles, row, line), line)

    def _keep(self, record: Printed, line: int) -> None:
        if record.number in self.records:
            raise SourceError(f"row {record.number} stands twice", at=Location(self.document.path, line))
        self.records[record.number] = record

    def _values(self, role: str, row: dict[str | int, str]) -> Iterator[str]:
        for name in self.columns[role]:
            value = row.get(name, "")
            key = f"{role} {name}"
            if value in _DITTO or (not value and role in _CARRIED and not self._tells_date(role, row)):
                value = self.above.get(key, "")
            self.above[key] = value
            if value:
                yield value

    def _tells_date(self, role: str, row: dict[str | int, str]) -> bool:
        """Say whether another cell of a row without a date tells one: then the date above is not meant."""
        others = [value for name, value in row.items() if name not in self.columns[role]]
        return role == "date" and any(year(tidy(value)) and leading(tidy(value)) for value in others)

    def _printed(self, roles: dict[str, list[str]], row: dict[str | int, str], line: int) -> Printed:
        cells = {role: " ".join(values) for role, values in roles.items()}
        first, last = self.document.span(line, line)
        date, said = _split(cells)
        text = " ".join(part for part in (said, self._text(row, cells)) if part)
        cells |= self._way(row)
        if summed := self._sum(row):
            cells["people"] = summed
        begin = (roles.get("text") or [""])[0]
        year = "" if cells.get("tie") else self._year(cells)
        return Printed(
            number=cells.get("number") or str(len(self.records) + 1),
            first_line=line,
            last_line=line,
            first_char=first,
            last_char=last,
            year=year,
            month=cells.get("tie") or date,
            category=tuple(roles.get("category", ())),
            place=(*roles.get("home", ()), *roles.get("place", ())),
            text=text,
            text_offset=max(first, self.document.text.find(begin, first, last)),
            heading=cells.get("heading", ""),
            cells=cells,
            moments=() if date else listed.moments(text, year),
        )

    def _way(self, row: dict[str | int, str]) -> dict[str, str]:
        """Return the direction that the only filled column of people tells by its header: 派遣(人), 受入(人)."""
        filled = [str(name) for name in self.columns.get("people", []) if row.get(name)]
        ways = {way for name in filled for way, pattern in _WAYS.items() if pattern.search(name)}
        return {"way": ways.pop()} if len(filled) == 1 and len(ways) == 1 else {}

    def _sum(self, row: dict[str | int, str]) -> str:
        """Return the column with the sum where several columns count people."""
        filled = [str(name) for name in self.columns.get("people", []) if row.get(name)]
        whole = [name for name in filled if _WHOLE.search(name)]
        return row[whole[0]] if whole and len(filled) > 1 else ""

    def _text(self, row: dict[str | int, str], cells: dict[str, str]) -> str:
        """Return what the columns of text tell, each under the upper header that says who went where (派遣)."""
        names = self.columns.get("text", [])
        parts: list[str] = []
        for name in names:
            value, group = row.get(name, ""), _group(str(name))
            if value and group:
                people = next(
                    (row.get(each, "") for each in self.columns.get("people", []) if _group(str(each)) == group), ""
                )
                number = f"{people}名" if people.isdigit() else people
                parts.append(f"{group}{'' if group.endswith('から') else ':'}{value}{number}")
            elif value:
                parts.append(value)
        parts += self._parts(row)
        return ("。" if any(_group(str(name)) for name in names) else " ").join(parts)

    def _parts(self, row: dict[str | int, str]) -> Iterator[str]:
        """Yield the groups that several columns of people count, where no column has their sum: 生徒10名、引率2名."""
        names = [name for name in self.columns.get("people", []) if row.get(name) and not _group(str(name))]
        filled = [name for name in names if tidy(row[name]).isdigit()]
        if len(filled) > 1 and not any(_WHOLE.search(str(name)) for name in filled):
            yield "、".join(f"{_COUNTED.sub('', tidy(str(name)))}{row[name]}名" for name in filled)

    def _year(self, cells: dict[str, str]) -> str:
        year = cells.get("year") or self.heading
        if (
            year
            and "年度" not in year
            and any("年度" in str(name) for name in self.columns.get("year", []))
            and cells.get("year")
        ):
            year = f"{year.removesuffix('年')}年度"
        if not year and "fiscal_year" in self.source.layout:
            return f"{self.source.layout['fiscal_year']}年度"
        return year


def _group(name: str) -> str:
    """Return the upper header of a column that says who went where: 派遣 of `派遣 内容`."""
    upper = name.split(" ", maxsplit=1)[0]
    return upper if _WAY.fullmatch(tidy(upper)) else ""


def _split(cells: dict[str, str]) -> tuple[str, str]:
    """Return the printed date of a row, and the words that stand behind it in its cell (中止)."""
    date = _dates(cells)
    state = _STATE.search(date)
    if state:
        date = f"{date[: state.start()]} {date[state.end() :]}".strip()
    length = leading(tidy(date))
    rest = _BEHIND.sub("", date[length:]) if length and _WORD.search(date[length:]) else ""
    said = " ".join(part for part in (state[0] if state else "", rest) if part)
    return (date[:length] if rest else date), said


def _dates(cells: dict[str, str]) -> str:
    """Return the printed date of a row without its year, with units where the columns alone tell them."""
    parts = [cells.get("date", "")]
    for role, unit in _UNITS.items():
        cell = cells.get(role, "")
        parts.append(f"{cell}{unit}" if _NUMBERS.fullmatch(tidy(cell)) else cell)
    dates = " ".join(part for part in parts if part)
    until = cells.get("until", "")
    return f"{dates}~{until}" if until and until != dates else dates
