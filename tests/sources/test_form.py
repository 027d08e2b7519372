from __future__ import annotations

import datetime
import io
from pathlib import Path

import openpyxl
import pypdf
import pytest

from exgraph.errors import SourceError
from exgraph.sources import form, page


def read(content: bytes, name: str, **keys: str) -> list[str]:
    return form.text(content, Path(name), **keys).split("\n")


def test_a_text_file_is_its_own_text() -> None:
    assert form.text("一\r\n二\t三".encode(), Path("a.txt")) == "一\r\n二\t三"
    assert form.text("\ufeff一".encode(), Path("a.txt")) == "一"
    assert form.text("一".encode("cp932"), Path("a.txt"), encoding="cp932") == "一"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_row_of_csv_is_a_line(encoding: str) -> None:
    text = '年,内容,備考\r\n2019,"朝市、\n夜市",\r\n,"a ""b""",c\r\n'
    assert read(text.encode(encoding), "a.csv") == ["年\t内容\t備考", "2019\t朝市、 夜市", '\ta "b"\tc', ""]
    assert read(b'a\t"b\nc"\n', "a.tsv") == ["a\tb c", ""]


def test_a_row_of_a_sheet_is_a_line_and_merged_cells_count_in_each() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "交流"
    sheet.append(["年", "月日", "内容", "人数"])
    sheet.append([2019.0, datetime.datetime(2019, 8, 21), "朝市\n夜市", 12])
    sheet.append([None, datetime.date(2019, 9, 1), "祭り", 1.5])
    sheet["B3"].number_format = 'yyyy"年"m"月"'
    sheet.merge_cells("A2:A3")
    hidden = book.create_sheet("控え")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    assert read(saved(book), "a.xlsx") == [
        "年\t月日\t内容\t人数",
        "2019\t2019-08-21\t朝市 夜市\t12",
        "2019\t2019-09\t祭り\t1.5",
        "",
    ]
    hidden.sheet_state = "visible"
    assert read(saved(book), "a.xlsx")[0] == "交流"


def test_a_page_has_a_line_for_each_block_and_row() -> None:
    text = """<html><head><title>題</title><style>p{}</style></head><body><h1>姉妹<b>都市</b></h1>
    <p>一行目<br>二行目<script>if (a < b) {}</script></p>
    <table><tr><th>年<th>月<th colspan=2>内容
    <tr><td rowspan="3">2019年<td rowspan=2>8月<td>朝市<p>夜市</p><td>南町
    <tr><td>祭り<td><table><tr><td>北町</table></tr>
    <tr><td>9月<td>&amp;</table><ul><li>甲<li>乙<ul><li>丙</ul></ul></body>"""
    assert page.lines(text) == [
        *("題", "姉妹都市", "一行目", "二行目", "年\t月\t内容"),
        *("2019年\t8月\t朝市 夜市\t南町", "2019年\t8月\t祭り\t北町", "2019年\t9月\t&"),
        *("・甲", "・乙", "・丙"),
    ]


@pytest.mark.parametrize(("encoding", "charset"), [("utf-8", "UTF-8"), ("cp932", "Shift_JIS"), ("euc_jp", "EUC-JP")])
def test_a_page_names_its_encoding(encoding: str, charset: str) -> None:
    text = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>年表</p>'
    assert read(text.encode(encoding), "a.html") == ["年表", ""]


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        *((label, "cp932") for label in ("Windows-31J", "csShiftJIS", "ms_kanji", "MS932", "x-sjis", "sjis")),
        *((label, "euc_jp") for label in ("x-euc-jp", "csEUCPkdFmtJapanese", "EUC-JP")),
        *((label, "iso2022_jp") for label in ("csISO2022JP", "iso-2022-jp")),
        *((label, "utf-8") for label in ("unicode-1-1-utf-8", "UTF8", "x-unicode20utf8")),
    ],
)
def test_every_label_of_the_encoding_standard_is_known(label: str, codec: str) -> None:
    page = f'<meta charset="{label}"><p>年表</p>'.encode(codec)
    assert read(page, "a.html") == ["年表", ""]
    assert read("年,内容\n".encode(codec), "a.csv", encoding=label) == ["年\t内容", ""]


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "utf-8"])
def test_a_page_of_an_unknown_label_is_read_by_what_it_says(codec: str) -> None:
    text = '<meta charset="x-none"><p>姉妹都市の年表を掲載しています。</p>'
    assert read(text.encode(codec), "a.html") == ["姉妹都市の年表を掲載しています。", ""]


def test_a_suffix_may_be_overruled() -> None:
    assert read(b"<p>a</p>", "a.txt", form="html") == ["a", ""]


@pytest.mark.parametrize(
    ("content", "name", "keys", "message"),
    [
        (b"ok\n\xff", "a.txt", {}, r"a\.txt:2: is not UTF-8"),
        (b"a,b\n\x81\x20", "a.csv", {}, r"a\.csv:2: is not UTF-8"),
        (b'a,b\n"c" d,e\n', "a.csv", {}, r"a\.csv:2: is not well formed"),
        (b"PK no", "a.xlsx", {}, "is no XLSX workbook"),
        (b"no", "a.pdf", {}, "cannot be read as PDF"),
        (b"a", "a.txt", {"form": "scroll"}, "names the format 'scroll'"),
        (b"a", "a.txt", {"encoding": "runes"}, "'runes' is no encoding"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(content: bytes, name: str, keys: dict[str, str], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(content, name, **keys)


def test_a_broken_cell_is_refused_with_its_sheet() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["a"])
    sheet.append(["#REF!"])
    with pytest.raises(SourceError, match=r"a\.xlsx:2:Sheet!A2: the cell holds #REF!"):
        read(saved(book), "a.xlsx")


def test_a_pdf_without_text_is_refused() -> None:
    writer, file = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(file)
    with pytest.raises(SourceError, match="holds no text layer"):
        read(file.getvalue(), "a.pdf")


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
