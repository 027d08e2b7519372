from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exgraph.extract.date import ERAS, read_inner, read_months, read_year
from exgraph.model.date import PartialDate


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("S 27 (1952)", 1952),
        ("S 64", 1989),
        ("H 1 (1989)", 1989),
        ("平成元年", 1989),
        ("H31", 2019),
        ("R 1 (2019)", 2019),
        ("令和5年", 2023),
        ("2019(令和元)", 2019),
        ("1965.4.23", 1965),
    ],
)
def test_reads_era_and_calendar_years(printed: str, year: int) -> None:
    assert read_year(printed) == year


@given(st.sampled_from(["S", "H", "R", "昭和", "平成", "令和"]), st.integers(1, 31))
def test_era_year_with_its_calendar_year_agrees(era: str, number: int) -> None:
    year = ERAS[era] + number - 1
    assert read_year(f"{era} {number} ({year})") == year


@pytest.mark.parametrize("printed", ["H 9 (1998)", "S 27 (1951)"])
def test_refuses_contradicting_years(printed: str) -> None:
    with pytest.raises(ValueError, match="not"):
        read_year(printed)


def test_refuses_a_text_without_a_year() -> None:
    with pytest.raises(ValueError, match="no year"):
        read_year("不明")


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("6 月", "2021-06", "2021-06"),
        ("4-5 月", "2021-04", "2021-05"),
        ("8-2 月", "2021-08", "2022-02"),
        ("12月~2月", "", ""),
        ("月", "2021", "2021"),
        ("", "2021", "2021"),
    ],
)
def test_reads_month_cells(cell: str, start: str, end: str) -> None:
    if not start:
        with pytest.raises(ValueError, match="no month"):
            read_months(cell, 2021)
        return
    assert tuple(map(str, read_months(cell, 2021))) == (start, end)


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_range_never_ends_before_it_begins(first: int, last: int) -> None:
    start, end = read_months(f"{first}-{last} 月", 2020)
    assert start.earliest <= end.latest
    assert (end.year == 2021) == (last < first)


def test_finds_dates_inside_a_sentence() -> None:
    text = "2001年4月3日に開所し、2010年12月に閉じた"
    assert read_inner(text) == [(0, PartialDate(2001, 4, 3)), (14, PartialDate(2010, 12))]
