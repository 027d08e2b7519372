from __future__ import annotations

from collections.abc import Callable

import pytest

Read = Callable[..., str]


@pytest.mark.parametrize(
    ("language", "page", "report"),
    [
        ("ja", "稚内市 – ネベリスクのページ", "報告書を作る"),
        ("en", "Page of Wakkanai – Nevelsk", "Make a report"),
        ("ru", "Страница: Вакканай – Невельск", "Составить отчёт"),
    ],
)
def test_an_answer_leads_on_to_the_pages_of_its_places(language: str, page: str, report: str, read: Read) -> None:
    shown = read("/questions/people-each-way?place=wakkanai&partner=nevelsk&from=1990&to=1999", language)
    assert f'<a href="/pair/wakkanai/nevelsk">{page}</a>' in shown
    assert f'<a href="/report/wakkanai/nevelsk?from=1990&amp;to=1999">{report}</a>' in shown
    read("/pair/wakkanai/nevelsk")
    read("/report/wakkanai/nevelsk?from=1990&to=1999")
    alone = read("/questions/ties-of?place=nevelsk", language)
    assert '<a href="/id/place/nevelsk">' in alone
    assert '<a href="/report/nevelsk">' in alone
    assert 'class="onward"' not in read("/questions/oldest-ties", language)


def test_two_places_that_nothing_is_told_of_together_have_no_page(read: Read) -> None:
    shown = read("/questions/events-between?place=wakkanai&partner=wakkanai")
    assert 'class="onward"' not in shown
