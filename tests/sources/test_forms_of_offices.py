"""Documents as offices save them, each made here: encodings, workbooks, DOCX, PDF, pages laid out by tables."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exgraph.errors import SourceError
from exgraph.sources import encoding, form, page

TABLE = "年,内容\n2019年,稚内市の①㈱朝市\n"
ROWS = ["年\t内容", "2019年\t稚内市の①㈱朝市", ""]


def read(content: bytes, name: str, **keys: str) -> list[str]:
    return form.text(content, Path(name), **keys).split("\n")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc_jis_2004", "utf-16"])
def test_a_csv_in_any_encoding_of_japan_is_read(codec: str) -> None:
    assert read(TABLE.encode(codec), "a.csv") == ROWS


def test_a_csv_in_iso_2022_jp_is_read() -> None:
    assert read("年,内容\n2019年,朝市\n".encode("iso2022_jp"), "a.csv") == ["年\t内容", "2019年\t朝市", ""]


@pytest.mark.parametrize("name", ["Windows-31J", "MS932", "EUC-JP", "Shift_JIS"])
def test_encodings_are_known_by_all_their_names(name: str) -> None:
    codec = "euc_jis_2004" if name == "EUC-JP" else "cp932"
    assert read(f'<meta charset="{name}"><p>①㈱年表</p>'.encode(codec), "a.html") == ["①㈱年表", ""]


def test_a_page_that_was_saved_as_utf_8_may_still_say_another_encoding() -> None:
    assert read('<meta charset="Shift_JIS"><p>稚内市の年表</p>'.encode(), "a.html") == ["稚内市の年表", ""]


def test_one_bad_byte_is_told_with_its_line() -> None:
    words = ("年,内容\n" + "2019年,稚内市の朝市に大勢の市民が集まった\n" * 9).encode() + b"2020\xff,a\n"
    with pytest.raises(SourceError, match=r"a\.csv:11: is not UTF-8"):
        read(words, "a.csv")


@pytest.mark.parametrize(
    ("words", "cells"), [("年;内容\n2019;a, b\n", "2019\ta, b"), ("年\t内容\n2019\tb\n", "2019\tb")]
)
def test_a_csv_may_part_its_cells_otherwise(words: str, cells: str) -> None:
    assert read(words.encode(), "a.csv")[1] == cells


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (30, '"平成"0"年度"', "平成30年度"),
        (2, '0"年"', "2年"),
        (datetime.date(2018, 4, 1), 'yyyy"年"', "2018年"),
        (datetime.date(2018, 4, 1), 'yyyy"年度"', "2018年度"),
        (datetime.date(2018, 4, 1), 'yyyy"年"m"月"', "2018-04"),
        (datetime.date(2018, 4, 1), '[$-411]ggge"年"m"月"d"日"', "2018-04-01"),
        (1234, "#,##0", "1234"),
        (12, "General", "12"),
    ],
)
def test_a_cell_of_a_workbook_reads_as_it_is_shown(value: object, shown: str, text: str) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    cell: Any = book.active.cell(1, 1)
    cell.value, cell.number_format = value, shown
    assert read(_saved(book), "a.xlsx") == [text, ""]


def test_a_formula_without_its_value_is_told() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append([1, "=A1+1"])
    with pytest.raises(SourceError, match=r"a\.xlsm:1:Sheet!B1: the formula was saved without its value"):
        read(_saved(book), "a.xlsm")


def test_escapes_of_a_workbook_are_undone_and_merges_end_with_the_rows() -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["2019年", "生徒8名_x000D_引率2名"])
    book.active.append([None, "a_x005F_b"])
    book.active.merge_cells("A1:A1048576")
    assert read(_saved(book), "a.xlsx") == ["2019年\t生徒8名 引率2名", "2019年\ta_b", ""]


def test_a_workbook_that_is_cut_short_is_told() -> None:
    book = openpyxl.Workbook()
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_saved(book))) as whole, zipfile.ZipFile(file, "w") as cut:
        for name in whole.namelist():
            content = whole.read(name)
            cut.writestr(name, content[:80] if name.startswith("xl/worksheets/") else content)
    with pytest.raises(SourceError, match="is no XLSX workbook"):
        read(file.getvalue(), "a.xlsx")


def test_a_cell_may_reach_to_the_end_of_its_table() -> None:
    text = "<table><tr><td rowspan=0>2019年<td>朝市<tr><td>夜市</table><table><tr><td>甲<td>乙</table>"
    assert page.lines(text) == ["2019年\t朝市", "2019年\t夜市", "甲\t乙"]


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
  xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.2"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row>
<table:table-cell office:value-type="string"><text:p>2019年</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_an_open_document_sheet_is_read() -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    content = _zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": manifest,
            "content.xml": ODS.replace("\n", "").replace("?><office", "?> <office"),
        }
    )
    assert read(content, "a.ods") == ["2019年\t12", ""]


def _zipped(members: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


DOCX = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>稚内市の</w:t></w:r><w:r><w:t>記録</w:t></w:r></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:del><w:r><w:delText>古い</w:delText></w:r></w:del><w:r><w:t>新しい</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>2019年</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>朝市</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>夜市</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
</w:body></w:document>"""


