"""The examples of docs/model.md: one for each class, and of that class."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exgraph.model.iri import Base
from exgraph.model.vocabulary import LABELS
from exgraph.store import Store

_PAGE = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `exg:(\w+)` \| [^|]+ \| (?:`([^`]+)`|none in our documents) \|$", _PAGE, re.MULTILINE)


def test_every_class_has_a_row() -> None:
    assert {name for name, _ in ROWS} == set(LABELS)


@pytest.mark.parametrize(("name", "key"), ROWS)
def test_the_example_is_of_its_class(name: str, key: str, store: Store) -> None:
    found = store.rows(f"PREFIX exg: <https://w3id.org/exgraph/ns#> SELECT ?it {{ ?it a exg:{name} }} LIMIT 1")
    if not key:
        assert not found
        return
    thing = f"{Base().root}id/{key}"
    assert store.rows(f"PREFIX exg: <https://w3id.org/exgraph/ns#> SELECT ?c {{ <{thing}> a exg:{name}, ?c }} LIMIT 1")
