"""Spreadsheets of other programs (XLS, ODS, XLSB, strict XLSX) as rows of text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exgraph.errors import Location, SourceError


def rows(content: bytes, path: Path) -> Iterator[list[str]]:
    """Yield the rows of every visible sheet as those of an XLSX workbook: names of sheets, merged cells in each row.

    Raises:
        SourceError: python-calamine is not installed, or the content is no such workbook.
    """
    try:
        import python_calamine as calamine  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        remedy = "pip install 'exgraph[xlsx]', or save it as XLSX or CSV"
        raise SourceError("needs python-calamine to be read", at=Location(path), remedy=remedy) from error
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [each.name for each in book.sheets_metadata if each.visible == calamine.SheetVisibleEnum.Visible]
        sheets = [(name, book.get_sheet_by_name(name)) for name in visible]
    except calamine.CalamineError as error:
        remedy = "save it as XLSX, without a password"
        raise SourceError(f"cannot be read as a workbook: {error}", at=Location(path), remedy=remedy) from error
    for name, sheet in sheets:
        if len(sheets) > 1:
            yield [name]
        yield from _merged(sheet)


def _merged(sheet: Any) -> Iterator[list[str]]:  # noqa: ANN401 - calamine's own class
    table = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(bottom + 1, len(table))):
            if left < len(table[row]):
                table[row][left] = table[top][left]
    yield from table


def _text(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
