from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exgraph.extract.dating import schedule


def read(text: str) -> tuple[str, str, str]:
    found = schedule.read(text, 2024)
    return str(found.start), str(found.end), found.status


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9月", "2024-09", "2024-09"),
        ("９月 ９月", "2024-09", "2024-09"),
        ("2月下旬予定", "2025-02", "2025-02"),
        ("5～翌2月", "2024-05", "2025-02"),
        ("6月頃～翌1月", "2024-06", "2025-01"),
        ("11月~2月", "2024-11", "2025-02"),
        ("5~6月", "2024-05", "2024-06"),
        ("令和7年 1月中旬～下旬", "2025-01", "2025-01"),
        *((f"{year}年 1月", "2025-01", "2025-01") for year in ("R7", "R.7", "㋿7", "令和七", "2025")),
        ("令和6年12月～2月", "2024-12", "2025-02"),
        ("令和6年5月1日 ~ 令和7年3月10日 ※契約期間", "2024-05-01", "2025-03-10"),
        ("8月3日~5日", "2024-08-03", "2024-08-05"),
        ("8月30～31日", "2024-08-30", "2024-08-31"),
        ("7月30日～8月2日", "2024-07-30", "2024-08-02"),
        ("カナダ6月 韓国冬ごろ", "2024-06", "2025-02"),
    ],
)
def test_a_time_is_planned_within_the_fiscal_year(text: str, start: str, end: str) -> None:
    assert read(text) == (start, end, "planned")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("未定", "unscheduled"),
        ("", "unscheduled"),
        ("通年", "planned"),
        ("年2～3回", "planned"),
        ("協議中", "under-discussion"),
        ("開催時期を検討", "under-discussion"),
        ("中止", "cancelled"),
        ("来年度に延期", "postponed"),
    ],
)
def test_without_a_month_the_whole_fiscal_year_is_meant(text: str, status: str) -> None:
    assert read(text) == ("2024-04", "2025-03", status)


def test_several_years_and_another_fiscal_year() -> None:
    assert read("令和6年度着手(2カ年計画)") == ("2024-04", "2026-03", "planned")
    for year in ("令和7", "令和七", "R7", "㋿7", "2025"):
        assert read(f"{year}年度") == ("2025-04", "2026-03", "planned")


def test_what_is_put_off_keeps_the_time_it_was_planned_for() -> None:
    assert read("5月→ 令和7年度に延期") == ("2024-05", "2024-05", "postponed")


def test_a_part_called_off_leaves_the_rest_planned() -> None:
    assert read("令和7年 派遣:1~2月 受入:中止") == ("2025-01", "2025-02", "planned")


def test_a_date_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="month"):
        read("13月")


@given(st.integers(2010, 2030), st.integers(1, 12))
def test_a_month_falls_into_its_fiscal_year(year: int, month: int) -> None:
    found = schedule.read(f"{month}月", year)
    assert found.start == found.end
    assert found.start.fiscal_year == year
