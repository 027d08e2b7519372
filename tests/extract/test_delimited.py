from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import SourceError
from exgraph.extract import layout
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


def read(text: str, **changes: object) -> layout.Layout:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, TABLE | changes)
    return layout.read(source, Document(Path("specimen.txt"), text))


def test_rows_keep_their_printed_number_and_cells_by_role() -> None:
    text = f"{HEAD}3,南町,南町役場,朝市,雨天中止, 無料 \n\n{HEAD}4,北町,,夜市,,\n"
    found = read(text)
    first, second = found.records
    assert (first.number, first.first_line, first.place, first.text) == ("3", 3, ("南町",), "朝市")
    assert first.cells["remark"] == "雨天中止 無料"
    assert first.year == "2024"
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
