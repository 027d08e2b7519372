"""One form of a data set whatever its blank nodes were called."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from exgraph.errors import StoreError
from exgraph.store import canonical
from exgraph.store.canonical import canonical as lines


def test_a_graph_without_a_name_has_one_form(tmp_path: Path) -> None:
    found = []
    for name in ("_:g", "_:other"):
        (tmp_path / "data.nq").write_text(f"<urn:a> <urn:b> <urn:c> {name} .\n{name} <urn:p> _:x .\n", encoding="utf-8")
        found.append(lines(tmp_path / "data.nq"))
    assert found[0] == found[1]
    assert "<urn:a> <urn:b> <urn:c> _:c14n" in "".join(found[0])


def test_naming_nodes_that_are_all_alike_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "_MOST_SECONDS", 1.0)
    poison = "".join(f"_:n{one} <urn:p> _:n{other} .\n" for one, other in permutations(range(12), 2))
    (tmp_path / "data.nq").write_text(poison, encoding="utf-8")
    with pytest.raises(StoreError, match="so alike"):
        lines(tmp_path / "data.nq")
