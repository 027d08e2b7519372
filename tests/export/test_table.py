from __future__ import annotations

import csv
import io
from datetime import date, datetime

from openpyxl import load_workbook

from exgraph.export.table import About, Cell, Sheet, csv_bytes, xlsx_bytes

SHEET = Sheet("見本", ["name", "people"], [["=1+1", 3], ["@x", None], ['ネベリスク, "a"\nb', 12]])


def test_csv_is_read_back_and_holds_no_formula() -> None:
    written = csv_bytes(SHEET)
    assert written.startswith("\ufeff".encode())
    assert written.count(b"\r\n") == 4
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows == [["name", "people"], ["'=1+1", "3"], ["'@x", ""], ['ネベリスク, "a"\nb', "12"]]


def test_xlsx_is_read_back_and_holds_no_formula() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes([SHEET, Sheet("other", ["a"], [])])))
    assert book.sheetnames == ["見本", "other"]
    page = book["見本"]
    assert [[cell.value for cell in row] for row in page.iter_rows()][1] == ["=1+1", 3]
    assert page["A2"].data_type == "s"
    assert page["A2"].quotePrefix
    assert page["A3"].value == "@x"
    assert page.freeze_panes == "A2"


def test_dates_are_dates_and_signs_that_a_workbook_cannot_hold_are_left_out() -> None:
    sheet = Sheet("a/b: [c]" + "d" * 40, ["day", "text"], [[date(2001, 2, 3), "a\x0bb"]])
    book = load_workbook(io.BytesIO(xlsx_bytes([sheet])))
    page = book.worksheets[0]
    assert len(page.title) == 31
    assert page["A2"].is_date
    assert page["B2"].value == "ab"
    assert page.auto_filter.ref == "A1:B2"
    assert csv_bytes(sheet).decode("utf-8-sig").splitlines()[1].startswith("2001-02-03,")


def test_days_that_no_workbook_has_a_date_for_are_text() -> None:
    page = load_workbook(
        io.BytesIO(xlsx_bytes([Sheet("days", ["day"], [[date(1868, 10, 23)], [date(1900, 3, 1)]])]))
    ).active
    assert page is not None
    assert page["A2"].value == "1868-10-23"
    assert page["A3"].value.date() == date(1900, 3, 1)


def test_a_workbook_prints_with_its_head_and_leads_to_its_things() -> None:
    iri = "https://example.org/id/place/a"
    rows: list[list[Cell]] = [["長い" * 60, iri, f"{iri} と"], ["-1", "https://example.org/=1", None]]
    wide = Sheet("wide", [f"c{number}" for number in range(20)], [["w" * 60] * 20])
    about = About("Data", "Publisher", datetime(2026, 4, 1, 12))
    written = xlsx_bytes([Sheet("見本", ["text", "iri", "words"], rows), wide], about)
    assert written == xlsx_bytes([Sheet("見本", ["text", "iri", "words"], rows), wide], about)
    book = load_workbook(io.BytesIO(written))
    assert (book.properties.title, book.properties.creator) == ("Data", "Publisher")
    assert book.properties.created == datetime(2026, 4, 1, 12)
    page = book.worksheets[0]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert book.worksheets[1].page_setup.fitToWidth == 4
    assert page.print_title_rows == "$1:$1"
    assert page["B2"].hyperlink.target == iri
    assert page["B2"].value == iri
    assert page["C2"].hyperlink is None
    assert page["A2"].alignment.wrap_text and page["A3"].quotePrefix
    assert page.column_dimensions["A"].width < 50
