"""Tables whose columns are parted by wide blanks alone, as text of a PDF or of a mail has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_GAP = re.compile(r"\u3000{2,}|[ \u3000]*\u3000 [ \u3000]*|[ \u3000]* \u3000[ \u3000]*| {3,}")
_FINE = re.compile(r"\u3000+| {2,}")
_LEAST = 3
"""Rows of a table, and columns of its header: fewer are indented lines."""
_NEAR = 4
"""How far, in columns of half-width letters, a cell may begin beside its header."""
_TAB = "\t"


def tabbed(lines: list[str]) -> list[str]:
    """Return the lines with wide blanks as tabs where they part the columns of a table; other lines as they are.

    A table is a header of at least three cells, and the lines below it, with at least two cells, that begin their
    cells where the header does. A row that leaves its first cells empty has a ditto mark there. Lines that hold a tab
    already stay. The lines are for reading only: their offsets are not those of the document.
    """
    found = list(lines)
    at = 0
    while at < len(lines):
        header = list(_cells(lines[at]))
        rows = list(_rows(lines, at + 1, [place for place, _ in header])) if len(header) >= _LEAST else []
        if len(rows) < _LEAST - 1:
            at += 1
            continue
        found[at] = _TAB.join(words for _, words in header)
        for number, cells in rows:
            found[number] = _TAB.join(cells)
        at = rows[-1][0] + 1
    return found


def _rows(lines: list[str], first: int, starts: list[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines below a header that are rows of its table, each with a cell for every column."""
    for number in range(first, len(lines)):
        cells = list(_cells(lines[number]))
        if not cells:
            continue
        # A long cell leaves only one blank before the next.
        fine = list(_cells(lines[number], _FINE))
        indented = len(fine) == len(starts) - 1 and lines[number][0].isspace()
        if len(fine) == len(starts) or indented:
            cells = [(starts[at + indented], words) for at, (_, words) in enumerate(fine)]
        if len(cells) < len(starts) - 1 or len(cells) > len(starts) or _TAB in lines[number]:
            return
        yield number, _placed(cells, starts)


def _placed(cells: list[tuple[int, str]], starts: list[int]) -> list[str]:
    """Return the cells under their headers; where as many as the headers, in their order."""
    if len(cells) == len(starts):
        return [words for _, words in cells]
    row = [""] * len(starts)
    for place, words in cells:
        row[min(range(len(starts)), key=lambda each: abs(starts[each] - place))] = words
    if not row[0]:
        row[0] = "〃"
    return row


def _cells(line: str, gap_of: re.Pattern[str] = _GAP) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line between wide blanks, each with the column where it begins."""
    end = 0
    for gap in [*gap_of.finditer(line), None]:
        start = gap.start() if gap else len(line)
        if words := line[end:start].strip():
            lead = len(line[end:start]) - len(line[end:start].lstrip())
            yield _width(line[: end + lead]), words
        end = gap.end() if gap else end


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
