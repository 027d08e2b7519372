from __future__ import annotations

import pytest

from exgraph.extract.dating.phrase import find
from exgraph.extract.text import tidy


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("市長は昭和52（1977）年6月、訪問中の町長と会った。", ["昭和52(1977)年6月"]),
        ("8名が、9月4日（水）から8日（日）まで来町した。", ["9月4日(水)から8日(日)まで"]),
        ("1985年と1987年、派遣した。", ["1985年", "1987年"]),
        ("2018年6月5日・6日に訪れた。", ["2018年6月5日・6日"]),
        ("3月秋田県から、4月春日部市から、5月夏まつりに", ["3月", "4月", "5月"]),
        ("会場(7/25~7/31)", ["7/25~7/31"]),
        ("From November 2 to 9, 2003, a delegation", ["November 2 to 9, 2003"]),
        ("agreed in December of the same year", ["December of the same year"]),
        ("延べ1,985名が参加した", []),
        ("20年の歴史", []),
    ],
)
def test_dates_are_found_in_running_text(text: str, dates: list[str]) -> None:
    assert [each.text for each in find(tidy(text)) if not each.bound] == dates


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("1999年以来", "since"),
        ("平成10年からは毎年", "since"),
        ("since 1984", "since"),
        ("更新日:2020年1月14日", "page"),
        ("人口2万人(2020年国勢調査)", "page"),
        ("stayed until April 22.", "until"),
        ("2019年5月3日から訪問した", ""),
    ],
)
def test_a_date_that_only_bounds_a_time_says_so(text: str, bound: str) -> None:
    assert [each.bound for each in find(tidy(text))] == [bound]
