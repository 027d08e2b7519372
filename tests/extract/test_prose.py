from __future__ import annotations

import pytest

from exgraph.extract import prose


@pytest.mark.parametrize(
    ("text", "told"),
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
def test_dated_sentences_that_tell_of_a_happening_are_read(text: str, told: list[str]) -> None:
    assert [f"{each.start}/{each.end}" for each in prose.Reader(published=2019).read(text)] == told
