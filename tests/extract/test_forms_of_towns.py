"""Forms in which towns publish their exchange, each a specimen about made-up towns."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.extract import prose
from exgraph.extract.clause import english
from exgraph.extract.layout import article, delimited, gaps, guess, listed
from exgraph.extract.layout.printed import Contents
from exgraph.sources import page
from exgraph.sources.document import Document
from exgraph.sources.source import Source


def read(text: str, **layout: object) -> Contents:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, layout)
    document = Document(Path("specimen.txt"), text)
    return delimited.read(source, document) if layout.get("columns") else article.read(source, document)


def test_a_term_and_its_definition_are_one_row() -> None:
    html = "<dl><dt>平成22年</dt><dd>30周年。訪問団が丘市を訪問</dd><dd>植樹</dd><dt>平成23年</dt><dd>中止</dd></dl>"
    assert page.lines(html) == ["平成22年\t30周年。訪問団が丘市を訪問", "植樹", "平成23年\t中止"]


def test_a_table_of_towns_side_by_side_is_a_form_of_each() -> None:
    text = "姉妹都市の紹介\n\n都市名\t丘市\t原市\n人口\t3万人\t5万人\n提携年月日\t昭和43年3月27日\t平成12年11月17日\n"
    told = [each for record in read(text).records for each in record.moments]
    assert [(str(each.start), each.heading, each.tie) for each in told] == [
        ("1968-03-27", "丘市", True),
        ("2000-11-17", "原市", True),
    ]


def test_columns_parted_by_wide_blanks_are_a_table() -> None:
    lines = [
        "町　　提携先　　　　　　提携年月日　　　区分",
        "南町　　西国・丘市　　　昭和57年4月15日　友好都市",
        "　　　　北国・とても長い名の原市　平成3年8月21日　姉妹都市",
        "東町　　北国・沢市　　　平成3年6月15日　友好都市",
        "以上",
    ]
    rows = [line.split("\t") for line in gaps.tabbed(lines)]
    assert rows[2] == ["〃", "北国・とても長い名の原市", "平成3年8月21日", "姉妹都市"]
    assert [row[0] for row in rows] == ["町", "南町", "〃", "東町", "以上"]


def test_a_cell_of_a_year_lists_happenings() -> None:
    told = listed.moments("・5月 高校生9名が来町 ・8月16日～25日 中学生を派遣 ・2月 連盟の3名が来町", "平成20年度")
    assert [(str(each.start), str(each.end)) for each in told] == [
        ("2008-05", "2008-05"),
        ("2008-08-16", "2008-08-25"),
        ("2009-02", "2009-02"),
    ]
    assert listed.moments("5月に高校生9名が来町した", "平成20年度") == ()


def test_groups_counted_in_several_columns_are_told_together() -> None:
    columns = {"year": "年度", "date": "期間", "category": "区分", "people": ["生徒(人)", "引率(人)"]}
    text = "年度\t区分\t期間\t生徒(人)\t引率(人)\n平成12年度\t派遣\t8月5日～14日\t10\t2\n"
    (row,) = read(text, columns=columns).records
    assert row.text == "生徒10名、引率2名"


def test_a_spread_label_is_a_label() -> None:
    text = "1 訪問団の派遣\n期　日:2019年7月9日\n参 加 者:23名(市民15名)\n"
    (told,) = (each for record in read(text).records for each in record.moments)
    assert told.people == "23名(市民15名)"


def test_the_issue_of_a_newsletter_tells_its_year() -> None:
    assert (
        guess.guess(["広報みなみ 平成26年11月号", "今年9月20日に丘市から8人が来町しました。"]).layout["published"]
        == 2014
    )


def test_a_clause_without_a_verb_shares_the_next_one() -> None:
    text = "7月に中学生20人が丘市を、翌年8月には丘市の中学生15人が本町を訪れ、寄宿を体験しました。"
    first, second = prose.Reader(year="1995年").read(text)
    assert (str(first.start), first.text.endswith("訪れ"), str(second.start)) == ("1995-07", True, "1996-08")


def test_an_english_date_may_end_its_clause() -> None:
    text = "In July 2017, ten pupils stayed in South, and twelve pupils from South were sent to Hill in March 2018."
    told = [each for record in read(text, language="en").records for each in record.moments]
    assert [(str(each.start), each.text.split(",")[0][:6]) for each in told] == [("2017-07", "In Jul"), ("2018-03", "")]


def test_sister_cities_since_a_day_are_a_tie() -> None:
    text = "South City and Hill City have been sister cities since May 20, 1977.\n"
    (told,) = (each for record in read(text, language="en").records for each in record.moments)
    assert (str(told.start), told.tie) == ("1977-05-20", True)


@pytest.mark.parametrize(("words", "number"), [("Twenty-one members", 21), ("thirty students", 30), ("Two guests", 2)])
def test_spelt_numbers(words: str, number: int) -> None:
    assert [each.number for each in english.read_headcounts(words)] == [number]


def test_a_column_of_parties_is_no_column_of_towns() -> None:
    rows = [
        ["来訪・訪問の別", "年月日", "団体名", "人数", "目的"],
        ["来訪", "1986/10/2", "丘市代表団", "5名", "式典出席"],
    ]
    assert guess.columns(rows)["columns"] == {
        "category": ["来訪・訪問の別"],
        "date": ["年月日"],
        "text": ["目的", "団体名"],
        "people": ["人数"],
    }


def test_a_group_told_before_its_date_is_of_it() -> None:
    text = "平成29年の20周年では、丘市の代表団11名を7月14日から16日までお迎えしました。"
    told = prose.Reader().read(text)
    assert [(str(each.start), str(each.end), "代表団11名" in each.text) for each in told][-1] == (
        "2017-07-14",
        "2017-07-16",
        True,
    )