def test_a_word_document_has_a_line_a_paragraph_and_row() -> None:
    content = _zipped({"word/document.xml": DOCX})
    assert read(content, "a.docx") == ["稚内市の記録", "・新しい", "2019年\t朝市", "2019年\t夜市", ""]


def test_a_word_document_with_entities_is_refused() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "b">]><w:document xmlns:w="w"/>'
    with pytest.raises(SourceError, match="holds a document type"):
        read(_zipped({"word/document.xml": bomb}), "a.docx")


def _pdf(drawing: str) -> bytes:
    """Return a PDF of one page with a drawing in Helvetica."""
    stream = drawing.encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    content, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        starts.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(content),
    )
    return content + end


def test_a_table_of_a_pdf_is_read_by_position() -> None:
    grid = "".join(f"{x} 60 m {x} 120 l S " for x in (20, 120, 280))
    grid += "".join(f"20 {y} m 280 {y} l S " for y in (60, 90, 120))
    cells = ((30, 100, "2019"), (130, 100, "fair"), (30, 70, "2020"), (130, 70, "visit"), (20, 150, "Records"))
    words = "".join(f"BT /F1 10 Tf {x} {y} Td ({word}) Tj ET " for x, y, word in cells)
    assert read(_pdf(grid + words), "a.pdf") == ["Records", "2019\tfair", "2020\tvisit", ""]


def test_a_page_laid_out_by_tables_is_read_by_its_parts() -> None:
    text = """<table><tr><td>案内</td><td><p>年表</p>
    <table><tr><td>2019年<td>朝市</tr><tr><td>2020年<td>夜市</tr></table></td></tr></table>"""
    assert page.lines(text) == ["案内", "年表", "2019年\t朝市", "2020年\t夜市"]


def test_readings_above_characters_are_left_out() -> None:
    assert page.lines("<p><ruby>稚内<rp>(</rp><rt>わっかない</rt><rp>)</rp></ruby>市</p>") == ["稚内市"]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"x", "a.doc", r"is in a form that is not read \(doc\) \(save it as DOCX\)"),
        (b"PK\x03\x04x", "a.txt", "is no text"),
        (b"x", "a.xls", "cannot be read as a workbook"),
        (b"x", "a.docx", "is no DOCX document"),
    ],
)
def test_what_is_not_read_is_told_with_what_to_do(content: bytes, name: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(content, name)


def test_an_image_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SourceError, match=r"no Tesseract is here .*tesseract-ocr-jpn"):
        read(b"\x89PNG", "a.png")


def test_a_guess_of_the_encoding_prefers_what_reads_like_japanese() -> None:
    assert encoding.guess("年表".encode("cp932")) == "cp932"
    assert encoding.guess("稚内市の朝市".encode("euc_jp")) == "euc-jp"
    assert encoding.guess("Encontro com São Paulo, café e conceição".encode()) == "utf-8-sig"
