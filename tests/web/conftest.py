"""A server of the specimen graph, and a client of it."""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pyoxigraph
import pytest

from exgraph.model.iri import Base
from exgraph.pool import Limits
from exgraph.settings import Settings
from exgraph.store import load
from exgraph.web import server as web
from exgraph.web.app import Options
from exgraph.web.proxy import Network

TESTS = Path(__file__).parent.parent
PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Spares each client the reading of all certificate authorities: the server speaks plain HTTP."""
RECORD = {"source": "specimen", "number": "2", "first_line": 8, "last_line": 10}
REPORT = {
    "severities": {"violation": 0, "warning": 1, "info": 1},
    "stated": 90,
    "inferred": 12,
    "reviewed_share": 0.25,
    "records": {"specimen": 2},
    "findings": [
        {
            "severity": severity,
            "focus": "https://w3id.org/exgraph/id/event/specimen/3",
            "path": "exg:start",
            "value": "2004",
            "shape": "Event",
            "component": "datatype",
            "messages": {"ja": "月がない。", "en": "The month is missing."},
            "records": [RECORD],
            "row": "mappings/sources/specimen/facts/event.csv:4",
        }
        for severity in ("warning", "info")
    ]
    + [
        {
            "code": code,
            "severity": "warning",
            "focus": f"https://w3id.org/exgraph/id/{focus}",
            "path": "exg:concluded",
            "value": "",
            "shape": f"https://w3id.org/exgraph/shapes#{code}",
            "component": f"https://w3id.org/exgraph/shapes#{code}",
            "messages": {"ja": "食い違い", "en": "They differ."},
            "records": [],
            "row": "",
            "sides": [
                {"value": value, "thing": "", "records": [RECORD] * count, "row": "shapes/counts/ties.rq"}
                for value, count in values
            ],
        }
        for code, focus, values in (
            ("agreement-date", "agreement/wakkanai-nevelsk-1972", [("1972-09", 1), ("1973", 5)]),
            ("agreement-class", "agreement/wakkanai-nevelsk-1972", [("SisterCityAgreement", 1), ("Memorandum", 1)]),
            ("total-told", "place/nevelsk", [("4500", 1), ("46", 0)]),
            ("tie-silent", "agreement/wakkanai-nevelsk-1972", [("1972-09", 1)]),
        )
    ],
    "coverage": {
        "specimen": {
            "records": 2,
            "lines": 12,
            "in_records": 5,
            "in_none": {"blank": 4, "header": 3},
            "years": {"1972": 1, "": 1},
        }
    },
    "left_out": [{"what": "facts of another", "count": 1, "why": "its tables are not made yet"}],
}


def publish(build: Path, name: str) -> None:
    """Publish the specimen graph, with the ontology, as a version of this name."""
    version = build / "versions" / name
    version.mkdir(parents=True)
    specimen = TESTS / "store" / "specimen.trig"
    quads = list(pyoxigraph.parse(path=str(specimen), format=pyoxigraph.RdfFormat.TRIG))
    graph = pyoxigraph.NamedNode(Base().graph("ontology"))
    for file in sorted((TESTS.parent / "ontology").glob("*.ttl")):
        for quad in pyoxigraph.parse(path=str(file), format=pyoxigraph.RdfFormat.TURTLE):
            quads.append(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph))
    nquads = version / "graph.nq"
    nquads.write_bytes(pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS))
    load(nquads, version / "store")
    (version / "report.json").write_text(json.dumps(REPORT), encoding="utf-8")
    shapes = (file.read_text(encoding="utf-8") for file in sorted((TESTS.parent / "shapes").glob("*.ttl")))
    (version / "shapes.ttl").write_text("\n".join(shapes), encoding="utf-8")
    link = build / "new"
    link.symlink_to(Path("versions") / name)
    link.replace(build / "current")


def serve(settings: Settings, limits: Limits | None = None, trusted: tuple[Network, ...] = ()) -> Iterator[str]:
    """Run a server of what is published, and give its address."""
    # Named as TCP, so that asyncio sends small answers at once.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        server = web.server(settings, limits or Limits(workers=1), options=Options(trusted=trusted))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the specimen graph."""
    build = tmp_path_factory.mktemp("build")
    publish(build, "first")
    yield from serve(Settings(root=build, build=build, base=Base()))


@pytest.fixture
def client(address: str) -> Iterator[httpx2.Client]:
    """A client that follows no redirects and sends `Accept: */*` unless told otherwise."""
    with httpx2.Client(base_url=address, verify=PLAIN) as client:
        yield client


@pytest.fixture
def read(client: httpx2.Client) -> Callable[..., str]:
    """The function that gives a page as a browser gets it, in a language."""

    def get(path: str, language: str = "en", status: int = 200) -> str:
        headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": language}
        response = client.get(path, headers=headers)
        assert response.status_code == status
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        return response.text

    return get
