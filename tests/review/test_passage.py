from __future__ import annotations

from pathlib import Path

from exgraph.review import passage
from exgraph.review.desk import Desk

from .conftest import TEXT


def test_the_records_own_characters_are_marked_in_their_lines(desk: Desk, documents: Path) -> None:
    found = passage.read(desk.record("specimen", "2"), documents)
    assert found.title == "specimen 2, lines 4–5"
    assert found.problem == ""
    assert [line.number for line in found.lines] == [3, 4, 5, 6]
    assert [line.marked for line in found.lines] == ["", "平成10年\t2月\t雪の像をつくる", "来た人は1500名", ""]
    assert found.lines[0].before + found.lines[0].after == "昭和47年\t9月\t友好の印に調印"


def test_a_record_may_be_part_of_a_line(desk: Desk, documents: Path) -> None:
    found = passage.read(desk.record("specimen", "6"), documents)
    assert found.title == "specimen 6, line 9"
    line = found.lines[1]
    assert (line.before, line.marked, line.after) == ("", "平成24年\t3月\t覚え書き", "; つづき")


def test_without_documents_there_are_lines_only(desk: Desk, tmp_path: Path) -> None:
    assert passage.read(desk.record("specimen", "2"), None).lines == ()
    assert "cannot be read: No such file" in passage.read(desk.record("specimen", "2"), tmp_path / "none").problem


def test_a_document_that_changed_is_not_trusted(desk: Desk, documents: Path) -> None:
    (documents / "specimen.txt").write_text(TEXT.replace("1500", "1600"), encoding="utf-8")
    assert "the document has changed" in passage.read(desk.record("specimen", "2"), documents).problem
    assert passage.read(desk.record("specimen", "1"), documents).problem == ""
    (documents / "specimen.txt").write_text("短い", encoding="utf-8")
    cut = passage.read(desk.record("specimen", "2"), documents)
    assert cut.lines == ()
    assert "the document has changed" in cut.problem
