from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exgraph.extract.clause.count import read_headcounts, read_visitors


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("町の職員3名を派遣", [3]),
        ("町長他17名を派遣", [18]),
        ("町長ほか計6名が来町", [6]),
        ("町長ら15名が訪問", [15]),
        ("約1,200人の選手が参加", [1200]),
        ("代表団5名と市民28名", [5, 28]),
        ("器具60万円相当を3か国に贈った", []),
        ("第25回の会に4団体が出た", []),
    ],
)
def test_reads_headcounts(text: str, numbers: list[int]) -> None:
    assert [count.number for count in read_headcounts(text)] == numbers


def test_parts_belong_to_their_whole() -> None:
    (count,) = read_headcounts("訪問団18名(うち中学生14名、引率4名)が出発")
    assert count.number == 18
    assert dict(count.parts) == {"pupil": 14, "leader": 4}


def test_role_is_told_by_the_words_around() -> None:
    assert [count.role for count in read_headcounts("中学生ら33名と市職員1名")] == ["pupil", "official"]
    assert read_headcounts("A市から62名の青少年が来た")[0].role == "youth"


@given(st.integers(1, 99999))
def test_separators_do_not_change_a_number(number: int) -> None:
    assert [count.number for count in read_headcounts(f"訪問団{number:,}名")] == [number]


@pytest.mark.parametrize(
    ("text", "visitors"), [("来場者は1,852人。", 1852), ("一般客655名が来場", 655), ("10名が訪問", None)]
)
def test_reads_visitors(text: str, visitors: int | None) -> None:
    assert read_visitors(text) == visitors
