from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.store import MemoryStore

QUADS = """\
<a:a> <a:from> "1" <a:g> .
<a:a> <a:from> "1" <a:h> .
<a:b> <a:graph> _:x <a:h> .
"""


@pytest.fixture
def store(tmp_path: Path) -> MemoryStore:
    path = tmp_path / "graph.nq"
    path.write_text(QUADS, encoding="utf-8")
    return MemoryStore.load(path)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT * { ?s ?p ?o }", 2),
        ("PREFIX a: <a:> SELECT * { ?s a:from ?o }", 1),
        ("SELECT * { GRAPH ?g { ?s ?p ?o } }", 3),
        ("SELECT*{graph?g{?s?p?o}}", 3),
        ("SELECT * { ?s ?p ?o GRAPH<a:h>{ ?s ?p ?o } }", 2),
        ("SELECT * { ?s ?p ?o FILTER(1=1)GRAPH ?g { ?s ?p ?o } }", 3),
        ("SELECT * { VALUES ?x {1}GRAPH ?g { ?s ?p ?o } }", 3),
        ("SELECT * FROM <a:g> { ?s ?p ?o }", 1),
        ("SELECT *FROM NAMED<a:h>{ GRAPH ?g { ?s ?p ?o } }", 2),
        ("SELECT * { ?s ?p ?o FILTER EXISTS { #\nGRAPH #\n <a:g> { ?s ?p ?o } } }", 1),
    ],
)
def test_a_query_that_names_graphs_sees_them(store: MemoryStore, query: str, rows: int) -> None:
    assert store.query(query, accept_results="tsv").body.count(b"\n") == rows + 1


def test_chosen_graphs_are_asked(store: MemoryStore) -> None:
    assert store.query("SELECT * { ?s ?p ?o }", accept_results="tsv", default_graphs=["a:g"]).body.count(b"\n") == 2


def test_blank_nodes_keep_their_names(store: MemoryStore) -> None:
    assert b"_:x" in store.query("SELECT ?o { <a:b> ?p ?o }", accept_results="tsv").body
    assert b"_:x" in store.query("SELECT ?o { GRAPH ?g { <a:b> ?p ?o } }", accept_results="tsv").body
