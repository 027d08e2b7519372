"""The graph from Python: here and at an endpoint the same."""

from __future__ import annotations

import datetime
import doctest
import gzip
import importlib
import socket
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

import exgraph
from exgraph.client import IRI, Blank, EndpointError, Graph, Text, Typed
from exgraph.client.graph import with_prefixes
from exgraph.client.result import ResultError
from exgraph.errors import QueryError, SettingsError, StoreError
from exgraph.model.iri import Base

REPOSITORY = Path(__file__).parents[2]
SPECIMEN = REPOSITORY / "tests" / "store" / "specimen.trig"
PLACES = "SELECT ?place ?label { ?place a exg:City ; rdfs:label ?label } ORDER BY ?place ?label"


@pytest.fixture(params=["file", "endpoint"])
def graph(request: pytest.FixtureRequest, server: str) -> Graph:
    return exgraph.open(SPECIMEN if request.param == "file" else f"{server}/sparql")


@pytest.mark.parametrize("module", ["exgraph", "exgraph.client.graph", "exgraph.client.result", "exgraph.client.value"])
def test_the_examples_of_the_documentation_run(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    outcome = doctest.testmod(importlib.import_module(module))
    assert (outcome.attempted > 0, outcome.failed) == (True, 0)


def test_rows(graph: Graph) -> None:
    rows = list(graph.query(PLACES))
    assert len(rows) == 6
    assert rows[0].place == IRI("https://w3id.org/exgraph/id/place/nevelsk")
    assert rows[0]["place"].n3() == "<https://w3id.org/exgraph/id/place/nevelsk>"
    assert {row.label.language for row in rows} == {"ja", "en", "ru"}
    assert dict(rows[0]) == {"place": rows[0].place, "label": rows[0].label}
    with pytest.raises(AttributeError, match="there are place, label"):
        _ = rows[0].nothing


def test_values(graph: Graph) -> None:
    row = graph.query("""SELECT * {
        VALUES (?text ?ja ?n ?d ?f ?yes ?day ?month ?none) {
            ("a" "語"@ja 3 2.5 1e3 true "1997-06-01"^^xsd:date "1997-06"^^xsd:gYearMonth UNDEF) }
        BIND(BNODE() AS ?b) }""")[0]
    assert (row.text, row.n, row.d, row.f, row.yes) == ("a", 3, Decimal("2.5"), 1000.0, True)
    assert isinstance(row.ja, Text)
    assert row.day == datetime.date(1997, 6, 1)
    assert isinstance(row.month, Typed)
    assert row.month.datatype.endswith("gYearMonth")
    assert row.none is None
    assert isinstance(row.b, Blank)


def test_frames(graph: Graph) -> None:
    frame = graph.query(PLACES).to_pandas()
    assert list(frame.columns) == ["place", "label"]
    assert len(frame) == 6
    empty = graph.query("SELECT ?a ?b { ?a exg:nothing ?b }").to_pandas()
    assert (list(empty.columns), len(empty)) == (["a", "b"], 0)


def test_rdflib(graph: Graph) -> None:
    described = graph.query("DESCRIBE <https://w3id.org/exgraph/id/place/nevelsk>")
    assert described.is_graph
    assert len(described.to_rdflib()) > 5
    solutions = graph.query(PLACES).to_rdflib()
    assert isinstance(solutions, rdflib.query.Result)
    assert len(solutions.bindings) == 6
    with pytest.raises(ResultError, match="give a graph"):
        _ = described.rows


def test_ask_has_no_rows(graph: Graph) -> None:
    result = graph.query("ASK { ?x a exg:NoSuchClass }")
    assert not result
    with pytest.raises(ResultError):
        len(result)


def test_bad_syntax_has_its_place(graph: Graph) -> None:
    with pytest.raises(QueryError) as caught:
        graph.query("SELECT ?x {\n  ?x ?y ?z\n} ORDR BY ?x")
    assert caught.value.at is not None
    assert caught.value.at.line == 3


def test_a_long_query_goes_by_post(server: str) -> None:
    query = f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {' '.join(map(str, range(3000)))} }} }}"
    assert exgraph.open(f"{server}/sparql").query(query)[0].n == 3000


def test_an_endpoint_that_is_not_there(server: str) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        with pytest.raises(EndpointError, match="cannot be reached"):
            exgraph.open(f"http://127.0.0.1:{probe.getsockname()[1]}/sparql").query("ASK {}")
    with pytest.raises(EndpointError, match="404"):
        exgraph.open(f"{server}/id/nothing").query("ASK {}")
    with pytest.raises(EndpointError, match="403"):
        exgraph.open(f"{server}/sparql").query("ASK { SERVICE <http://127.0.0.1:1/> {} }")


def test_what_can_be_opened(tmp_path: Path) -> None:
    compressed = tmp_path / "graph.trig.gz"
    compressed.write_bytes(gzip.compress(SPECIMEN.read_bytes()))
    assert len(exgraph.open(compressed).query(PLACES)) == 6
    with pytest.raises(SettingsError, match="no graph"):
        exgraph.open(tmp_path / "nothing")
    with pytest.raises(SettingsError, match="no graph"):
        exgraph.open("ftp://example.org/graph.ttl")
    wrong = tmp_path / "graph.ttl"
    wrong.write_text("<a> <b> .", encoding="utf-8")
    with pytest.raises(StoreError, match=r"graph\.ttl:1:"):
        exgraph.open(wrong)
    with pytest.raises(StoreError, match="format"):
        exgraph.open(Path(__file__))


def test_only_prefixes_that_are_used_and_not_declared_are_added() -> None:
    assert with_prefixes("ASK {}") == "ASK {}"
    own = "PREFIX exg: <urn:x> ASK { ?a exg:b <urn:exg:c> }"
    assert with_prefixes(own) == own
    assert with_prefixes("ASK { ?a exg:b ?c }").endswith("> ASK { ?a exg:b ?c }")
    assert "PREFIX place: <https://w3id.org/exgraph/id/place/> " in with_prefixes(
        "ASK { place:nevelsk ?b status:held }"
    )
    assert "PREFIX place: <https://example.org/id/place/> " in with_prefixes(
        "ASK { place:nevelsk ?b ?c }", Base("https://example.org/")
    )
