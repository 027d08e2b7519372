from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exgraph.extract.dating.date import Calendar, Span, read
from exgraph.extract.dating.era import ERAS, read_year
from exgraph.extract.dating.piece import read_inner
from exgraph.extract.dating.token import leading, year
from exgraph.model.date import PartialDate

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
DAYS = st.dates(datetime.date(1873, 1, 1), datetime.date(2040, 12, 31))
BEFORE = (PartialDate(2019, 5, 3), PartialDate(2019, 5, 5))


def words(span: Span) -> str:
    start, end = map(str, span)
    return start if start == end else f"{start}/{end}"


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
    assert read(f"{era}{number}({year})") == (PartialDate(year), PartialDate(year))


@pytest.mark.parametrize("printed", ["H 9 (1998)", "S 27 (1951)"])
def test_refuses_contradicting_years(printed: str) -> None:
    with pytest.raises(ValueError, match="not"):
        read_year(printed)
    with pytest.raises(ValueError, match="not"):
        read(printed)


@pytest.mark.parametrize(
    "printed", ["不明", "13月", "2019年2月30日", "8月3日ごろの話", "2019年8月~2018年7月", "同月", "8月"]
)
def test_refuses_what_is_no_date(printed: str) -> None:
    with pytest.raises(ValueError, match=printed):
        read(printed)


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("明治45年7月29日", "1912-07-29"),
        ("大正元年7月30日", "1912-07-30"),
        ("大正15年12月24日", "1926-12-24"),
        ("昭和元年12月25日", "1926-12-25"),
        ("昭和64年1月7日", "1989-01-07"),
        ("S64.1.7", "1989-01-07"),
        ("平成元年1月8日", "1989-01-08"),
        ("H1.1.8", "1989-01-08"),
        ("平成31年4月30日", "2019-04-30"),
        ("H31/4/30", "2019-04-30"),
        ("令和元年5月1日", "2019-05-01"),
        ("R1.5.1", "2019-05-01"),
    ],
)
def test_every_era_ends_where_the_next_begins(printed: str, date: str) -> None:
    assert words(read(printed)) == date


@pytest.mark.parametrize(
    ("printed", "span"),
    [
        ("2019年8月21日(水)~24日", "2019-08-21/2019-08-24"),
        ("2019年8月21日（水曜日）から24日（土曜日）まで", "2019-08-21/2019-08-24"),
        ("5月3日(金・祝)~5日(日)", "2019-05-03/2019-05-05"),
        ("令和元年5月3日〜5日", "2019-05-03/2019-05-05"),
        ("平成12(2000)~平成14(2002)", "2000/2002"),
        ("令和2~4年", "2020/2022"),
        ("1998~2002", "1998/2002"),
        ("H30.8.21", "2018-08-21"),
        ("R1.8.21~8.24", "2019-08-21/2019-08-24"),
        ("1965.4.23", "1965-04-23"),
        ("1965/4/23", "1965-04-23"),
        ("2019-08-21", "2019-08-21"),
        ("2019.8", "2019-08"),
        ("２０１９年８月", "2019-08"),
        ("同年同月", "2019-05"),
        ("同月", "2019-05"),
        ("同日", "2019-05-03"),
        ("同年10月", "2019-10"),
        ("同月20日", "2019-05-20"),
        ("翌年3月", "2020-03"),
        ("翌月", "2019-06"),
        ("翌日", "2019-05-06"),
        ("2019年8月上旬", "2019-08"),
        ("2019年12月~翌年2月", "2019-12/2020-02"),
        ("2019年12月28日~1月3日", "2019-12-28/2020-01-03"),
        ("8月3日、5日", "2019-08-03/2019-08-05"),
        ("2019年8月21日~9月3日、10月5日", "2019-08-21/2019-10-05"),
        ("2019年春", "2019-03/2019-05"),
        ("2019年夏季", "2019-06/2019-08"),
        ("2019年秋頃", "2019-09/2019-11"),
        ("2019年冬", "2019-12/2020-02"),
        ("平成30年度", "2018-04/2019-03"),
        ("平成30年度2月", "2019-02"),
        ("平成30年度~令和元年度", "2018-04/2020-03"),
        ("21-24 August 2019", "2019-08-21/2019-08-24"),
        ("21–24 August 2019", "2019-08-21/2019-08-24"),
        ("August 2019", "2019-08"),
        ("Aug. 21, 2019", "2019-08-21"),
        ("Wed, 21st August 2019", "2019-08-21"),
        ("July 30 - August 3, 2019", "2019-07-30/2019-08-03"),
        ("30 December - 3 January 2020", "2019-12-30/2020-01-03"),
        ("Summer 2019", "2019-06/2019-08"),
    ],
)
def test_reads_dates_of_many_styles(printed: str, span: str) -> None:
    assert words(read(printed, before=BEFORE)) == span


