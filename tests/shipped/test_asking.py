"""Every query of docs/asking.md runs on the shipped graph and finds something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exgraph.store import Store

_PAGE = (Path(__file__).parents[2] / "docs" / "asking.md").read_text(encoding="utf-8")
_PREFIXES = _PAGE.rpartition("```\nPREFIX")[2].partition("```")[0]
QUERIES = re.findall(r"```sparql\n(.*?)```", _PAGE, re.DOTALL)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_of_the_page_finds_something(query: str, store: Store) -> None:
    assert store.rows(f"PREFIX{_PREFIXES}{query}")


def test_there_is_a_right_query_for_each_naive_one() -> None:
    assert len(re.findall(r"^Right", _PAGE, re.MULTILINE)) == len(re.findall(r"^Naive", _PAGE, re.MULTILINE))
