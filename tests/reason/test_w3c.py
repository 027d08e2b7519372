"""The W3C's entailment tests for SPARQL 1.1, where they are at hand: unmodified files, read from beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph, Namespace
from rdflib.collection import Collection
from rdflib.query import Result
from rdflib.term import Node

from exgraph.errors import ReasoningError
from exgraph.reason import infer

FOLDER = Path(__file__).parents[3] / "shared" / "w3c" / "sparql11" / "entailment"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
REGIMES = {"RDF", "RDFS", "D", "OWL-RDF-Based"}
"""Those that rules can answer; OWL-Direct asks for class expressions in the query, RIF for another language."""

LEFT_OUT = {
    "paper-sparqldl-Q1": "asks which classes are under which, a class under itself among them: noise here",
    "paper-sparqldl-Q1-rdfs": "the same",
    "paper-sparqldl-Q4": "the same",
    "rdfs05": "the same",
    "sparqldl-02": "the same",
    "sparqldl-03": "the same",
    "rdfs11": "asks for a property under itself: noise here",
    "rdf01": "asks whether a property is an rdf:Property: noise here",
    "sparqldl-10": "asks for a thing that is the same as itself: noise here",
    "sparqldl-13": "the same",
    "sparqldl-11": "owl:minCardinality is no axiom of OWL 2 RL",
    "sparqldl-12": "the same",
}
"""Tests of these regimes that do not apply, and why."""

pytestmark = [
    pytest.mark.w3c,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the W3C's tests are not beside the project"),
]


def _manifest() -> dict[str, dict[str, Path]]:
    manifest = Graph().parse(FOLDER / "manifest.ttl")
    found = {}
    for test in Collection(manifest, next(manifest.objects(None, MF.entries))):
        action = manifest.value(test, MF.action)
        regimes = {str(node).rpartition("/")[2] for node in _members(manifest, action)}
        if regimes & REGIMES:
            files = {"data": manifest.value(action, QT.data), "query": manifest.value(action, QT.query)}
            files["result"] = manifest.value(test, MF.result)
            found[str(test).rpartition("#")[2]] = {
                key: FOLDER / str(value).rpartition("/")[2] for key, value in files.items()
            }
    return found


def _members(manifest: Graph, action: Node | None) -> list[Node]:
    found: list[Node] = []
    for regime in manifest.objects(action, SD.entailmentRegime):
        listed = (regime, RDF.first, None) in manifest
        found.extend(Collection(manifest, regime) if listed else [regime])
    return found


TESTS = _manifest() if FOLDER.is_dir() else {}


def _answers(result: Result) -> object:
    if result.type == "ASK":
        return result.askAnswer
    return sorted(
        sorted((str(name), "a blank node" if isinstance(value, BNode) else value.n3()) for name, value in row.items())
        for row in result.bindings
    )


def _passes(files: dict[str, Path]) -> bool:
    graph = Graph().parse(files["data"])
    graph.parse(data="".join(infer(graph, [])), format="nt")
    with files["result"].open("rb") as file:
        expected = Result.parse(file, format="xml")
    return _answers(graph.query(files["query"].read_text(encoding="utf-8"))) == _answers(expected)


@pytest.mark.parametrize("name", sorted(TESTS.keys() - LEFT_OUT.keys()))
def test_each_that_applies(name: str) -> None:
    assert _passes(TESTS[name])


@pytest.mark.parametrize("name", sorted(TESTS.keys() & LEFT_OUT.keys()))
def test_what_is_left_out_would_fail(name: str) -> None:
    try:
        assert not _passes(TESTS[name])
    except ReasoningError as error:
        assert "minCardinality" in str(error)


def test_what_is_left_out_is_there() -> None:
    assert LEFT_OUT.keys() <= TESTS.keys()
    assert len(TESTS) > 40


DATA = sorted(path for path in FOLDER.glob("*.ttl") if path.name not in ("manifest.ttl", "data-11.ttl"))


@pytest.mark.parametrize("path", DATA, ids=lambda path: path.stem)
def test_the_reasoners_agree_on_the_data_of_all_tests(path: Path) -> None:
    graph = Graph().parse(path)
    assert sorted(infer(graph, [])) == list(infer(graph, [], "owlrl"))


def test_data_with_another_axiom_are_refused() -> None:
    with pytest.raises(ReasoningError, match="minCardinality"):
        infer(Graph().parse(FOLDER / "data-11.ttl"), [])
