"""What the graph says of its links to other data sets is what the gazetteer's table has."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest

from exgraph.export.linkset import TARGETS, Target, linksets, origins
from exgraph.store import Store

TABLE = Path(__file__).parents[2] / "mappings" / "gazetteer" / "identifier.csv"
VOID = "http://rdfs.org/ns/void#"
SET = "https://example.org/set"


def _rows(scheme: str) -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["scheme"] == scheme]


@pytest.fixture(scope="module")
def described(shipped_store: Store) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    text = "".join(linksets(shipped_store, f"<{SET}>", "https://example.org/links/"))
    store.load(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.scheme)
def test_a_linkset_counts_its_links_and_their_origins(
    target: Target, described: pyoxigraph.Store, shipped_store: Store
) -> None:
    rows = _rows(target.scheme)
    name = pyoxigraph.NamedNode(f"https://example.org/links/{target.scheme}")

    def one(property_: str) -> str:
        return next(described.quads_for_pattern(name, pyoxigraph.NamedNode(VOID + property_), None)).object.value

    assert int(one("triples")) == len(rows) > 0
    assert (one("subjectsTarget"), one("objectsTarget"), one("linkPredicate")) == (SET, target.home, target.property)
    assert origins(shipped_store)[target.scheme] == Counter(row["origin"] for row in rows)
    subset = pyoxigraph.Quad(pyoxigraph.NamedNode(SET), pyoxigraph.NamedNode(VOID + "subset"), name)
    assert subset in described


def test_every_scheme_of_the_table_is_a_linkset() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        assert {row["scheme"] for row in csv.DictReader(file)} == {target.scheme for target in TARGETS}
