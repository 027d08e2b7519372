from __future__ import annotations

from typing import Any

import pytest

from exgraph.extract import prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016 年5月に両市長が港で会談した。", ["2016-05/2016-05"]),
        ("昨年9月7日から9日にかけて、市長が町を訪問した。", ["2018-09-07/2018-09-09"]),
        (
            "2016年12月に協定を締結した。翌年の春は雪だった。同年10月、代表団が来訪した。",
            ["2016-12/2016-12", "2017-10/2017-10"],
        ),
        ("本年の友好提携の締結以降、訪問が続く。", []),
        ("2019年1月1日現在、姉妹都市は三つ訪問された。", []),
        ("2015年は雪の多い年であった。", []),
    ],
)
def test_dated_sentences_that_tell_of_a_happening_are_read(text: str, expected: list[str]) -> None:
    assert [f"{each.start}/{each.end}" for each in prose.Reader(published=2019).read(text)] == expected


def sentences(text: str, **about: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - of the arguments of a reader
    reader = prose.Reader(**about)
    return [(str(each.start), each.text) for each in reader.read(text)]


def test_every_date_begins_a_clause_and_a_noun_has_the_verb_of_the_end() -> None:
    read = sentences("2001年5月、協定書に調印し、7月に青年団20名、9月に会長が港町を訪問した。")
    assert [date for date, _ in read] == ["2001-05", "2001-07", "2001-09"]
    assert "青年団20名" in read[1][1]
    assert "訪問した" in read[1][1]


def test_a_date_in_brackets_is_said_of_the_words_before_it() -> None:
    read = sentences("港町(東国・H9.12.12友好都市提携)、丘町(西国・H10.10.21姉妹都市提携)")
    assert read == [
        ("1997-12-12", "港町(東国・H9.12.12友好都市提携)"),
        ("1998-10-21", "丘町(西国・H10.10.21姉妹都市提携)"),
    ]


def test_a_stay_ends_where_a_later_sentence_says() -> None:
    (moment,) = prose.Reader().read("On May 20, 2007, a delegation visited the town. It stayed until May 22.")
    assert (str(moment.start), str(moment.end)) == ("2007-05-20", "2007-05-22")


def test_what_is_passed_over_has_its_reason() -> None:
    reader = prose.Reader()
    assert reader.read("1999年以来、毎年訪問している。2001年は雪が多かった。") == []
    assert reader.passed == [
        "'1999年': the date only bounds a time",
        "'2001年': its words tell nothing that happened",
    ]


def test_a_year_of_an_era_beside_another_is_doubted() -> None:
    (moment,) = prose.Reader().read("平成29年(2018年)5月、代表団が来訪した。")
    assert str(moment.start) == "2018-05"
    assert moment.doubt == "2018年 is 2018, not 2017"
