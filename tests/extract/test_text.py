from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exgraph.extract.text import tidy


def test_mends_look_alikes_between_katakana() -> None:
    assert tidy("ネべリスク") == "ネベリスク"
    assert tidy("べんとう") == "べんとう"
    assert tidy("代表团１２名") == "代表団12名"
    assert tidy("函館ーユジノ") == "函館-ユジノ"
    assert tidy("フェリー航路") == "フェリー航路"


@given(st.text(max_size=60))
def test_keeps_every_offset(text: str) -> None:
    assert len(tidy(text)) == len(text)
