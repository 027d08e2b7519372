from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exgraph.errors import TableError, TablesError
from exgraph.facts import table
from exgraph.facts.cell import (
    DATE,
    DECIMAL,
    ID,
    INTEGER,
    NUMBER,
    TEXT,
    cell,
    choice,
    counts,
    filled,
    many,
    optional,
    typed_reference,
)
from exgraph.facts.table import Row, natural
from exgraph.model.date import PartialDate


@dataclass(frozen=True)
class Fact(Row):
    id: str = cell(NUMBER)
    class_: tuple[str, ...] = cell(filled(many(choice("Visit", "Meeting"))))
    start: PartialDate | None = cell(optional(DATE))
    party: tuple[str, ...] = cell(many(typed_reference("place")))
    total: int | None = cell(optional(INTEGER))
    parts: tuple[tuple[str, int], ...] = cell(counts(ID))
    note: str = cell(TEXT)


HEADER = "id,class,start,party,total,parts,note\n"


def write(path: Path, *lines: str, header: str = HEADER) -> Path:
    path.write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_rows_come_back_as_they_were_written_sorted_by_number(tmp_path: Path) -> None:
    path = write(
        tmp_path / "fact.csv",
        '10,Visit;Meeting,1997-06,place/nevelsk,,pupil:14;leader:2,"a, ""b"""',
        "9-2,Visit,,,3,,",
        "9,Visit,1997,,3,,",
    )
    rows = [entry.row for entry in table.read(path, Fact)]
    table.write(path, Fact, rows)
    assert [entry.row.id for entry in table.read(path, Fact)] == ["9", "9-2", "10"]
    assert {entry.row for entry in table.read(path, Fact)} == set(rows)
    assert list(rows[0].references()) == [("party", ("place", "nevelsk"))]


@pytest.mark.parametrize(
    ("line", "place", "message"),
    [
        ("1,Visit,1997-13,,,,", "2:start", "month"),
        ("1,Visit,97,,,,", "2:start", "no|not a year"),
        ("1,Party,,,,,", "2:class", "is not one of"),
        ("1,,,,,,", "2:class", "must be filled"),
        ("1,Visit,,nevelsk,,,", "2:party", "does not begin with"),
        ("1,Visit,,,-3,,", "2:total", "no whole number"),
        ("1,Visit,,,,pupil,", "2:parts", "has no count"),
        ("1,Visit;Visit,,,,,", "2:class", "twice"),
        ("No. 1,Visit,,,,,", "2:id", "no record or event number"),
        ("1,Visit,,,, ,", "2:parts", "blanks"),
        ("1,Visit", "2", "2 cells where"),
    ],
)
def test_bad_cells_are_refused_with_line_and_column(tmp_path: Path, line: str, place: str, message: str) -> None:
    path = write(tmp_path / "fact.csv", line)
    with pytest.raises(TablesError, match=message) as caught:
        table.read(path, Fact)
    assert str(caught.value).startswith(f"{path}:{place}")


def test_all_errors_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "fact.csv", "1,Party,,,,,", "1,Visit,,,,,", "1,Visit,,,,,", "2,Visit,x,,,,")
    with pytest.raises(TablesError) as caught:
        table.read(path, Fact)
    assert [error.at.line for error in caught.value.errors if error.at] == [2, 4, 5]


def test_a_wrong_header_and_a_torn_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="header"):
        table.read(write(tmp_path / "a.csv", header="id,start\n"), Fact)
    with pytest.raises(TableError, match="CSV"):
        table.read(write(tmp_path / "b.csv", '1,"Visit'), Fact)
    (tmp_path / "c.csv").write_bytes(b"id\n\xff\n")
    with pytest.raises(TableError, match="UTF-8") as caught:
        table.read(tmp_path / "c.csv", Fact)
    assert caught.value.at is not None
    assert caught.value.at.line == 2


def test_a_table_that_cannot_be_written_stays(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_text("in the way")
    with pytest.raises(TableError, match="cannot be written"):
        table.write(folder / "fact.csv", Fact, [])


@given(st.lists(st.integers(1, 999), min_size=1))
def test_numbers_sort_as_numbers(numbers: list[int]) -> None:
    texts = [str(number) for number in numbers]
    assert sorted(texts, key=lambda text: natural((text,))) == [str(number) for number in sorted(numbers)]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_decimals_are_written_without_exponent(number: object) -> None:
    text = DECIMAL.format(DECIMAL.parse(str(number)))
    assert "E" not in text
    assert DECIMAL.parse(text) == DECIMAL.parse(str(number))
