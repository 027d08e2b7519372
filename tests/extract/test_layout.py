from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from exgraph.errors import SourceError
from exgraph.extract import register
from exgraph.sources.document import Document
from exgraph.sources.source import Source

ERA = {
    "reader": "delimited-table",
    "delimiter": "\t",
    "header": ["年", "月", "分野", "地域", "内容"],
    "furniture": ["交流の一覧"],
    "columns": {"year": "年", "month": "月", "category": ["分野"], "place": ["地域"], "text": "内容"},
}
TIES = {"reader": "tie-list", "header": "番号 県 市 州 市 年", "end": "以上"}


def source(layout_: Mapping[str, object]) -> Source:
    return Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, dict(layout_))


def document(text: str) -> Document:
    return Document(Path("specimen.txt"), text)


def test_a_table_of_eras_keeps_lines_and_offsets() -> None:
    head = "交流の一覧\n年\t月\t分野\t地域\t内容\n"
    text = f"\n{head}H 9 (1997)\t6 月\t文化\t\t展示会\n\n{head}H 9 (1997)\t\t\tタイ\t訪問\n"
    read = register.read(source(ERA), document(text))
    first, second = read.records
    assert (first.number, first.first_line, first.text, first.category) == ("1", 4, "展示会", ("文化",))
    assert text[first.first_char : first.last_char].startswith("H 9")
    assert text[first.text_offset :].startswith("展示会")
    assert (second.number, second.first_line, second.place) == ("2", 8, ("タイ",))
    assert read.others[2] == "furniture"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("まえがき\n", 1),
        ("年\t月\t分野\t地域\t内容\nH 9 (1997)\t6 月\t文化\t\t展示会\t\n", 2),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_place(text: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        register.read(source(ERA), document(text))
    assert caught.value.at is not None
    assert caught.value.at.line == line


def test_ties_run_over_lines() -> None:
    text = "番号 県 市 州 市 年\n1 北海道 サハリン州 1998\n\n2\n稚内市\nサハリン州 ネベ\nリスク 1972\n以上\n"
    first, second = register.read(source(TIES), document(text)).records
    assert (first.number, first.year, first.text) == ("tie-1", "1998", "北海道 サハリン州")
    assert (second.first_line, second.last_line, second.text) == (4, 7, "稚内市サハリン州 ネベリスク")


def test_a_gap_in_the_numbers_is_refused() -> None:
    with pytest.raises(SourceError, match="tie 3 where tie 2"):
        register.read(source(TIES), document("番号 県 市 州 市 年\n1 a b 1998\n3 c d 1999\n以上\n"))


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(SourceError, match="names the reader 'poem'"):
        register.read(source({"reader": "poem"}), document(""))
