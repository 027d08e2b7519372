"""Releases as they are served: files, pages, and the graph asked as it was."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pyoxigraph
import pytest

from exgraph.model.iri import Base
from exgraph.pool import Limits
from exgraph.release import RELEASED, Release
from exgraph.release.folder import make
from exgraph.settings import Settings
from tests.publication import publish_specimen
from tests.server import PLAIN, serve

pytestmark = pytest.mark.server
HTML = {"Accept": "text/html", "Accept-Language": "en"}
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
TITLE = '<https://w3id.org/exgraph/id/event/specimen/new> <http://www.w3.org/2000/01/rdf-schema#label> "A new one"@en'
GRAPH = "<https://w3id.org/exgraph/graph/specimen>"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    build = tmp_path_factory.mktemp("build")
    publish_specimen(build)
    return Settings(root=build, build=build, base=Base())


@pytest.fixture(scope="module")
def made(settings: Settings) -> list[Release]:
    """The first release is what is published; the second says one thing more."""
    graph = settings.build / "current" / "graph.nq"
    more = settings.build / "more.nq"
    more.write_text(graph.read_text(encoding="utf-8") + f"{TITLE} {GRAPH} .\n", encoding="utf-8")
    root = settings.base.root
    found = [
        make(graph, settings.releases, date="2026-01-01", version="1", root=root),
        make(more, settings.releases, date="2026-02-01", version="1", root=root),
    ]
    (graph.parent / RELEASED).write_text("2026-01-01-1\n", encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def client(settings: Settings, made: list[Release]) -> Iterator[httpx2.Client]:
    with serve(settings) as address, httpx2.Client(base_url=address, verify=PLAIN, timeout=60) as client:
        yield client


def _count(client: httpx2.Client, **parameters: str) -> tuple[int, httpx2.Response]:
    response = client.get("/sparql", params={"query": COUNT, **parameters}, headers={"Accept": "text/csv"})
    assert response.status_code == 200, response.text
    return int(response.text.split()[1]), response


def test_a_file_is_given_whole_in_parts_or_not_again(client: httpx2.Client, made: list[Release]) -> None:
    content = (made[0].folder / "exgraph.ttl").read_bytes()
    address = "/downloads/2026-01-01-1/exgraph.ttl"
    whole = client.get(address)
    assert whole.content == content
    assert "content-encoding" not in whole.headers
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert whole.headers["repr-digest"] == f"sha-256=:{digest}:"
    part = client.get(address, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    assert client.get(address, headers={"Range": f"bytes={len(content)}-"}).status_code == 416
    held = client.get(address, headers={"If-None-Match": whole.headers["etag"]})
    assert (held.status_code, held.content) == (304, b"")
    changed = client.get(address, headers={"Range": "bytes=10-19", "If-Range": '"another"'})
    assert (changed.status_code, changed.content) == (200, content)
    assert client.head(address).headers["content-length"] == str(len(content))


@pytest.mark.parametrize(
    "path",
    [
        "2026-01-01-1/..%2f..%2fgraph.nq",
        "2026-01-01-1/%2e%2e/release.json",
        "..%2freleases%2f2026-01-01-1/exgraph.ttl",
        "2026-01-01-1/%00",
        "2026-01-01-1/nothing.ttl",
        "2026-01-02-1/exgraph.ttl",
    ],
)
def test_nothing_but_files_of_releases_is_given(client: httpx2.Client, path: str) -> None:
    assert client.get(f"/downloads/{path}").status_code == 404


def test_latest_leads_to_the_newest(client: httpx2.Client) -> None:
    response = client.get("/downloads/latest/void.ttl")
    assert (response.status_code, response.headers["location"]) == (307, "/downloads/2026-02-01-1/void.ttl")


def test_a_release_is_asked_as_it_was(client: httpx2.Client, settings: Settings) -> None:
    now, answer = _count(client)
    assert answer.headers["exgraph-version"] == "first"
    assert "exgraph-release" not in answer.headers
    first, answer = _count(client, release="2026-01-01-1")
    assert answer.headers["exgraph-release"] == answer.headers["exgraph-version"] == "2026-01-01-1"
    second, _ = _count(client, release="2026-02-01-1")
    assert (first, second) == (now, now + 1)
    assert _count(client)[0] == now
    held = {"Accept": "text/csv", "If-None-Match": answer.headers["etag"]}
    again = client.get("/sparql", params={"query": COUNT, "release": "2026-01-01-1"}, headers=held)
    assert (again.status_code, again.headers["exgraph-release"]) == (304, "2026-01-01-1")


def test_a_network_of_a_release_is_made_of_the_release(client: httpx2.Client) -> None:
    subject = TITLE.partition(" ")[0]
    query = f"SELECT ?source ?target {{ BIND({subject} AS ?source) ?source rdfs:label ?target }}"
    asked = {"query": f"PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {query}", "format": "edges.csv"}
    edges = {}
    for release in ("2026-01-01-1", "2026-02-01-1"):
        response = client.get("/sparql", params={**asked, "release": release})
        assert (response.status_code, response.headers["exgraph-release"]) == (200, release)
        edges[release] = len(response.text.splitlines()) - 1
    assert edges == {"2026-01-01-1": 0, "2026-02-01-1": 1}
    assert len(client.get("/sparql", params=asked).text.splitlines()) == 1


def test_the_service_description_of_a_release_offers_no_update(settings: Settings, made: list[Release]) -> None:
    with (
        serve(settings, Limits(workers=1, writable=True)) as address,
        httpx2.Client(base_url=address, verify=PLAIN) as it,
    ):
        described = {"Accept": "text/turtle"}
        assert "SPARQL11Update" in it.get("/sparql", headers=described).text
        of_release = it.get("/sparql", params={"release": made[0].id}, headers=described)
    assert (of_release.status_code, "SPARQL11Update" in of_release.text) == (200, False)


def test_a_release_that_is_not_there_is_never_answered_by_another(client: httpx2.Client) -> None:
    for path, status in (
        ("/sparql?query=ASK{}&release=2026-01-03-1", 404),
        ("/sparql?query=ASK{}&release=../current", 404),
        ("/quality?release=2026-01-01-1", 400),
        ("/rdf-graph-store?default&release=2026-01-01-1", 400),
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    for path, status in (("/id/place/wakkanai.html?release=2026-01-03-1", 404), ("/quality?release=2026-01-01-1", 400)):
        response = client.get(path, headers=HTML)
        assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert "<h1" in response.text
    form = client.post("/sparql", data={"query": COUNT, "release": "2026-01-01-1"})
    assert (form.status_code, form.json()["remedy"]) == (400, "ask /sparql?release=...")
    update = client.post("/sparql?release=2026-01-01-1", data={"update": "CLEAR ALL"})
    assert update.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/browse",
        "/browse?view=map",
        "/browse?view=chart",
        "/browse?type=Place",
        "/browse/place",
        "/browse.csv",
        "/search?q=Wakkanai",
        "/search/suggest?q=Wakkanai",
        "/questions",
        "/questions/people-each-way",
        "/calendar",
        "/export",
    ],
)
def test_lists_search_questions_and_exports_are_asked_of_a_release(client: httpx2.Client, path: str) -> None:
    sign = "&" if "?" in path else "?"
    answer = client.get(f"{path}{sign}release=2026-02-01-1", headers=HTML, follow_redirects=True)
    assert (answer.status_code, answer.headers["exgraph-release"]) == (200, "2026-02-01-1")


def test_the_links_and_forms_of_a_list_stay_with_the_release(client: httpx2.Client) -> None:
    page = client.get("/browse?release=2026-02-01-1", headers=HTML).text
    links = re.findall(r'href="(/(?:browse|id|questions)[^"]*)"', page)
    assert links
    assert all("release=2026-02-01-1" in link for link in links)
    assert page.count('<input type="hidden" name="release" value="2026-02-01-1">') >= 2
    assert not re.search(r'href="/(static|releases|downloads|quality)[^"]*release=', page)


def test_a_page_is_cited_by_its_address_at_the_release(client: httpx2.Client) -> None:
    cited = client.get("/browse?q=new&release=2026-02-01-1", headers=HTML).text
    address = "https://w3id.org/exgraph/browse?q=new&amp;release=2026-02-01-1"
    assert "release 2026-02-01-1, 1 February 2026" in cited
    assert f"{address} (read on " in cited
    assert re.search(r'download="exgraph-browse-2026-02-01-1\.bib"', cited)


def test_limits_hold_for_releases_too(client: httpx2.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    response = client.get("/sparql", params={"query": query, "release": "2026-01-01-1", "timeout": "0.5"})
    assert response.status_code == 504
    service = "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"
    assert client.get("/sparql", params={"query": service, "release": "2026-01-01-1"}).status_code == 403


def test_a_page_of_a_release_says_so_and_keeps_to_it(client: httpx2.Client) -> None:
    sent = client.get("/id/event/specimen/new?release=2026-02-01-1", headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/id/event/specimen/new.html?release=2026-02-01-1")
    page = client.get(sent.headers["location"], headers=HTML)
    assert page.headers["exgraph-release"] == "2026-02-01-1"
    assert "A new one" in page.text
    assert "You are reading release 2026-02-01-1." in page.text
    assert 'href="/id/event/specimen/new.ttl?release=2026-02-01-1"' in page.text
    data = client.get("/id/event/specimen/new?release=2026-02-01-1", headers={"Accept": "text/turtle"})
    assert data.headers["location"] == "/id/event/specimen/new.ttl?release=2026-02-01-1"
    assert "A new one" in client.get(data.headers["location"]).text
    assert client.get("/id/event/specimen/new", headers=HTML).status_code == 404
    now = client.get("/id/place/wakkanai.ttl").headers
    assert (now["exgraph-version"], now["exgraph-release"]) == ("first", "2026-01-01-1")


def test_pages_name_the_release_and_how_to_cite_it(client: httpx2.Client, made: list[Release]) -> None:
    home = client.get("/", headers=HTML).text
    assert "Release 2026-01-01-1. Data set, 2026-01-01." in home
    data = client.get("/data", headers=HTML).text
    assert '<a href="/releases/2026-01-01-1">Release 2026-01-01-1</a>' in data
    assert "not released" not in home + data
    listed = client.get("/releases", headers=HTML).text
    assert listed.index("2026-02-01-1") < listed.index("2026-01-01-1")
    page = client.get("/releases/2026-02-01-1", headers=HTML).text
    assert '<a href="/id/event/specimen/new">A new one</a>' in page
    assert made[1].canonical in page
    for language, words in (("ja", "引用の書き方"), ("ru", "Как цитировать")):
        assert words in client.get("/releases/2026-02-01-1", headers=HTML | {"Accept-Language": language}).text
    assert client.get("/releases/2026-09-09-1", headers=HTML).status_code == 404


def test_the_iri_of_a_release_leads_to_it(client: httpx2.Client) -> None:
    page = client.get("/release/2026-01-01-1", headers=HTML)
    assert (page.status_code, page.headers["location"]) == (303, "/releases/2026-01-01-1")
    data = client.get("/release/2026-01-01-1", headers={"Accept": "text/turtle"})
    assert data.headers["location"] == "/downloads/2026-01-01-1/void.ttl"


def test_the_command_releases_what_is_published(settings: Settings, made: list[Release], specimen: Path) -> None:
    command = [str(Path(sys.executable).parent / "exgraph"), "--root", str(specimen), "--build", str(settings.build)]
    done = subprocess.run(
        [*command, "release", "--date", "2026-01-01", "--version", "1"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert made[0].canonical in done.stdout
    manifest = json.loads((settings.releases / "2026-01-01-1" / "release.json").read_text(encoding="utf-8"))
    assert manifest["canonical"] == made[0].canonical
    wrong = subprocess.run([*command, "release", "--date", "1 January"], check=False, capture_output=True, text=True)
    assert (wrong.returncode, "Traceback" in wrong.stderr) == (1, False)


def test_the_data_set_tells_its_releases_with_sizes_and_checksums(client: httpx2.Client, made: list[Release]) -> None:
    store = pyoxigraph.Store()
    for path in ("/.well-known/dcat", "/.well-known/void"):
        turtle = client.get(path, headers={"Accept": "text/turtle"})
        store.load(turtle.content, format=pyoxigraph.RdfFormat.TURTLE)
    query = """PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX spdx: <http://spdx.org/rdf/terms#>
        PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?release ?file ?size ?sum { ?set a void:Dataset ; dcat:hasVersion ?release ; void:dataDump ?file .
            ?release dcat:distribution ?file . ?file dcat:byteSize ?size ; spdx:checksum/spdx:checksumValue ?sum }"""
    described = {
        row["release"].value: (row["file"].value.removeprefix(str(client.base_url).rstrip("/")), row["sum"].value)
        for row in store.query(query)
    }
    assert described == {
        release.iri: (f"/downloads/{release.id}/{file.name}", file.sha256)
        for release in made
        for file in release.files
        if file.name == "exgraph.nq.gz"
    }
