from __future__ import annotations

import datetime

import pytest

from exgraph.model.date import PartialDate
from exgraph.reading.date import era, span, written


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ((2019, 5, 1), "令和元年"),
        ((2019, 4, 30), "平成31年"),
        ((1989, 1, 7), "昭和64年"),
        ((1989, 1, 8), "平成元年"),
        ((1926, 12, 24), "大正15年"),
        ((1912, 7, 29), "明治45年"),
        ((1860, 1, 1), None),
    ],
)
def test_era_years_change_on_the_day(day: tuple[int, int, int], name: str | None) -> None:
    assert era(datetime.date(*day)) == name


@pytest.mark.parametrize(
    ("text", "ja", "en", "ru"),
    [
        ("1997-06", "1997年6月(平成9年)", "June 1997", "июнь 1997 г."),
        ("1997-06-12", "1997年6月12日(平成9年)", "12 June 1997", "12 июня 1997 г."),
        ("1972", "1972年(昭和47年)", "1972", "1972 г."),
        ("2019", "2019年(平成31年・令和元年)", "2019", "2019 г."),
        ("2019-05", "2019年5月(令和元年)", "May 2019", "май 2019 г."),
    ],
)
def test_a_date_is_written_as_each_reader_writes_it(text: str, ja: str, en: str, ru: str) -> None:
    date = PartialDate.parse(text)
    assert (written(date, "ja"), written(date, "en"), written(date, "ru")) == (ja, en, ru)


@pytest.mark.parametrize(
    ("start", "end", "ja", "en", "ru"),
    [
        ("1997-06-12", "1997-06-15", "1997年6月12日〜15日(平成9年)", "12–15 June 1997", "12–15 июня 1997 г."),
        (
            "1997-06-27",
            "1997-07-01",
            "1997年6月27日〜7月1日(平成9年)",
            "27 June – 1 July 1997",
            "27 июня – 1 июля 1997 г.",
        ),
        (
            "2021-08",
            "2022-02",
            "2021年8月(令和3年)〜2022年2月(令和4年)",
            "August 2021 – February 2022",
            "август 2021 г. – февраль 2022 г.",
        ),
        ("1997-06", "1997-08", "1997年6月〜8月(平成9年)", "June – August 1997", "июнь – август 1997 г."),
        ("1997", "1999", "1997年(平成9年)〜1999年(平成11年)", "1997–1999", "1997–1999 гг."),
    ],
)
def test_a_span_says_what_both_ends_share_once(start: str, end: str, ja: str, en: str, ru: str) -> None:
    ends = PartialDate.parse(start), PartialDate.parse(end)
    assert (span(*ends, "ja"), span(*ends, "en"), span(*ends, "ru")) == (ja, en, ru)


@pytest.mark.parametrize(
    ("language", "expected"), [("ja", "2022年度(令和4年度)"), ("en", "fiscal 2022"), ("ru", "2022 финансовый год")]
)
def test_april_to_march_is_a_fiscal_year(language: str, expected: str) -> None:
    start, end = PartialDate.parse("2022-04"), PartialDate.parse("2023-03")
    assert span(start, end, language) == expected
    assert span(start, PartialDate.parse("2022-09"), language) != expected
