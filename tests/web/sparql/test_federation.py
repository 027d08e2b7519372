"""SERVICE between two servers of ours: what is joined, what is told where it fails, and what is never asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest

from exgraph.pool import Limits
from exgraph.pool.relay import Service
from tests import publication
from tests.server import PLAIN, serve, settings_of

pytestmark = pytest.mark.server
GRAPH = "https://w3id.org/exgraph/graph/one"
TOWNS = f"""
<urn:a> <urn:name> "A"@en <{GRAPH}> .
<urn:b> <urn:name> "B"@en <{GRAPH}> .
<urn:c> <urn:name> "C"@en <{GRAPH}> .
_:x <urn:of> <urn:a> <{GRAPH}> .
""".lstrip()
TIES = "<urn:t1> <urn:with> <urn:a> <{0}> .\n<urn:t2> <urn:with> <urn:b> <{0}> .\n<urn:t3> <urn:with> <urn:z> <{0}> .\n"


class Sites(NamedTuple):
    """A server that asks another one, and where that one is."""

    client: httpx2.Client
    other: str

    def ask(self, query: str) -> httpx2.Response:
        return self.client.get("/sparql", params={"query": query.replace("OTHER", self.other)})

    def rows(self, query: str) -> list[tuple[str, ...]]:
        answer = self.ask(query)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        found = answer.json()
        names = found["head"]["vars"]
        bindings = found["results"]["bindings"]
        return sorted(tuple(row.get(name, {"value": ""})["value"] for name in names) for row in bindings)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    folders: list[Path] = []
    for name, lines in (("other", TOWNS), ("own", TIES.format(GRAPH))):
        folders.append(tmp_path_factory.mktemp(name))
        publication.publish(folders[-1], "one", lines)
    with serve(settings_of(folders[0])) as other:
        address = f"{other}/sparql"
        listed = (Service(address, private=True), Service("http://127.0.0.1:1/closed", private=True))
        limits = Limits(workers=1, federated=True)
        with (
            serve(settings_of(folders[1]), limits, services=listed) as own,
            httpx2.Client(base_url=own, verify=PLAIN) as client,
        ):
            yield Sites(client, address)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?t ?n { ?t <urn:with> ?x SERVICE <OTHER> { ?x <urn:name> ?n } }", [("urn:t1", "A"), ("urn:t2", "B")]),
        ("SELECT * { SERVICE <OTHER> { ?x <urn:name> ?n } }", [("urn:a", "A"), ("urn:b", "B"), ("urn:c", "C")]),
        (
            "SELECT ?t ?n { ?t <urn:with> ?x OPTIONAL { SERVICE <OTHER> { ?x <urn:name> ?n } } }",
            [("urn:t1", "A"), ("urn:t2", "B"), ("urn:t3", "")],
        ),
        (
            "SELECT ?t { ?t <urn:with> ?x FILTER NOT EXISTS { SERVICE <OTHER> { ?x <urn:name> ?n } } }",
            [("urn:t3",)],
        ),
        ("SELECT ?t { ?t <urn:with> ?x MINUS { SERVICE <OTHER> { ?x <urn:name> ?n } } }", [("urn:t3",)]),
        (
            "SELECT ?n { ?t <urn:with> ?x FILTER(?n = 'A'@en) SERVICE <OTHER> { ?x <urn:name> ?n } }",
            [("A",)],
        ),
        (
            "SELECT (COUNT(*) AS ?n) { VALUES ?where { <OTHER> } SERVICE ?where { ?x <urn:name> ?name } }",
            [("3",)],
        ),
        ("SELECT (COUNT(?b) AS ?n) { SERVICE <OTHER> { ?b <urn:of> ?x } FILTER(ISBLANK(?b)) }", [("1",)]),
        (
            "PREFIX o: <OTHER> SELECT ?n { SERVICE o: { SELECT ?n { ?x <urn:name> ?n } ORDER BY DESC(?n) LIMIT 1 } }",
            [("C",)],
        ),
        (
            "SELECT ?t ?n { ?t <urn:with> ?x SERVICE <OTHER> { ?x <urn:name> ?n } "
            "SERVICE <OTHER> { ?x <urn:name> 'A'@en } }",
            [("urn:t1", "A")],
        ),
        ("SELECT ?t { ?t <urn:with> <urn:a> SERVICE SILENT <http://169.254.169.254/x> { ?t ?p ?o } }", [("urn:t1",)]),
        ("SELECT ?t { ?t <urn:with> <urn:a> SERVICE <OTHER> { <urn:c> <urn:name> 'C'@en } }", [("urn:t1",)]),
        ("SELECT ?t { ?t <urn:with> <urn:a> SERVICE <OTHER> { <urn:c> <urn:name> 'X' } }", []),
        ("SELECT ?t { ?t <urn:with> <urn:a> SERVICE SILENT <http://127.0.0.1:1/closed> { ?t ?p ?o } }", [("urn:t1",)]),
    ],
)
def test_what_another_endpoint_says_is_joined(sites: Sites, query: str, expected: list[tuple[str, ...]]) -> None:
    assert sites.rows(query) == expected


def test_only_what_can_be_joined_is_asked_for(sites: Sites) -> None:
    """The rows found before it go along, so that a pattern too large for this endpoint's answer is no trouble."""
    query = "SELECT ?n { VALUES ?x { <urn:b> } SERVICE <OTHER> { ?x <urn:name> ?n . ?y <urn:name> ?m } }"
    assert sites.rows(query) == [("B",)] * 3


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/closed> { ?s ?p ?o } }", 502, "cannot be asked"),
        ("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", 403, "not on this server's list"),
        ("SELECT * { VALUES ?w { <file:///etc/passwd> } SERVICE ?w { ?s ?p ?o } }", 403, "not on this server's list"),
        ("SELECT * { SERVICE ?w { ?s ?p ?o } }", 403, "?w has no address"),
        ("SELECT * { SERVICE <OTHER> { ?s ?p } }", 400, "cannot be read"),
        ("SELECT * { ?s ?p trueSERVICE <OTHER> { ?s ?p ?o } }", 403, "SERVICE"),
        ("SELECT * {" + "SERVICE <OTHER> { ?s ?p ?o } " * 21 + "}", 403, "more than 20 times"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <OTHER> { ?s ?p ?o } }", 403, "updates are not taken"),
    ],
)
def test_what_fails_and_what_is_not_asked_is_told(sites: Sites, query: str, status: int, said: str) -> None:
    answer = sites.ask(query)
    assert answer.status_code == status, answer.text
    assert said in answer.json()["detail"]


def test_without_a_list_nothing_is_asked(sites: Sites) -> None:
    base = sites.other.removesuffix("/sparql")
    answer = httpx2.get(f"{base}/sparql", params={"query": f"SELECT * {{ SERVICE <{sites.other}> {{ ?s ?p ?o }} }}"})
    assert (answer.status_code, "SERVICE is not run here" in answer.text) == (403, True)
