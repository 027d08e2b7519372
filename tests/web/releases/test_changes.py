"""The feed of changes, followed by a copy that knows nothing but its address."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pyoxigraph
import pytest

from exgraph.model.iri import Base
from exgraph.release import Release, patch
from exgraph.release.folder import make
from exgraph.web.releases import feed
from tests.publication import publish_specimen
from tests.server import PLAIN, serve, settings_of

pytestmark = pytest.mark.server
TREE, DCAT = "https://w3id.org/tree#", "http://www.w3.org/ns/dcat#"
ISSUED = pyoxigraph.NamedNode("http://purl.org/dc/terms/issued")
ID = "https://w3id.org/exgraph/id/"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Release]:
    """Five releases of what is published: each says a thing more, the fourth takes two away, the last is the first."""
    build = tmp_path_factory.mktemp("build")
    publish_specimen(build)
    graph = (build / "current" / "graph.nq").read_text(encoding="utf-8").splitlines(keepends=True)
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    more = [f'<{ID}event/new/{n}> {label} "New {n}"@en <{Base().graph("specimen")}> .\n' for n in range(3)]
    states = [graph, [*graph, more[0]], [*graph, *more[:2]], [*graph, more[2]], graph]
    found = []
    for month, lines in enumerate(states, 1):
        nquads = build / "state.nq"
        nquads.write_text("".join(lines), encoding="utf-8")
        day = f"2026-{month:02}-01"
        found.append(make(nquads, build / "releases", date=day, version="1", root=Base().root))
    return found


@pytest.fixture
def client(made: list[Release], monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx2.Client]:
    monkeypatch.setattr(feed, "MEMBERS", 2)
    build = made[0].folder.parent.parent
    with serve(settings_of(build)) as address, httpx2.Client(base_url=address, verify=PLAIN, timeout=60) as client:
        yield client


def _node(name: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(name)


def _stream(client: httpx2.Client, media_type: str, format_: pyoxigraph.RdfFormat) -> tuple[pyoxigraph.Store, int]:
    """Fetch the pages of the stream, from its first address on by tree:node."""
    store, wanted, seen = pyoxigraph.Store(), [f"{client.base_url}/changes".replace("//changes", "/changes")], set()
    while wanted:
        address = wanted.pop()
        seen.add(address)
        response = client.get(address, headers={"Accept": media_type})
        assert response.headers["content-type"].startswith(media_type)
        store.load(response.content, format=format_, base_iri=address)
        nodes = {quad.object.value for quad in store.quads_for_pattern(None, _node(TREE + "node"), None)}
        wanted += nodes - seen - set(wanted)
    return store, len(seen)


def _members(store: pyoxigraph.Store) -> list[str]:
    members = {quad.object for quad in store.quads_for_pattern(None, _node(TREE + "member"), None)}
    return sorted((each.value for each in members), key=lambda each: _moment(store, each))


def _moment(store: pyoxigraph.Store, member: str) -> str:
    return next(quad.object.value for quad in store.quads_for_pattern(_node(member), ISSUED, None))


@pytest.mark.parametrize(
    ("media_type", "format_"),
    [("text/turtle", pyoxigraph.RdfFormat.TURTLE), ("application/ld+json", pyoxigraph.RdfFormat.JSON_LD)],
)
def test_a_copy_that_follows_the_feed_equals_the_dump(
    client: httpx2.Client, made: list[Release], tmp_path: Path, media_type: str, format_: pyoxigraph.RdfFormat
) -> None:
    store, pages = _stream(client, media_type, format_)
    assert pages == 3
    members = _members(store)
    assert members == [release.iri for release in made]
    copy: set[str] = set()
    for member in members:
        files = {
            quad.object.value for quad in store.quads_for_pattern(_node(member), _node(DCAT + "distribution"), None)
        }
        for address in files:
            assert int(_one(store, address, DCAT + "byteSize")) == len(client.get(address).content)
        (patched,) = (address for address in files if address.endswith(".rdfp"))
        (dumped,) = (address for address in files if address.endswith(".nq.gz"))
        path = tmp_path / "changes.rdfp"
        path.write_bytes(client.get(patched).content)
        patch.apply(copy, path)
        dump = gzip.decompress(client.get(dumped).content)
        assert "".join(sorted(copy)).encode() == dump
        spdx = "http://spdx.org/rdf/terms#"
        checksum = next(store.quads_for_pattern(_node(member), _node(spdx + "checksum"), None)).object
        assert isinstance(checksum, pyoxigraph.NamedNode | pyoxigraph.BlankNode)
        value = next(store.quads_for_pattern(checksum, _node(spdx + "checksumValue"), None))
        assert value.object.value == hashlib.sha256(dump).hexdigest()


def _one(store: pyoxigraph.Store, subject: str, predicate: str) -> str:
    return next(quad.object.value for quad in store.quads_for_pattern(_node(subject), _node(predicate), None))


def test_pages_that_are_full_last_and_the_last_is_asked_again(client: httpx2.Client) -> None:
    first, last = client.get("/changes"), client.get("/changes?page=3")
    assert "max-age" in first.headers["cache-control"]
    assert last.headers["cache-control"] == "no-cache"
    assert client.get("/changes", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get("/changes?page=4").status_code == client.get("/changes?page=0").status_code == 404
    assert client.get("/changes", headers={"Accept": "image/png"}).status_code == 406


def test_the_site_map_has_the_day_of_the_release_that_changed_a_thing(client: httpx2.Client) -> None:
    text = client.get("/sitemap.xml").text
    days = dict(
        re.findall(r"<loc>[^<]*?(/[^/<]*/[^<]*|/)</loc><lastmod>([^<]*)</lastmod>", text.replace("http://", ""))
    )
    place = next(path for path in days if path.endswith("/place/wakkanai"))
    assert days[place] == "2026-01-01"
    assert next(day for path, day in days.items() if path.endswith("/releases/2026-05-01-1")) == "2026-05-01"


def test_a_thing_is_modified_when_a_release_says_something_else_of_it(made: list[Release]) -> None:
    days = feed.modified(made)
    assert [days[f"{ID}event/new/{number}"] for number in range(3)] == ["2026-04-01", "2026-04-01", "2026-05-01"]


def test_nothing_released_is_an_empty_stream(server: str) -> None:
    response = httpx2.get(f"{server}/changes", verify=PLAIN)
    assert response.status_code == 200
    assert "tree#view" in response.text
    assert "tree#member" not in response.text
