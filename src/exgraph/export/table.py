"""Tables as CSV and as XLSX workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60

Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table: its name, the heads of its columns, its rows."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as UTF-8 CSV with the mark that spreadsheets need, lines ended by CR LF (RFC 4180).

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.head)
    writer.writerows([_safe(cell) for cell in row] for row in sheet.rows)
    return ("\ufeff" + text.getvalue()).encode()


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return tables as a workbook, a sheet each, with a filter and the head kept in sight. No cell is a formula."""
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:31])
        page.append(list(sheet.head))
        for cell in page[1]:
            cell.font = Font(bold=True)
        for number, row in enumerate(sheet.rows, start=2):
            for column, value in enumerate(row, start=1):
                cell = page.cell(number, column)
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
        page.freeze_panes = "A2"
        page.auto_filter.ref = page.dimensions
        for column, head in enumerate(sheet.head, start=1):
            longest = max([len(head), *(len(str(row[column - 1] or "")) for row in sheet.rows[:200])])
            page.column_dimensions[get_column_letter(column)].width = min(longest * 1.3 + 2, _WIDEST)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
