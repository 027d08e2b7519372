"""Tables as CSV and as XLSX workbooks."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from exgraph.export.cell import inert, number_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 60
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Signs that XML has no way to write."""
_FIRST_YEAR = 1900
"""The first year that a workbook has a date for; earlier days are text."""
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
    writer.writerows([_field(cell) for cell in row] for row in sheet.rows)
    return ("\ufeff" + text.getvalue()).encode()


def _field(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return number_text(cell)
    return inert(cell) if isinstance(cell, str) else cell


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """Return tables as a workbook, a sheet each, with a filter and the head kept in sight. No cell is a formula."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only a workbook waits for it

    file = io.BytesIO()
    # Row after row to the file: a large selection never stands in memory as cells.
    with Workbook(file, {"constant_memory": True}) as book:
        looks = Looks(
            head=book.add_format({"bold": True}),
            date=book.add_format({"num_format": "yyyy-mm-dd"}),
            # Kept as it is, and marked as text: an apostrophe of Excel's own that is no part of it.
            text=book.add_format({"quote_prefix": True}),
        )
        for sheet in sheets:
            page = book.add_worksheet(_name(sheet.name))
            page.freeze_panes(1, 0)
            for column, head in enumerate(sheet.head):
                longest = max([len(head), *(len(str(row[column] or "")) for row in sheet.rows[:200])])
                page.set_column(column, column, min(longest * 1.3 + 2, _WIDEST))
            page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
            for column, head in enumerate(sheet.head):
                page.write_string(0, column, head, looks.head)
            for number, row in enumerate(sheet.rows, start=1):
                _write(page, number, row, looks)
            if sheet.drawn and sheet.rows:
                page.insert_chart(1, len(sheet.head) + 1, _chart(book, page, sheet))
    return file.getvalue()


@dataclass(frozen=True)
class Looks:
    """How cells are shown: those of the head, dates, texts that could be taken for formulas."""

    head: Format
    date: Format
    text: Format


def _write(page: Worksheet, number: int, row: Sequence[Cell], looks: Looks) -> None:
    for column, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, str):
            text = _UNFIT.sub("", value)[:_LONGEST_CELL]
            page.write_string(number, column, text, None if text == inert(text) else looks.text)
        elif isinstance(value, datetime.date):
            if value.year < _FIRST_YEAR:
                page.write_string(number, column, value.isoformat())
            else:
                page.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), looks.date)
        elif math.isfinite(value):
            page.write_number(number, column, value)
        else:
            page.write_string(number, column, number_text(value))


def _chart(book: Workbook, page: Worksheet, sheet: Sheet) -> Chart:
    """Return columns of a sheet as bars, beside one another over its first column."""
    chart = cast("Chart", book.add_chart({"type": "column"}))
    chart.set_title({"name": sheet.name})
    chart.set_size({"width": 1060, "height": 450})
    for column in sheet.drawn:
        chart.add_series(
            {
                "name": [page.name, 0, column],
                "categories": [page.name, 1, 0, len(sheet.rows), 0],
                "values": [page.name, 1, column, len(sheet.rows), column],
            }
        )
    return chart


def _name(text: str) -> str:
    return "".join(" " if sign in r"[]:*?/\'" else sign for sign in text)[:31]
