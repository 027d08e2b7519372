"""The W3C SPARQL 1.1 federated query suite: every endpoint of a test is a store of its own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from exgraph.model.iri import Base
from exgraph.store import FederationError, Store
from tests.conformance.conftest import SUITE
from tests.conformance.suite.manifest import MF, QT
from tests.conformance.suite.result import parse, same

pytestmark = pytest.mark.w3c
FOLDER = SUITE / "service"


def entries() -> list[pytest.ParameterSet]:
    if not FOLDER.is_dir():
        absent = pytest.mark.skip(reason=f"the W3C suite is not at {FOLDER}; EXGRAPH_W3C may name its folder")
        return [pytest.param(None, None, id="suite", marks=absent)]
    manifest = Graph().parse(FOLDER / "manifest.ttl", publicID=FOLDER.as_uri() + "/")
    listed = Collection(manifest, next(manifest.objects(None, MF.entries)))
    return [pytest.param(manifest, each, id=str(each).rpartition("#")[2]) for each in listed]


def path(node: Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))


def store(*files: Path) -> Store:
    engine = pyoxigraph.Store()
    for file in files:
        engine.load(path=str(file), format=pyoxigraph.RdfFormat.TURTLE)
    return Store(engine, Base("http://example.org/"))


@pytest.mark.parametrize(("manifest", "test"), entries())
def test_the_federated_suite_passes(manifest: Graph, test: Node) -> None:
    assert manifest.value(test, RDF.type) == MF.QueryEvaluationTest
    action = manifest.value(test, MF.action)
    endpoints = {
        str(manifest.value(each, QT.endpoint)): store(*map(path, manifest.objects(each, QT.data)))
        for each in manifest.objects(action, QT.serviceData)
    }

    def remote(address: str, query: str) -> tuple[str, BytesIO]:
        if address not in endpoints:
            raise FederationError(f"<{address}> is not there")
        answer = endpoints[address].query(query, remote=remote)
        return answer.media_type, BytesIO(answer.body)

    text = path(manifest.value(action, QT.query)).read_text(encoding="utf-8")
    answer = store(*map(path, manifest.objects(action, QT.data))).query(text, remote=remote, accept_results="xml")
    expected = parse(path(manifest.value(test, MF.result)).read_bytes(), "application/sparql-results+xml")
    assert same(expected, parse(answer.body, answer.media_type))
    assert not answer.lasting
