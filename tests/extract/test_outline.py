from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from exgraph.errors import SourceError
from exgraph.extract import register
from exgraph.extract.layout.printed import Contents
from exgraph.sources.document import Document
from exgraph.sources.source import Source

OUTLINE = {
    "reader": "outline",
    "bullets": ["•", "・"],
    "headings": ["■"],
    "sections": [
        {"until": "これから", "prefix": "past"},
        {"until": "令和2年度の計画"},
        {"until": "以上", "prefix": "past", "year": "令和2年度", "month": "4-3 月"},
    ],
}
TEXT = """\
■南市と北町の
交流

• 合唱団を招い
て音楽会を開催
• 絵画展

これから
・ここは読まない
令和2年度の計画
■産業
・見本市（南市）
-商談会
以上
"""


def source(layout_: Mapping[str, object]) -> Source:
    return Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, dict(layout_))


def document(text: str) -> Document:
    return Document(Path("specimen.txt"), text)


def read(layout_: Mapping[str, object], text: str) -> Contents:
    return register.read(source(layout_), document(text))


def test_bullets_have_their_wrapped_lines_their_heading_and_a_number_through_sections() -> None:
    found = read(OUTLINE, TEXT)
    assert [(each.number, each.first_line, each.last_line, each.text, each.category) for each in found.records] == [
        ("past-1", 4, 5, "合唱団を招いて音楽会を開催", ("南市と北町の交流",)),
        ("past-2", 6, 6, "絵画展", ("南市と北町の交流",)),
        ("past-3", 12, 13, "見本市（南市）-商談会", ("産業",)),
    ]
    assert [each.year for each in found.records] == ["", "", "令和2年度"]
    first = found.records[0]
    assert TEXT[first.first_char : first.last_char] == "• 合唱団を招い\nて音楽会を開催"


def test_every_other_line_is_accounted_for() -> None:
    others = read(OUTLINE, TEXT).others
    assert {line: word for line, word in others.items() if word != "blank"} == {
        **dict.fromkeys((1, 2, 11), "heading"),
        **dict.fromkeys((8, 9, 10, 14), "page"),
    }


def test_a_section_without_its_end_is_refused() -> None:
    with pytest.raises(SourceError, match="no line '以上'"):
        read(OUTLINE, TEXT.replace("以上", "おわり"))


def test_an_outline_without_bullets_is_refused() -> None:
    with pytest.raises(SourceError, match="holds no bullet"):
        read({**OUTLINE, "bullets": ["※"]}, TEXT)


def test_ranges_are_records_and_other_lines_have_a_word() -> None:
    ranges = {"reader": "ranges", "records": {"article-1": "4-6", "route-1": "6"}, "others": {"heading": ["1-3"]}}
    found = read(ranges, TEXT)
    assert [(each.number, each.first_line, each.last_line) for each in found.records] == [
        ("article-1", 4, 6),
        ("route-1", 6, 6),
    ]
    assert found.others[1] == "heading"
    assert found.others[3] == "blank"
    assert found.others[12] == "page"


@pytest.mark.parametrize("text", ["6-4", "0-3", "12-99", "last"])
def test_a_range_outside_the_document_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match=f"'{text}' is no range"):
        read({"reader": "ranges", "records": {"article-1": text}}, TEXT)


def test_parts_are_read_with_layouts_of_their_own_and_joined() -> None:
    ranges = {"reader": "ranges", "records": {"plan-1": "9"}, "others": {"title": ["10"], "heading": ["4"]}}
    whole = source({"home": "south", "parts": [OUTLINE, ranges]})
    parts = register.parts(whole)
    assert [part.layout["home"] for part in parts] == ["south", "south"]
    joined = register.joined(register.read(part, document(TEXT)) for part in parts)
    assert [each.number for each in joined.records] == ["past-1", "past-2", "past-3", "plan-1"]
    assert 4 not in joined.others
    assert 9 not in joined.others
    assert joined.others[10] == "title"


def test_a_layout_without_parts_is_one_part() -> None:
    whole = source(OUTLINE)
    assert register.parts(whole) == [whole]
