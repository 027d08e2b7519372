"""However it is asked, pyshacl finds the same: the shipped shapes on all the specimens of what they find fault with."""

from __future__ import annotations

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph

from exgraph.validate import Finding, result, shapes, target
from exgraph.validate.engine import PreparedGraph, run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def applied() -> Graph:
    return shapes.read(ROOT / "shapes")[0]


@pytest.fixture(scope="module")
def data() -> PreparedGraph:
    graph = PreparedGraph()
    for folder in ("ontology", "tests/shapes", "tests/shapes/*"):
        for path in sorted(ROOT.glob(f"{folder}/*.ttl")):
            graph.parse(path)
    return graph


def keys(findings: list[Finding]) -> list[tuple[object, ...]]:
    return sorted({finding.rank()[:-1] + tuple(finding.messages.items()) for finding in findings}, key=str)


@pytest.mark.parametrize("processes", [1, 2])
def test_findings_are_those_of_pyshacl_asked_plainly(applied: Graph, data: PreparedGraph, processes: int) -> None:
    _, report, _ = pyshacl.validate(data, shacl_graph=applied, inplace=True)
    assert isinstance(report, Graph)
    expected = keys(list(result.findings(report, applied)))
    found = run(applied, data, target.focus_nodes(applied, data), processes)
    assert len(found) > 100
    assert keys(found) == expected


def test_a_query_is_parsed_once_and_answered_with_the_values_bound() -> None:
    graph = PreparedGraph(Graph().parse(data="<urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 .", format="turtle"))
    first, second = sorted(graph.subjects())
    text = "SELECT ?value WHERE { ?this <urn:p> ?value }"
    answers = [[int(row.value) for row in graph.query(text, initBindings={"this": node})] for node in (first, second)]
    assert answers == [[1], [2]]
