"""Questions people ask, with answers read from the documents by hand: tests/questions/<question>.rq and .csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from exgraph.store import Store

QUESTIONS = sorted((Path(__file__).parents[1] / "questions").glob("*.rq"))


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_question(path: Path, store: Store) -> None:
    answer = store.query(path.read_text(encoding="utf-8"), accept_results="csv").body.decode()
    expected = path.with_suffix(".csv").read_text(encoding="utf-8")
    assert list(csv.reader(answer.splitlines())) == list(csv.reader(expected.splitlines()))


def test_every_question_has_an_answer_to_compare_with() -> None:
    assert len(QUESTIONS) >= 60
    assert all(path.with_suffix(".csv").exists() for path in QUESTIONS)
