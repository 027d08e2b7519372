"""Spreadsheets (XLSX) as rows of text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from exgraph.errors import Location, SourceError
from exgraph.sources import sheet as others

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet


def rows(content: bytes, path: Path) -> Iterator[list[str]]:
    """Yield the rows of every visible sheet; the name of each sheet is a row where there are several.

    A cell merged over rows counts in each of them. Formulas give the values saved with them. A day is `2019-08-21`, a
    month shown without a day `2019-08`, a year `2019年` or `2019年度`; a number has the words that its format puts
    around it: 平成30年度.

    Raises:
        SourceError: the content is no XLSX workbook, a cell holds an error, or a formula was saved without its value.
    """
    import openpyxl  # noqa: PLC0415 - only a workbook waits for it

    try:
        strict = _is_strict(content)
        book = None if strict else openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, ParseError) as error:
        raise SourceError(
            "is no XLSX workbook", at=Location(path), remedy="save it as XLSX, without a password"
        ) from error
    if book is None:
        # openpyxl sees no sheet in a workbook of the strict kind.
        yield from others.rows(content, path)
        return
    valued = _formulas(content)
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        if len(sheets) > 1:
            yield [sheet.title]
        yield from _rows(sheet, path, valued.get(sheet.title, frozenset()))


def _is_strict(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"purl.oclc.org/ooxml" in archive.read("xl/workbook.xml")[:4096]


def _formulas(content: bytes) -> dict[str, frozenset[str]]:
    """Return by sheet the cells that hold a formula; nothing is looked at twice where no sheet holds any."""
    import openpyxl  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if not any(re.search(rb"<f[ >/]", archive.read(name)) for name in names):
            return {}
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: frozenset(cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f")
        for sheet in book.worksheets
    }


def _rows(sheet: Worksheet, path: Path, formulas: frozenset[str]) -> Iterator[list[str]]:
    # A merge may reach down to the last row that a sheet can have.
    last = max((cell.row for cells in sheet.iter_rows() for cell in cells if cell.value is not None), default=0)
    above = {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, min(area.max_row, last) + 1)
    }
    for number, cells in enumerate(sheet.iter_rows(max_row=last) if last else (), start=1):
        row = [above.get((number, column), cell) for column, cell in enumerate(cells, start=1)]
        broken = next((cell for cell in row if cell.data_type == "e"), None)
        if broken is not None:
            at = Location(path, number, f"{sheet.title}!{broken.coordinate}")
            raise SourceError(f"the cell holds {broken.value}", at=at, remedy="mend the formula")
        empty = next((cell for cell in row if cell.value is None and cell.coordinate in formulas), None)
        if empty is not None:
            at = Location(path, number, f"{sheet.title}!{empty.coordinate}")
            remedy = "open it in a spreadsheet program and save it, so that the formula's value is in it"
            raise SourceError("the formula was saved without its value", at=at, remedy=remedy)
        yield [_text(cell) for cell in row]


def _text(cell: Cell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return ""
    shown = str(cell.number_format)
    if isinstance(value, datetime.date):
        return _date(value, shown)
    if isinstance(value, str):
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value)
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    words = _AROUND.fullmatch(shown) if isinstance(value, int | float) else None
    return f"{_plain(words[1])}{text}{_plain(words[2])}" if words else text


# A character that XML cannot hold, as spreadsheets write it: _x000D_ is a carriage return.
_ESCAPE = re.compile("_x([0-9A-F]{4})_")
# A number's format that puts words before or after it: "平成"0"年度".
_AROUND = re.compile(r'((?:"[^"]*"|\\.)*)(?:0|#|General)((?:"[^"]*"|\\.)*)(?:;.*)?')
_WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')


def _plain(words: str) -> str:
    return re.sub(r'"|\\', "", words)


def _date(value: datetime.date, shown: str) -> str:
    """Return a date as exactly as its cell shows it: a day, a month, a year or a fiscal year."""
    signs = _WORDS.sub("", shown).lower()
    if "d" in signs or not re.search("[yegm]", signs):
        return value.strftime("%Y-%m-%d")
    if "m" in signs:
        return value.strftime("%Y-%m")
    return f"{value.year}年度" if "年度" in shown else f"{value.year}年"
