from __future__ import annotations

from pathlib import Path

from exgraph.extract.layout import article
from exgraph.extract.layout.printed import Contents, Moment
from exgraph.sources.document import Document
from exgraph.sources.source import Source


def read(text: str, **layout: object) -> Contents:
    source = Source("specimen", Path("specimen"), "specimen.txt", {}, {}, "", None, {"reader": "article"} | layout)
    return article.read(source, Document(Path("specimen.txt"), text))


def moments(text: str, **layout: object) -> list[Moment]:
    return [moment for record in read(text, **layout).records for moment in record.moments]


def dates(text: str, **layout: object) -> list[str]:
    spans = [(str(each.start), str(each.end)) for each in moments(text, **layout)]
    return [start if start == end else f"{start}/{end}" for start, end in spans]


def test_entries_have_the_year_and_the_partner_of_their_headings() -> None:
    found = moments("港町との交流\n\n1981年\n3月 視察団が来町\n10月1日 代表団を派遣\n\n1982年\n同年4月 鶴が贈られた\n")
    assert [str(each.start) for each in found] == ["1981-03", "1981-10-01", "1982-04"]
    assert {each.heading for each in found} == {"港町との交流"}


def test_days_under_a_fiscal_year_are_of_that_year() -> None:
    text = "令和5年度 交流事業の報告\n\n1 派遣\n期間:2月13日~16日\n人数:5名\n"
    (moment,) = moments(text)
    assert (str(moment.start), str(moment.end), moment.people, moment.way) == ("2024-02-13", "2024-02-16", "5名", "out")


def test_a_label_of_signing_is_a_tie() -> None:
    (moment,) = moments("■丘市(西国)\n提携年月日:昭和51年5月14日\n人口:3万人(2016年)\n")
    assert (str(moment.start), moment.tie, moment.heading) == ("1976-05-14", True, "丘市(西国)")


def test_days_within_a_journey_are_its_programme() -> None:
    text = "訪問団の来訪\n2019年11月14日~16日、港町の代表団6名が来町した。\n日程\n11月14日\t到着\n11月15日\t視察\n"
    contents = read(text)
    assert [str(each.start) for record in contents.records for each in record.moments] == ["2019-11-14"]
    assert "a day of what is told from 2019-11-14" in contents.passed[4]


def test_a_table_within_a_page_is_read_by_its_header() -> None:
    text = "交流のあゆみ\n\n年月\t相手\t内容\n1999年5月\t港町\t代表団を派遣\n2000年6月\t丘市\t公演\n\n以上のとおり\n"
    assert [(each.month, each.place) for each in read(text).records] == [
        ("1999年5月", ("港町",)),
        ("2000年6月", ("丘市",)),
    ]


def test_wrapped_lines_go_on_and_an_open_bracket_too() -> None:
    assert dates("港町(東国・\nH18.10.28姉妹都市提携)\n") == ["2006-10-28"]


def test_cells_that_became_lines_are_one_entry() -> None:
    found = moments("1\n平成21年8月\n派遣\n港町\n中学生 15名\n\n2\n平成22年10月\n受入\n丘市\n")
    assert [each.text for each in found] == ["平成21年8月 派遣 港町 中学生 15名", "平成22年10月 受入 丘市"]


def test_every_line_with_a_date_is_told_or_passed_over_with_its_reason() -> None:
    contents = read("更新日:2020年1月14日\n2019年5月3日 代表団が来町\n2001年は雪が多かった。\n")
    assert set(contents.passed) == {1, 3}
