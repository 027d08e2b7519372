"""Writing over HTTP: who may, what is written, what is logged; and reading graphs by the Graph Store Protocol."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import httpx2
import pyoxigraph
import pytest

from exgraph.model.iri import Base
from exgraph.pool import Limits
from exgraph.settings import Settings
from exgraph.web.sparql.token import Scope, Tokens
from tests.publication import publish_specimen
from tests.server import PLAIN, serve

pytestmark = pytest.mark.server
STORE = "/rdf-graph-store"
GRAPH = "https://w3id.org/exgraph/graph/"
TURTLE = {"Content-Type": "text/turtle"}
JSONLD = {"Content-Type": "application/ld+json"}
REMOTE_CONTEXT = b'{"@context": "http://127.0.0.1:1/context", "@id": "urn:a", "urn:p": "x"}'
UPDATE = {"Content-Type": "application/sparql-update"}


class Site(NamedTuple):
    """A writable server: a client of it, its tokens by name, where it keeps its state."""

    client: httpx2.Client
    tokens: dict[str, str]
    state: Path

    def headers(self, name: str, **others: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens[name]}", **others}

    def update(self, name: str, text: str) -> httpx2.Response:
        return self.client.post("/sparql", content=text, headers=self.headers(name, **UPDATE))

    def ask(self, pattern: str) -> bool:
        answer = self.client.get("/sparql", params={"query": f"ASK {{ {pattern} }}"})
        return bool(answer.json()["boolean"])

    def log(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in (self.state / "audit.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    build = tmp_path_factory.mktemp("build")
    publish_specimen(build)
    settings = Settings(root=build, build=build, base=Base())
    tokens = Tokens(settings.state / "tokens.json")
    secrets = {
        name: tokens.add(name, scope)
        for name, scope in (
            ("reader", Scope.read),
            ("alice", Scope.write),
            ("bob", Scope.write),
            ("carol", Scope.admin),
        )
    }
    with serve(settings, Limits(writable=True)) as address, httpx2.Client(base_url=address, verify=PLAIN) as client:
        yield Site(client, secrets, settings.state)


def test_an_update_is_made_for_who_holds_a_token(site: Site) -> None:
    done = site.update("alice", "INSERT DATA { <urn:one> <urn:p> 1 }")
    assert (done.status_code, done.content) == (204, b"")
    assert site.ask(f"GRAPH <{GRAPH}written/alice> {{ <urn:one> <urn:p> 1 }}")
    assert site.ask("<urn:one> <urn:p> 1"), "the default graph is the union"
    form = site.client.post(
        "/sparql", data={"update": "DELETE DATA { <urn:one> <urn:p> 1 }"}, headers=site.headers("alice")
    )
    assert form.status_code == 204
    assert not site.ask("<urn:one> ?p ?o")


def test_an_update_sent_as_a_query_is_told_how_to_send_it(site: Site) -> None:
    answer = site.client.get("/sparql", params={"query": "INSERT DATA { <urn:one> <urn:p> 1 }"})
    assert answer.status_code == 400
    assert "update=" in answer.json()["remedy"]


def test_a_document_that_cannot_be_read_has_no_place_that_is_none(site: Site) -> None:
    address = f"/rdf-graph-store?graph={GRAPH}written/alice"
    headers = {**site.headers("alice"), "Content-Type": "application/ld+json"}
    assert "None" not in site.client.put(address, content=b'{"@id": ', headers=headers).text


def test_a_written_fact_has_its_provenance(site: Site) -> None:
    site.update("bob", "INSERT DATA { <urn:two> <urn:p> 2 }")
    assert site.ask(
        f"""GRAPH ?written {{ <urn:two> <urn:p> 2 }} GRAPH <{GRAPH}provenance> {{
        ?activity a <http://www.w3.org/ns/prov#Activity> ; <http://www.w3.org/ns/prov#generated> ?written ;
            <http://www.w3.org/ns/prov#wasAssociatedWith>/<http://www.w3.org/2000/01/rdf-schema#label> "bob" ;
            <http://www.w3.org/ns/prov#endedAtTime> ?time }}"""
    )


def test_the_etag_changes_with_a_write(site: Site) -> None:
    query = {"query": "SELECT ?o { <urn:three> <urn:p> ?o }"}
    before = site.client.get("/sparql", params=query)
    site.update("alice", "INSERT DATA { <urn:three> <urn:p> 3 }")
    after = site.client.get("/sparql", params=query, headers={"If-None-Match": before.headers["etag"]})
    assert (after.status_code, len(after.json()["results"]["bindings"])) == (200, 1)


@pytest.mark.parametrize(
    ("authorization", "status", "error"),
    [
        ("", 401, None),
        ("Bearer exg_nobody", 401, "invalid_token"),
        ("Basic YWxpY2U6eA==", 401, None),
        ("Bearer", 401, None),
        ("Bearer a b", 401, None),
        ("reader", 403, "insufficient_scope"),
    ],
)
def test_without_a_token_nothing_is_written(site: Site, authorization: str, status: int, error: str | None) -> None:
    value = f"Bearer {site.tokens['reader']}" if authorization == "reader" else authorization
    headers = {**UPDATE, **({"Authorization": value} if value else {})}
    refused = site.client.post("/sparql", content="INSERT DATA { <urn:no> <urn:p> 1 }", headers=headers)
    assert refused.status_code == status
    assert refused.headers["www-authenticate"].startswith('Bearer realm="exgraph"')
    assert (error or "realm") in refused.headers["www-authenticate"]
    assert refused.headers["access-control-allow-origin"] == "*"
    assert not site.ask("<urn:no> ?p ?o")


@pytest.mark.parametrize(
    ("name", "text", "status"),
    [
        ("alice", f"CLEAR GRAPH <{GRAPH}gazetteer>", 403),
        ("carol", "DROP ALL", 403),
        ("alice", f"INSERT DATA {{ GRAPH <{GRAPH}written/bob> {{ <urn:x> <urn:p> 1 }} }}", 403),
        ("alice", "LOAD <http://127.0.0.1:1/x.ttl>", 403),
        ("alice", "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("alice", "INSERT DATA { <urn:x> }", 400),
        ("alice", "INSERT DATA " + "{" * 300, 400),
    ],
)
def test_what_may_not_be_written_is_refused_whole(site: Site, name: str, text: str, status: int) -> None:
    before = site.client.get(STORE, headers={"Accept": "application/n-quads"}).content
    refused = site.update(name, text)
    assert (refused.status_code, refused.headers["content-type"]) == (status, "application/problem+json")
    assert sorted(site.client.get(STORE, headers={"Accept": "application/n-quads"}).content.splitlines()) == sorted(
        before.splitlines()
    )


def test_an_admin_takes_back_what_others_wrote(site: Site) -> None:
    site.update("bob", "INSERT DATA { <urn:four> <urn:p> 4 }")
    assert site.update("carol", f"CLEAR GRAPH <{GRAPH}written/bob>").status_code == 204
    assert not site.ask("<urn:four> ?p ?o")


def test_everything_done_or_refused_is_logged(site: Site) -> None:
    site.update("alice", "INSERT DATA { <urn:five> <urn:p> 5 }")
    site.client.post("/sparql", content="CLEAR ALL", headers=UPDATE)
    done, refused = site.log()[-2:]
    assert (done["token"], done["action"], done["client"]) == ("alice", "update", "127.0.0.1")
    assert done["update"] == "INSERT DATA { <urn:five> <urn:p> 5 }"
    assert done["added"] and done["version"] and done["time"]
    assert (refused["token"], refused["status"]) == (None, 401)
    assert not any(secret in (site.state / "audit.jsonl").read_text() for secret in site.tokens.values())


def test_a_graph_is_put_read_added_to_and_removed(site: Site) -> None:
    where = {"graph": f"{GRAPH}written/alice/notes"}
    assert site.client.get(STORE, params=where).status_code == 404
    put = site.client.put(STORE, params=where, content="<urn:n> <urn:p> 1 .", headers=site.headers("alice", **TURTLE))
    assert put.status_code == 201
    again = site.client.put(STORE, params=where, content="<urn:n> <urn:p> 2 .", headers=site.headers("alice", **TURTLE))
    assert again.status_code == 204
    assert (
        site.client.post(
            STORE, params=where, content="<n> <urn:p> 3 .", headers=site.headers("alice", **TURTLE)
        ).status_code
        == 204
    )
    read = site.client.get(STORE, params=where, headers={"Accept": "application/n-triples"})
    assert read.headers["content-type"] == "application/n-triples"
    assert sorted(read.text.splitlines()) == [
        '<https://w3id.org/exgraph/graph/written/alice/n> <urn:p> "3"^^<http://www.w3.org/2001/XMLSchema#integer> .',
        '<urn:n> <urn:p> "2"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    ]
    assert site.client.get(f"{STORE}/written/alice/notes", headers={"Accept": "text/turtle"}).status_code == 200
    assert site.client.delete(STORE, params=where, headers=site.headers("bob")).status_code == 403
    assert site.client.delete(STORE, params=where, headers=site.headers("alice")).status_code == 204
    assert site.client.delete(STORE, params=where, headers=site.headers("alice")).status_code == 404


def test_a_new_graph_gets_an_address(site: Site) -> None:
    made = site.client.post(STORE, content="<urn:m> <urn:p> 1 .", headers=site.headers("alice", **TURTLE))
    assert made.status_code == 201
    assert made.headers["location"].startswith(f"{GRAPH}written/alice/")
    assert site.ask(f"GRAPH <{made.headers['location']}> {{ <urn:m> <urn:p> 1 }}")


@pytest.mark.parametrize(
    ("asked", "headers", "content", "status"),
    [
        (f"PUT {STORE}", TURTLE, b"", 400),
        (f"PUT {STORE}?graph=relative", TURTLE, b"", 400),
        (f"PUT {STORE}?graph=urn:g&default", TURTLE, b"", 400),
        (f"PUT {STORE}?graph=urn:a&graph=urn:b", TURTLE, b"", 400),
        (f"PUT {STORE}?graph=urn:g", {"Content-Type": "text/csv"}, b"a,b", 415),
        (f"PUT {STORE}?graph=urn:g", {}, b"<a> <b> <c> .", 415),
        (f"PUT {STORE}?graph=urn:g", {**TURTLE, "Content-Encoding": "gzip"}, b"x", 415),
        (f"PUT {STORE}?graph={GRAPH}written/alice", TURTLE, b"<a> <b>", 400),
        (f"PUT {STORE}?graph={GRAPH}written/alice", TURTLE, b"#" * 10_000_001, 413),
        (f"POST {STORE}?graph={GRAPH}written/alice", {"Content-Type": "multipart/form-data"}, b"x", 400),
        (f"PUT {STORE}?graph={GRAPH}written/alice", JSONLD, REMOTE_CONTEXT, 400),
        (f"PUT {STORE}?default", TURTLE, b"<urn:a> <urn:b> <urn:c> .", 403),
        (f"PUT {STORE}?graph={GRAPH}gazetteer", TURTLE, b"", 403),
        (f"DELETE {STORE}", {}, b"", 400),
        (f"PATCH {STORE}", TURTLE, b"", 405),
        (f"GET {STORE}?graph=urn:none", {}, b"", 404),
        (f"HEAD {STORE}?graph=urn:none", {}, b"", 404),
        (f"GET {STORE}?default", {"Accept": "image/png"}, b"", 406),
        (f"GET {STORE}", {"Accept": "text/turtle"}, b"", 406),
    ],
)  # fmt: skip
def test_what_the_graph_store_refuses(
    site: Site, asked: str, headers: dict[str, str], content: bytes, status: int
) -> None:
    answer = site.client.request(*asked.split(" "), content=content, headers=site.headers("alice", **headers))
    assert answer.status_code == status
    assert site.client.get("/health").status_code == 200


def test_a_large_graph_is_streamed_whole(site: Site) -> None:
    where = {"graph": f"{GRAPH}written/alice/large"}
    body = "".join(f'<urn:n{number}> <urn:p> "{"x" * 100}" .\n' for number in range(20_000))
    headers = site.headers("alice", **{"Content-Type": "application/n-triples"})
    assert site.client.put(STORE, params=where, content=body, headers=headers).status_code == 201
    read = site.client.get(STORE, params=where, headers={"Accept": "application/n-triples"})
    assert len(read.content) > 1 << 20
    assert sorted(read.text.splitlines()) == sorted(body.splitlines())
    assert "last-modified" in read.headers
    assert site.client.delete(STORE, params=where, headers=headers).status_code == 204


def test_the_whole_data_set_is_read(site: Site) -> None:
    quads = site.client.get(STORE, headers={"Accept": "application/n-quads"})
    assert quads.headers["content-type"] == "application/n-quads"
    found = list(pyoxigraph.parse(quads.content, format=pyoxigraph.RdfFormat.N_QUADS))
    assert all(isinstance(quad.graph_name, pyoxigraph.NamedNode) for quad in found), "the union is told by its graphs"
    trig = site.client.get(STORE, params={"format": "trig"})
    assert trig.headers["content-type"] == "application/trig"
    assert len(list(pyoxigraph.parse(trig.content, format=pyoxigraph.RdfFormat.TRIG))) == len(found)
    head = site.client.head(STORE)
    assert (head.status_code, head.content) == (200, b"")
    assert site.client.get(STORE, headers={"If-None-Match": head.headers["etag"]}).status_code == 304


def test_what_was_written_outlives_the_server_and_the_version(tmp_path: Path) -> None:
    publish_specimen(tmp_path)
    settings = Settings(root=tmp_path, build=tmp_path, base=Base())
    token = Tokens(settings.state / "tokens.json").add("alice", Scope.write)

    def served(work: Callable[[httpx2.Client], None]) -> None:
        with serve(settings, Limits(writable=True)) as address, httpx2.Client(base_url=address, verify=PLAIN) as client:
            work(client)

    def write(client: httpx2.Client) -> None:
        headers = {"Authorization": f"Bearer {token}", **UPDATE}
        assert (
            client.post("/sparql", content="INSERT DATA { <urn:kept> <urn:p> 1 }", headers=headers).status_code == 204
        )

    def read(client: httpx2.Client) -> None:
        assert client.get("/sparql", params={"query": "ASK { <urn:kept> <urn:p> 1 }"}).json()["boolean"] is True

    served(write)
    served(read)
    publish_specimen(tmp_path, "second")
    served(read)


def test_a_server_that_only_reads_refuses_every_write(client: httpx2.Client) -> None:
    headers = {"Authorization": "Bearer exg_any"}
    for method in ("PUT", "POST", "DELETE"):
        refused = client.request(method, STORE, params={"graph": "urn:g"}, content=b"", headers={**headers, **TURTLE})
        assert refused.status_code == 403
    graph = client.get(STORE, params={"graph": f"{GRAPH}gazetteer"})
    assert graph.headers["content-type"] == "text/turtle; charset=utf-8"
    flight = client.options(STORE, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "PUT"})
    assert "PUT" in flight.headers["access-control-allow-methods"]
    assert "Authorization" in flight.headers["access-control-allow-headers"]