@given(DAYS)
def test_every_day_is_read_in_every_style(day: datetime.date) -> None:
    months = list(calendar.month_name)[1:]
    styles = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}日".translate(FULL_WIDTH),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month:02}/{day.day:02}",
        day.isoformat(),
        f"{day.day} {months[day.month - 1]} {day.year}",
        f"{months[day.month - 1][:3]}. {day.day}, {day.year}",
        *(
            f"{era}{'元' if day.year == first else day.year - first + 1}年{day.month}月{day.day}日"
            for era, first in ERAS.items()
            if 0 <= day.year - first < 99
        ),
    ]
    assert {words(read(style)) for style in styles} == {day.isoformat()}


@given(DAYS, st.integers(1, 300))
def test_a_range_leaves_out_what_its_start_tells(day: datetime.date, length: int) -> None:
    last = day + datetime.timedelta(days=length)
    short = f"{last.day}日" if (last.year, last.month) == (day.year, day.month) else f"{last.month}月{last.day}日"
    found = read(f"{day.year}年{day.month}月{day.day}日~{short}")
    assert words(found) == f"{day}/{last}"


@pytest.mark.parametrize(
    ("heading", "rest", "span"),
    [
        ("2021", "6 月", "2021-06"),
        ("2021", "4-5 月", "2021-04/2021-05"),
        ("2021", "8-2 月", "2021-08/2022-02"),
        ("2021", "12月~2月", "2021-12/2022-02"),
        ("2021", "月", "2021"),
        ("2021", "", "2021"),
        ("令和元年度(2019年度)", "4-3 月", "2019-04/2020-03"),
        ("平成30年度", "2月10日", "2019-02-10"),
        ("平成30年度", "", "2018-04/2019-03"),
        ("平成30年度", "平成31年1月", "2019-01"),
        ("2019", "8.21~24", "2019-08-21/2019-08-24"),
        ("2019", "30 December - 3 January 2020", "2019-12-30/2020-01-03"),
    ],
)
def test_an_entry_stands_under_a_year(heading: str, rest: str, span: str) -> None:
    assert words(Calendar().read(heading, rest)) == span


