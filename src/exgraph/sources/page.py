"""HTML pages as lines: a heading, a paragraph, a list item or a table row each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|dd|details|div|dl|dt|fieldset|figcaption|figure"
    r"|footer|form|h1|h2|h3|h4|h5|h6|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot"
    r"|th|thead|title|tr|ul"
)
_SILENT = frozenset({"script", "style", "noscript", "template"})
_TO_THE_END = 10_000
_BLANKS = re.compile(r"\s+")


def lines(text: str) -> list[str]:
    """Return the lines of a page; a `<br>` outside a table ends one too, and a list item begins with ・ as it is shown.

    A cell that spans rows counts in each of them, and one that spans columns fills the first. Tables within a cell are
    part of its text. A term and the first paragraph of its definition are one row. Elements that nothing closes are
    closed as browsers do.
    """
    reader = _Reader(_layouts(text))
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader.lines


def _layouts(text: str) -> frozenset[int]:
    """Return which tables of a page hold a table of several rows: by their number, in the order in which they begin."""
    counter = _Counter()
    counter.feed(text)
    counter.close()
    return frozenset(counter.layouts)


class _Counter(HTMLParser):
    """Counts tables and their rows; a table that ends with several rows makes all around it layout."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.layouts: set[int] = set()
        self._number = 0
        # The tables that are open: number, rows so far.
        self._open: list[list[int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._number += 1
            self._open.append([self._number, 0])
        elif tag == "tr" and self._open:
            self._open[-1][1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self._open:
            _, rows = self._open.pop()
            if rows > 1:
                self.layouts.update(number for number, _ in self._open)


@dataclass
class _Cell:
    rows: int
    columns: int
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return _tidy(self.words)


class _Reader(HTMLParser):
    def __init__(self, layouts: frozenset[int]) -> None:
        super().__init__(convert_charrefs=True)
        # Tables that only lay the page out, by their number, and whether each that is open is one of them.
        self._layouts = layouts
        self._tables = 0
        self._open: list[bool] = []
        # Whether the reading above characters is being told: 稚内 with わっかない.
        self._above = False
        self.lines: list[str] = []
        self._words: list[str] = []
        self._silent = 0
        self._depth = 0
        self._row: list[_Cell] | None = None
        # Whether the row is a term with its definition (dt, dd).
        self._defines = False
        # Cells of rows above that reach into the next: by column, how many more rows and their text.
        self._reaching: dict[int, tuple[int, str]] = {}

    def flush(self) -> None:
        """End the line that is being read."""
        self._end_row()
        line = _tidy(self._words)
        if line.strip("・"):
            self.lines.append(line)
        self._words = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag in ("rt", "rp", "rb", "ruby"):
            self._above = tag in ("rt", "rp")
        elif tag == "table" and self._begins_layout():
            self._break()
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.flush()
                self._reaching = {}
        elif self._depth == 1 and tag == "tr":
            self.flush()
            self._row = []
        elif self._depth == 1 and tag in ("td", "th"):
            spans = dict(attrs)
            self._row = [] if self._row is None else self._row
            self._row.append(_Cell(_number(spans.get("rowspan")), min(_number(spans.get("colspan")), 1000)))
        elif self._depth == 0 and tag in ("dt", "dd"):
            self._define(tag)
        elif _BLOCK.fullmatch(tag) or tag == "br":
            self._break(within=tag == "br")
            if tag == "li":
                (self._row[-1].words if self._row else self._words).append("・")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in ("rt", "rp", "ruby"):
            self._above = False
        elif tag == "table" and self._open and self._open.pop():
            self._break()
        elif tag == "table":
            if self._depth == 1:
                self.flush()
            self._depth = max(0, self._depth - 1)
        elif self._depth == 1 and tag == "tr":
            self.flush()
        elif tag != "dt" and _BLOCK.fullmatch(tag):
            self._break()

    def handle_data(self, data: str) -> None:
        if not (self._silent or self._above):
            (self._row[-1].words if self._row else self._words).append(data)

    def _begins_layout(self) -> bool:
        """Count a table that begins, and say whether it only lays the page out; one within a table of data does not."""
        self._tables += 1
        self._open.append(self._tables in self._layouts and self._depth == 0)
        return self._open[-1]

    def _define(self, tag: str) -> None:
        """Begin a term, or the definition that makes one row with it; another definition of it is a line of its own."""
        if tag == "dd" and self._defines and self._row and len(self._row) == 1 and self._row[0].text:
            self._row.append(_Cell(1, 1))
            return
        self.flush()
        self._row, self._defines = ([_Cell(1, 1)], True) if tag == "dt" else (None, False)

    def _break(self, *, within: bool = False) -> None:
        """Part what follows from what was read: by a blank in a cell, else by a line's end.

        A definition ends with its first paragraph, a line break `within` it aside.
        """
        if not self._row or (self._defines and not within and len(self._row) > 1 and self._row[-1].text):
            self.flush()
        else:
            self._row[-1].words.append(" ")

    def _end_row(self) -> None:
        if self._row is None:
            return
        cells: list[str] = []
        reaching: dict[int, tuple[int, str]] = {}
        waiting, self._row, self._defines = self._row, None, False
        while waiting or any(column >= len(cells) for column in self._reaching):
            column = len(cells)
            if column in self._reaching:
                more, words = self._reaching[column]
                cells.append(words)
                if more > 1:
                    reaching[column] = (more - 1, words)
            elif waiting:
                cell = waiting.pop(0)
                cells.extend([cell.text, *[""] * (cell.columns - 1)])
                for each in range(column, len(cells)) if cell.rows > 1 else ():
                    reaching[each] = (cell.rows - 1, cells[each])
            else:
                cells.append("")
        self._reaching = reaching
        line = "\t".join(cells).rstrip("\t")
        if line.strip():
            self.lines.append(line)


def _number(text: str | None) -> int:
    """Return a span; 0 reaches to the end of the table; what is none, or more than a page would hold, counts as one."""
    if text == "0":
        return _TO_THE_END
    return int(text) if text and text.isascii() and text.isdigit() and 0 < int(text) <= 1000 else 1


def _tidy(words: list[str]) -> str:
    return _BLANKS.sub(" ", "".join(words)).strip()
