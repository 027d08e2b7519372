"""Small graphs that tests of pages write themselves, and clients of them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from fastapi.testclient import TestClient

from exgraph.model.iri import PREFIXES, Base
from exgraph.settings import Settings
from exgraph.store import load
from exgraph.web.app import create_app

ID = "https://w3id.org/exgraph/id/"
_HEAD = f"@base <{ID}> .\n@prefix graph: <https://w3id.org/exgraph/graph/> .\n" + "".join(
    f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()
)


def client(build: Path, trig: str, report: str = "{}") -> TestClient:
    """Publish a graph with the ontology; return a client of its pages.

    `trig` is TriG that knows the model's prefixes, its IRIs relative to the base of things.
    """
    version = build / "versions" / "own"
    version.mkdir(parents=True)
    quads = list(pyoxigraph.parse(_HEAD + trig, format=pyoxigraph.RdfFormat.TRIG))
    graph = pyoxigraph.NamedNode(Base().graph("ontology"))
    for file in sorted((Path(__file__).parents[2] / "ontology").glob("*.ttl")):
        for quad in pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TURTLE):
            quads.append(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph))
    (version / "graph.nq").write_bytes(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS))
    load(version / "graph.nq", version / "store")
    (version / "report.json").write_text(report, encoding="utf-8")
    (build / "current").symlink_to(Path("versions") / "own")
    return TestClient(create_app(Settings(root=build, build=build, base=Base())))


def page(client: TestClient, path: str, language: str = "en") -> str:
    """Return a page as a browser gets it."""
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.text
