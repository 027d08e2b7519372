"""Names as tables have them, against the shipped graph: is the right thing first, and is nothing wrong called certain?

`id` is what is meant, empty where the graph has none of it; `match` says whether it must be certain (yes), must not be
(no), or may be either.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from exgraph.settings import Settings
from exgraph.store import Store
from exgraph.web.reconciliation import Entities
from exgraph.web.reconciliation.condition import Condition, ConditionValue
from exgraph.web.reconciliation.match import Candidate, Matcher, MatchQuery

with Path(__file__).with_name("reconciliation.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
Row = dict[str, str]


@pytest.fixture(scope="module")
def matcher(store: Store, settings: Settings) -> Matcher:
    return Matcher(Entities(store, settings.base))


def found(matcher: Matcher, row: Row) -> Candidate | None:
    conditions = (Condition("within", (ConditionValue(row["within"]),)),) if row["within"] else ()
    types = (row["type"],) if row["type"] else ()
    return next(iter(matcher.match(MatchQuery((row["name"],), types=types, conditions=conditions))), None)


def test_what_is_meant_is_first(matcher: Matcher) -> None:
    missed: dict[str, list[str]] = defaultdict(list)
    named = [row for row in ROWS if row["id"]]
    for row in named:
        best = found(matcher, row)
        if best is None or best.entity.id != row["id"]:
            missed[row["group"]].append(f"{row['name']}: {best.entity.id if best else 'nothing'}")
    assert len(named) > 90
    assert not missed, dict(missed)


def test_nothing_wrong_or_doubtful_is_called_a_match(matcher: Matcher) -> None:
    for row in ROWS:
        best = found(matcher, row)
        if best is not None and best.match:
            assert best.entity.id == row["id"], row
            assert row["match"] != "no", row


def test_what_is_beyond_doubt_is_called_a_match(matcher: Matcher) -> None:
    sure = [row for row in ROWS if row["match"] == "yes"]
    unsure = [row["name"] for row in sure if not ((best := found(matcher, row)) and best.match)]
    assert not unsure
