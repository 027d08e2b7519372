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
from unicodedata import east_asian_width

from exgraph.export.cell import inert, number_text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDEST = 44
_PRINTED = 240
"""Signs of width on a landscape page of A4 in a size that can be read, about six points."""
_A4 = 9
_LINK = re.compile(r"https?://[^\s\"<>\\^`{|}]{1,2000}")
_MOST_LINKS = 30_000
"""Rows with links: a sheet has 65,530 at most (Excel's specifications and limits), and a row may have two."""
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


@dataclass(frozen=True)
class About:
    """What a workbook says of itself: its title, who publishes it, when its data were made."""

    title: str
    author: str
    made: datetime.datetime


@dataclass(frozen=True)
class Looks:
    """How cells are shown: those of the head, dates, texts, links, texts that could be taken for formulas."""

    head: Format
    date: Format
    text: Format
    link: Format
    marked: Format


def xlsx_bytes(sheets: Sequence[Sheet], about: About | None = None) -> bytes:
    """Return tables as a workbook, a sheet each, with a filter and the head kept in sight. No cell is a formula.

    Texts are wrapped, IRIs are links. It prints landscape on A4 in readable size, each page with the head. Equal sheets
    of one `about` are equal bytes.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only a workbook waits for it

    file = io.BytesIO()
    # Row after row to the file: a large selection never stands in memory as cells.
    with Workbook(file, {"constant_memory": True}) as book:
        if about is not None:
            book.set_properties({"title": about.title, "author": about.author, "created": about.made})
        looks = _looks(book)
        for sheet in sheets:
            _add(book, sheet, looks)
    return file.getvalue()


def _looks(book: Workbook) -> Looks:
    wrapped = {"text_wrap": True, "valign": "top"}
    return Looks(
        head=book.add_format({"bold": True, **wrapped}),
        date=book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        text=book.add_format(wrapped),
        link=book.add_format({"hyperlink": True, "valign": "top"}),
        # Kept as it is, and marked as text: an apostrophe of Excel's own that is no part of it.
        marked=book.add_format({"quote_prefix": True, **wrapped}),
    )


def _add(book: Workbook, sheet: Sheet, looks: Looks) -> None:
    page = book.add_worksheet(_name(sheet.name))
    page.freeze_panes(1, 0)
    widths = [_width(sheet, column) for column in range(len(sheet.head))]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
    _lay_out(page, sum(widths))
    for column, head in enumerate(sheet.head):
        page.write_string(0, column, head, looks.head)
    for number, row in enumerate(sheet.rows, start=1):
        _write(page, number, row, looks)
    if sheet.drawn and sheet.rows:
        page.insert_chart(1, len(sheet.head) + 1, _chart(book, page, sheet))


def _width(sheet: Sheet, column: int) -> float:
    """Return the width of a column in signs of Latin letters, by its first rows."""
    longest = max(_signs(sheet.head[column]), *(_signs(str(row[column] or "")) for row in sheet.rows[:200]), 4)
    return min(longest + 2, _WIDEST)


def _signs(text: str) -> int:
    """Return how wide the widest line of a text is; Japanese letters are two signs wide."""
    return max(
        (sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.split("\n")), default=0
    )


def _lay_out(page: Worksheet, width: float) -> None:
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.repeat_rows(0)
    page.fit_to_pages(math.ceil(width / _PRINTED), 0)
    page.set_footer("&L&A&R&P / &N")


def _write(page: Worksheet, number: int, row: Sequence[Cell], looks: Looks) -> None:
    for column, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, str):
            _write_text(page, number, column, _UNFIT.sub("", value)[:_LONGEST_CELL], looks)
        elif isinstance(value, datetime.date):
            if value.year < _FIRST_YEAR:
                page.write_string(number, column, value.isoformat())
            else:
                page.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), looks.date)
        elif math.isfinite(value):
            page.write_number(number, column, value)
        else:
            page.write_string(number, column, number_text(value))


def _write_text(page: Worksheet, number: int, column: int, text: str, looks: Looks) -> None:
    if _LINK.fullmatch(text) and number <= _MOST_LINKS:
        page.write_url(number, column, text, looks.link)
    else:
        page.write_string(number, column, text, looks.text if text == inert(text) else looks.marked)


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
