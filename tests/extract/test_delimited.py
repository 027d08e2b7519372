from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import SourceError
from exgraph.extract import register
from exgraph.extract.layout.printed import Contents
from exgraph.sources.document import Document
from exgraph.sources.source import Source

TABLE = {
    "reader": "delimited-table",
    "delimiter": ",",
    "header": ["番号", "町", "担当", "行事", "備考", "補足"],
    "furniture": ["行事の一覧"],
    "fiscal_year": 2024,
    "columns": {"number": "番号", "place": ["町"], "organiser": "担当", "text": "行事", "remark": ["備考", "補足"]},
}
HEAD = "行事の一覧\n番号,町,担当,行事,備考,補足\n"


def read(text: str, **changes: object) -> Contents:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, TABLE | changes)
    return register.read(source, Document(Path("specimen.txt"), text))


def test_rows_keep_their_printed_number_and_cells_by_role() -> None:
    text = f"{HEAD}3,南町,南町役場,朝市,雨天中止, 無料 \n\n{HEAD}4,北町,,夜市,,\n"
    found = read(text)
    first, second = found.records
    assert (first.number, first.first_line, first.place, first.text) == ("3", 3, ("南町",), "朝市")
    assert first.cells["remark"] == "雨天中止 無料"
    assert first.year == "2024年度"
    assert text[first.first_char : first.last_char] == "3,南町,南町役場,朝市,雨天中止, 無料 "
    assert text[first.text_offset :].startswith("朝市")
    assert (second.number, second.cells["organiser"]) == ("4", "")
    assert found.others == {
        1: "furniture",
        2: "header",
        4: "blank",
        5: "furniture",
        6: "header",
        8: "blank",
    }


def test_rows_without_a_number_are_counted_and_short_rows_are_filled_up() -> None:
    first, second = read(f"{HEAD}a,南町,,朝市\nb,北町,,夜市,屋内\n", columns={"text": "行事", "remark": "備考"}).records
    assert (first.number, first.cells) == ("1", {"text": "朝市", "remark": ""})
    assert (second.number, second.cells["remark"]) == ("2", "屋内")


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("まえがき\n", "text before the header", 1),
        (f"{HEAD}あとがき\n", "1 cells where the header has 6", 3),
        (f"{HEAD}1,a,b,c,d,e,f\n", "7 cells", 3),
        (f"{HEAD}1,a,b,c\n1,a,b,c\n", "row 1 stands twice", 4),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_place(text: str, message: str, line: int) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read(text)
    assert caught.value.at is not None
    assert caught.value.at.line == line


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(SourceError, match="holds no row"):
        read(HEAD)


def open_table(text: str, columns: dict[str, object]) -> Contents:
    """Read a table of which source.toml tells the columns alone."""
    table = {"reader": "delimited-table", "columns": columns}
    return register.read(
        Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, table),
        Document(Path("specimen.txt"), text),
    )


def test_the_header_is_the_line_that_holds_the_columns_and_single_cells_are_no_rows() -> None:
    text = "交流の一覧\n\n期日\t内容\t備考\n5月3日\t朝市\n\n※雨天中止\n"
    found = open_table(text, {"date": "期日", "text": "内容"})
    assert [(record.month, record.text) for record in found.records] == [("5月3日", "朝市")]
    assert found.others == {1: "page", 2: "blank", 3: "header", 5: "blank", 6: "page", 7: "blank"}


def test_a_table_without_a_header_has_columns_by_number() -> None:
    (record,) = open_table("2019年\t5月3日\t朝市\n", {"year": 1, "date": 2, "text": 3}).records
    assert (record.year, record.month, record.text) == ("2019年", "5月3日", "朝市")


def test_years_dates_and_ditto_marks_are_as_in_the_row_above() -> None:
    text = "年\t月日\t町\t内容\n2019年\t5月3日\t南町\t朝市\n\t\t〃\t夜市\n2020年\t6月1日\t\t祭り\n"
    records = open_table(text, {"year": "年", "date": "月日", "place": "町", "text": "内容"}).records
    assert [(record.year, record.month, record.place) for record in records] == [
        ("2019年", "5月3日", ("南町",)),
        ("2019年", "5月3日", ("南町",)),
        ("2020年", "6月1日", ()),
    ]


def test_a_year_alone_heads_the_rows_after_it() -> None:
    text = "月\t日\t終了\t内容\n【平成30年度】\n5\t3\t5月4日\t朝市\n■令和元年度\n6\t1~2\t\t祭り\n"
    columns: dict[str, object] = {"month": "月", "day": "日", "until": "終了", "text": "内容"}
    records = open_table(text, columns).records
    assert [(record.year, record.month) for record in records] == [
        ("平成30年度", "5月 3日~5月4日"),
        ("令和元年度", "6月 1~2日"),
    ]


def test_a_document_without_the_columns_is_refused() -> None:
    with pytest.raises(SourceError, match="no line holds the columns' names"):
        open_table("a\tb\n", {"date": "期日", "text": "内容"})
