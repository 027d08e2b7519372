"""Small graphs that tests of pages write themselves, and clients of them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
from fastapi.testclient import TestClient

from exgraph.model.iri import PREFIXES
from exgraph.web.app import create_app
from tests.publication import ontology, publish
from tests.server import settings_of

ID = "https://w3id.org/exgraph/id/"
_HEAD = f"@base <{ID}> .\n@prefix graph: <https://w3id.org/exgraph/graph/> .\n" + "".join(
    f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()
)


def client(build: Path, trig: str, report: str = "{}") -> TestClient:
    """Publish a graph with the ontology; return a client of its pages.

    `trig` is TriG that knows the model's prefixes, its IRIs relative to the base of things.
    """
    quads = list(pyoxigraph.parse(_HEAD + trig, format=pyoxigraph.RdfFormat.TRIG))
    publish(build, "own", [*quads, *ontology()], {"report.json": report})
    return TestClient(create_app(settings_of(build)))


def page(client: TestClient, path: str, language: str = "en") -> str:
    """Return a page as a browser gets it."""
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.text
