"""Spreadsheets (XLSX) as rows of text."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from exgraph.errors import Location, SourceError

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet


def rows(content: bytes, path: Path) -> Iterator[list[str]]:
    """Yield the rows of every visible sheet; the name of each sheet is a row where there are several.

    A cell merged over rows counts in each of them. Formulas give the values saved with them. A day is `2019-08-21`, a
    month shown without a day `2019-08`.

    Raises:
        SourceError: the content is no XLSX workbook, or a sheet's cell holds an error.
    """
    import openpyxl  # noqa: PLC0415 - only a workbook waits for it

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SourceError(
            "is no XLSX workbook", at=Location(path), remedy="save it as XLSX, without a password"
        ) from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        if len(sheets) > 1:
            yield [sheet.title]
        yield from _rows(sheet, path)


def _rows(sheet: Worksheet, path: Path) -> Iterator[list[str]]:
    above = {
        (row, area.min_col): sheet.cell(area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
    }
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = [above.get((number, column), cell) for column, cell in enumerate(cells, start=1)]
        broken = next((cell for cell in row if cell.data_type == "e"), None)
        if broken is not None:
            at = Location(path, number, f"{sheet.title}!{broken.coordinate}")
            raise SourceError(f"the cell holds {broken.value}", at=at, remedy="mend the formula")
        yield [_text(cell) for cell in row]


def _text(cell: Cell | MergedCell) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        shown = str(cell.number_format).lower()
        return value.strftime("%Y-%m-%d" if "d" in shown else "%Y-%m")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
