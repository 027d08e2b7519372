"""What SPARQL 1.1 asks for and the engine does otherwise, beyond what the W3C suite tries."""

from __future__ import annotations

import json

import pyoxigraph
import pytest

from exgraph.errors import QueryError
from exgraph.model.iri import Base
from exgraph.store import Store

DATA = """
<urn:a> <urn:p> <urn:b> <urn:g1> .
<urn:b> <urn:p> <urn:c> <urn:g2> .
<urn:a> <urn:name> "A"@en <urn:g1> .
"""


@pytest.fixture
def small() -> Store:
    engine = pyoxigraph.Store()
    for quad in pyoxigraph.parse(DATA, format=pyoxigraph.RdfFormat.N_QUADS):
        engine.extend([quad, pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)])
    return Store(engine, Base())


def rows(store: Store, query: str) -> list[dict[str, str]]:
    document = json.loads(store.query(query).body)
    return [{name: value["value"] for name, value in row.items()} for row in document["results"]["bindings"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?x { ?x <urn:p>* <urn:none> . }", ["urn:none"]),
        ("PREFIX u: <urn:> SELECT ?x { u:none (u:p|u:q)? ?x }", ["urn:none"]),
        ("SELECT ?x { ?x ^<urn:p>* <urn:none> # a comment. }\n}", ["urn:none"]),
        ("SELECT ?x { ?x <urn:p>* <urn:b> }", ["urn:a", "urn:b"]),
        ("SELECT ?x { ?x <urn:p>+ <urn:none> }", []),
        ("SELECT ?x { ?x <urn:p> ?y ; <urn:p>* <urn:none> }", []),
    ],
)
def test_a_path_of_no_length_reaches_its_own_end(small: Store, query: str, found: list[str]) -> None:
    assert sorted(row["x"] for row in rows(small, query)) == found


def test_graphs_are_asked_one_by_one(small: Store) -> None:
    counted = rows(small, "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s <urn:name> ?o } } }")
    assert sorted((row["g"], row["n"]) for row in counted) == [("urn:g1", "1"), ("urn:g2", "0")]
    query = "SELECT ?g { GRAPH ?g { ?s <urn:p> ?o MINUS { ?x <urn:name> ?y } } }"
    assert sorted(row["g"] for row in rows(small, query)) == ["urn:g1", "urn:g2"]


def test_concatenated_values_have_no_language(small: Store) -> None:
    query = 'SELECT (GROUP_CONCAT(DISTINCT ?n; SEPARATOR=")") AS ?all) { ?s <urn:name> ?n }'
    binding = json.loads(small.query(query).body)["results"]["bindings"][0]["all"]
    assert binding == {"type": "literal", "value": "A"}


def test_an_unknown_function_gives_no_value(small: Store) -> None:
    assert rows(small, "SELECT ?s (<urn:f>(?s) AS ?v) { ?s <urn:name> ?o }") == [{"s": "urn:a"}]


def test_an_error_is_told_where_the_client_wrote_it(small: Store) -> None:
    with pytest.raises(QueryError) as caught:
        small.query("SELECT (GROUP_CONCAT(?n) AS ?all) { ?s <urn:name> ?n }\nGROPU BY ?s")
    assert (caught.value.at.line, caught.value.at.column) == (2, 1)