def test_an_entry_leans_on_the_one_before() -> None:
    calendar = Calendar()
    read = [calendar.read("", each) for each in ("昭和47年8月13日", "同年10月", "同月20日", "翌年3月", "9月1日")]
    assert list(map(words, read)) == ["1972-08-13", "1972-10", "1972-10-20", "1973-03", "1973-09-01"]


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_range_never_ends_before_it_begins(first: int, last: int) -> None:
    start, end = read(f"{first}-{last} 月", year=2020)
    assert start.earliest <= end.latest
    assert (end.year == 2021) == (last < first)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("8月3日(土)ネベリスク市", "8月3日(土)"),
        ("2019年 姉妹都市", "2019年"),
        ("11月19日 7月の交流の報告会", "11月19日"),
        ("5月3日、5日 訪問", "5月3日、5日"),
        ("5月3日、3名が訪問", "5月3日"),
        ("8月 3名が訪問", "8月"),
        ("8.21 訪問", "8.21"),
        ("21–24 August 2019: A visit", "21–24 August 2019"),
        ("August 2019 - A visit", "August 2019"),
        ("8月3日に訪問", ""),
        ("2019年の訪問", ""),
        ("2023年4月1日更新", ""),
        ("冬季スポーツ", ""),
        ("1.1章", ""),
        ("4年生の訪問", ""),
        ("May the friendship last", ""),
        ("20名", ""),
    ],
)
def test_finds_the_date_that_a_line_begins_with(text: str, date: str) -> None:
    assert text[: leading(text)] == date


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("2010(平成22) 6月10日", "2010(平成22)"),
        ("令和元年度(2019年度)", "令和元年度(2019年度)"),
        ("21-24 August 2019", "2019"),
        ("2019-08-21", "2019"),
        ("6月10日", ""),
    ],
)
def test_finds_the_printed_year_of_a_date(date: str, printed: str) -> None:
    assert year(date) == printed


def test_finds_dates_inside_a_sentence() -> None:
    text = "2001年4月3日に開所し、2010年12月に閉じた"
    assert read_inner(text) == [(0, PartialDate(2001, 4, 3)), (14, PartialDate(2010, 12))]


def test_the_same_year_under_a_new_heading_is_the_headings() -> None:
    calendar_ = Calendar()
    read_ = [calendar_.read(heading, date) for heading, date in (("2018年", "8月3日"), ("2019年", "同年7月"))]
    assert [str(start) for start, _ in read_] == ["2018-08-03", "2019-07"]


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        # The era stands once: it goes on, and the next begins where that is nearer.
        ([("平成30", "8月21日"), ("31", "4月1日"), ("令和2", "4月1日"), ("3", "5月1日")], "2018 2019 2020 2021"),
        (
            [("平成30年", "8月1日"), ("31年", "4月1日"), ("令和元年", "6月1日"), ("2年", "3月3日")],
            "2018 2019 2019 2020",
        ),
        # The newest first.
        ([("令和3", "5月1日"), ("2", "4月1日"), ("30", "8月1日"), ("29", "7月1日")], "2021 2020 2018 2017"),
    ],
)
def test_a_year_without_its_era_is_the_nearest(rows: list[tuple[str, str]], read: str) -> None:
    calendar_ = Calendar()
    assert [str(calendar_.read(*row)[0].year) for row in rows] == read.split()


@pytest.mark.parametrize(
    ("printed", "span"),
    [
        ("2018年8月21日(火) 13:30~15:00", "2018-08-21"),
        ("2019/8/21 0:00", "2019-08-21"),
        ("2019-08-21T13:30:00+09:00", "2019-08-21"),
        ("平成三十年八月二十一日", "2018-08-21"),
        ("㍻30年8月21日", "2018-08-21"),
        ("平成31(令和元)年度", "2019-04/2020-03"),
        ("2019年8月21日−24日", "2019-08-21/2019-08-24"),
        ("2019年4月1日現在", "2019-04-01"),
        ("西暦2019年8月21日", "2019-08-21"),
        ("20190821", "2019-08-21"),
    ],
)
def test_reads_times_kanji_and_other_signs(printed: str, span: str) -> None:
    assert words(read(printed)) == span


def test_an_era_has_no_year_zero_and_a_year_that_tells_none_is_refused() -> None:
    with pytest.raises(ValueError, match="平成0年"):
        read("平成0年")
    with pytest.raises(ValueError, match="tells no year"):
        Calendar().read("8月", "3日")


@pytest.mark.parametrize("text", ["3月 秋田県", "4月 春日部市", "5月 夏まつり", "3月秋田県"])
def test_a_name_that_begins_with_a_season_is_no_date(text: str) -> None:
    month = text[:2]
    assert text[: leading(text)].strip() == month
