"""Tables as CSV and as XLSX workbooks."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exgraph.export.cell import inert

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60
_LONGEST_CELL = 32_767
"""Signs that a cell holds (Excel's specifications and limits)."""

Cell = str | int | float | datetime.date | None


@dataclass(frozen=True)
class Sheet:
    """A table: its name, the heads of its columns, its rows; which columns a workbook draws over the first one."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    drawn: Sequence[int] = ()


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a table as UTF-8 CSV with the mark that spreadsheets need, lines ended by CR LF (RFC 4180).

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.head)
    writer.writerows([inert(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows)
    return ("\ufeff" + text.getvalue()).encode()


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return tables as a workbook, a sheet each, with a filter and the head kept in sight. No cell is a formula."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        # A sheet that is only written must know its widths and what stays in sight before its first row.
        page = cast(Worksheet, book.create_sheet(_name(sheet.name)))
        page.freeze_panes = "A2"
        for column, head in enumerate(sheet.head, start=1):
            longest = max([len(head), *(len(str(row[column - 1] or "")) for row in sheet.rows[:200])])
            page.column_dimensions[get_column_letter(column)].width = min(longest * 1.3 + 2, _WIDEST)
        page.append([_bold(page, head) for head in sheet.head])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
        if sheet.drawn and sheet.rows:
            page.add_chart(_chart(page, sheet), f"{get_column_letter(len(sheet.head) + 2)}2")
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.head))}{len(sheet.rows) + 1}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _chart(page: Worksheet, sheet: Sheet) -> BarChart:
    """Return columns of a sheet as bars, beside one another over its first column."""
    chart = BarChart()
    chart.title, chart.width, chart.height = sheet.name, 28, 12
    last = len(sheet.rows) + 1
    for column in sheet.drawn:
        chart.add_data(Reference(page, min_col=column + 1, min_row=1, max_row=last), titles_from_data=True)
    chart.set_categories(Reference(page, min_col=1, min_row=2, max_row=last))
    # Excel hides axes that do not say that they are kept.
    chart.x_axis.delete = chart.y_axis.delete = False
    return chart


def _bold(page: Worksheet, text: str) -> SheetCell:
    cell = WriteOnlyCell(page, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Worksheet, value: Cell) -> SheetCell | Cell:
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL]
    if text == inert(text):
        return text
    # Kept as it is, and marked as text: an apostrophe of Excel's own that is no part of it.
    cell = WriteOnlyCell(page, value=text)
    cell.data_type, cell.quotePrefix = "s", True
    return cell


def _name(text: str) -> str:
    return "".join(" " if sign in r"[]:*?/\'" else sign for sign in text)[:31]
