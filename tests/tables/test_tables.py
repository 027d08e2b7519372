"""Each table's script, on the rows of tests/tables/<table>/facts.csv: exactly the triples of expected.ttl."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.mapping.context import Context, RowIndex
from exgraph.model.iri import Base

HERE = Path(__file__).parent
TABLES = sorted(path.name for path in HERE.iterdir() if (path / "facts.csv").exists())


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory, make_specimen: Callable[[Path], Path]) -> Catalogue:
    return catalogues.load(make_specimen(tmp_path_factory.mktemp("tables") / "project") / "mappings")


def test_every_table_has_a_specimen(catalogue: Catalogue) -> None:
    # Merges join two events: tests/mapping/test_merge.py shows them at work.
    assert sorted(catalogue.scripts.keys() - {"merge"}) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_triples(table: str, catalogue: Catalogue) -> None:
    index, base = RowIndex(catalogue), Base()
    found, expected = Graph(), Graph()
    for owner, entry in catalogue.rows(table):
        script, context = catalogue.scripts[table], Context(base, owner, index)
        for triple in (*script.triples(entry.row, context), *script.provenance(entry.row, context)):
            found.parse(data=" ".join(triple) + " .", format="nt")
    expected.parse(HERE / table / "expected.ttl", format="turtle")
    assert sorted(set(found) - set(expected)) == []
    assert sorted(set(expected) - set(found)) == []
