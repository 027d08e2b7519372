from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import SourceError
from exgraph.extract import register
from exgraph.extract.layout.printed import Contents
from exgraph.sources.document import Document
from exgraph.sources.source import Source


def read(text: str, **keys: object) -> Contents:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, {"reader": "chronicle", **keys})
    return register.read(source, Document(Path("specimen.txt"), text))


def entries(text: str, **keys: object) -> list[tuple[str, str, str]]:
    return [(record.year, record.month, record.text) for record in read(text, **keys).records]


@pytest.mark.parametrize(
    "heading", ["2019年", "令和元年", "■平成30年度", "【2019年】", "2019(令和元)年", "2019年度 交流事業一覧"]
)
def test_a_year_alone_is_that_of_the_entries_after_it(heading: str) -> None:
    (first, second) = read(f"あゆみ\n{heading}\n・5月3日 朝市を開く\n6月1日:夜市を開く\n").records
    year = heading.strip("■【】").removesuffix(" 交流事業一覧")
    assert (first.year, first.month, first.text, first.first_line) == (year, "5月3日", "朝市を開く", 3)
    assert (second.year, second.month, second.text) == (year, "6月1日", "夜市を開く")


def test_an_entry_may_tell_its_own_year_and_the_next_carries_it() -> None:
    assert entries("2019年8月21日(水)~24日 訪問\n9月 来訪\n1965.4.23 調印\n") == [
        ("", "2019年8月21日(水)~24日", "訪問"),
        ("2019年", "9月", "来訪"),
        ("", "1965.4.23", "調印"),
    ]


def test_bullets_under_a_year_without_dates_are_entries_of_that_year() -> None:
    text = "平成30年度\n・朝市を開く\n・夜市を開く\n令和元年度\n・5月 祭り\n・屋台も出た\n"
    assert entries(text) == [
        ("平成30年度", "", "朝市を開く"),
        ("平成30年度", "", "夜市を開く"),
        ("令和元年度", "5月", "祭り\n・屋台も出た"),
    ]


def test_a_date_may_end_an_entry_in_brackets() -> None:
    assert entries("・団員が訪問(2019年8月21日(水))\n・歌手が来訪(2018年)\n") == [
        ("", "2019年8月21日(水)", "団員が訪問(2019年8月21日(水))"),
        ("", "2018年", "歌手が来訪(2018年)"),
    ]


def test_a_heading_is_told_with_the_entries_under_it() -> None:
    records = read("■南市\n2019年5月 朝市\n◆北町\n2019年6月 夜市\n").records
    assert [record.heading for record in records] == ["南市", "北町"]


def test_a_footer_a_blank_line_and_a_date_alone_are_no_entries() -> None:
    text = "2023年4月1日\n\n2019年5月 朝市\nを開く\n\n写真\n2019年6月 夜市\nお問い合わせ 市民課\n2020年1月 別の話\n"
    found = read(text)
    assert [(record.first_line, record.last_line) for record in found.records] == [(3, 4), (7, 7)]
    assert found.others == {1: "page", 2: "blank", 5: "blank", 6: "page", 8: "page", 9: "page", 10: "blank"}


def test_a_flattened_table_keeps_partners_and_notes_apart() -> None:
    text = "始め\n2019(令和元) 5月3日 南市\n北町\n朝市を開いた。\n5月4日 広場\n6月1日 北町 夜市\n終わり\n"
    first, second = read(text, header="始め", end="終わり", partners=["市", "町"]).records
    assert (first.place, first.text) == (("南市", "北町"), "朝市を開いた。\n5月4日 広場")
    assert (second.month, second.place, second.text) == ("6月1日", ("北町",), "夜市")


@pytest.mark.parametrize(
    ("text", "keys", "message"),
    [
        ("5月3日 朝市\n", {}, "1: an entry before any year"),
        ("朝市\n", {}, "holds no dated entry"),
        ("2019年5月 朝市\n", {"end": "終わり"}, "no chronicle between 'its first line' and '終わり'"),
    ],
)
def test_what_is_no_chronicle_is_refused(text: str, keys: dict[str, object], message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read(text, **keys)
