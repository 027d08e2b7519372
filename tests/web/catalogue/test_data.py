"""Everything there is to take, and how programs ask for it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from exgraph.reading.language import LANGUAGES, catalogue
from exgraph.web.app import PARTS
from exgraph.web.catalogue import api, how_to

SCHEMA = Namespace("https://schema.org/")
ROOT = Path(__file__).parents[3]
Read = Callable[..., str]
OWN = {"/sparql/terms.json", "/sparql/things.json", "/sitemap-{}.xml", "/questions/{}.xlsx"}
"""Addresses that the server's own pages lead to."""


def test_the_dump_is_what_its_checksum_says(client: httpx2.Client, read: Read) -> None:
    dump = client.get("/data/graph.nq")
    assert dump.headers["content-type"] == "application/n-quads"
    digest = hashlib.sha256(dump.content).hexdigest()
    assert client.get("/data/graph.nq.sha256").text == f"{digest}  exgraph-first.nq\n"
    assert digest in read("/data")
    assert client.head("/data/graph.nq").headers["content-length"] == str(len(dump.content))
    assert client.get("/data/graph.nq", headers={"If-None-Match": dump.headers["etag"]}).status_code == 304


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # inside rdflib's JSON-LD reader
def test_the_data_set_is_told_in_schema_orgs_words(client: httpx2.Client, read: Read) -> None:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', read("/data"), re.DOTALL)
    graph = Graph().parse(data=block, format="json-ld")
    (data_set,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    assert str(data_set).endswith("/.well-known/void#dataset")
    assert graph.value(data_set, SCHEMA.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for file in graph.objects(data_set, SCHEMA.distribution):
        address = str(graph.value(file, SCHEMA.contentUrl))
        assert client.get(address).headers["content-type"] == str(graph.value(file, SCHEMA.encodingFormat))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_data_leads_to_all_of_it(client: httpx2.Client, read: Read, language: str) -> None:
    page = read("/data", language)
    for address in set(re.findall(r'href="(/[^"#]*)', page)):
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code in (200, 303, 307) or address.startswith("/id/"), address


@pytest.mark.parametrize("name", how_to.NAMES)
def test_a_how_to_is_a_page_with_this_servers_addresses(client: httpx2.Client, read: Read, name: str) -> None:
    titles = {language: catalogue(language).text(f"how-to.{name}") for language in LANGUAGES}
    for language, title in titles.items():
        page = read(f"/data/how-to/{name}", language)
        assert f"<h1>{title}</h1>" in page
        assert page.count("<h1") == 1
        assert (catalogue(language).text("how-to.language") in page) is (language != "en")
    page = read(f"/data/how-to/{name}")
    assert "http://127.0.0.1:8000" not in page
    for address in set(re.findall(r'href="(http://127[^"#]*)', page)):
        assert client.get(address).status_code == 200, address
    assert client.get("/data/how-to/nothing").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_traps_of_asking_are_a_page_with_this_servers_addresses(read: Read, language: str) -> None:
    page = read("/docs/asking", language)
    assert f"<h1>{catalogue(language).text('how-to.asking')}</h1>" in page
    assert page.count("<pre") > 20
    assert "http://127.0.0.1:8000" not in page


def test_how_tos_begin_with_what_to_enter_or_open(server: str, read: Read) -> None:
    body = read("/data/how-to/openrefine").partition("</h1>")[2]
    first = body.partition("<p>")[2].partition("</p>")[0]
    assert all(f"<code>{server}/reconcile/{language}</code>" in first for language in LANGUAGES)
    assert "exgraph serve" not in body
    gephi = read("/data/how-to/gephi").partition("</h1>")[2]
    assert "GEXF" in gephi.partition("<p>")[2].partition("</p>")[0]
    assert "<em>Undirected</em> for a town or your own selection" in gephi


@pytest.mark.parametrize("name", [each for each in how_to.NAMES if each != "federation"])
def test_a_how_to_shows_its_pictures(client: httpx2.Client, read: Read, name: str) -> None:
    images = re.findall(r'<img src="(pictures/[a-z]+\.png)" alt="([^"]+)"', page := read(f"/data/how-to/{name}"))
    assert len(images) == page.count("<img ") > 0
    assert "itself are not included" in page
    for source, _ in images:
        answer = client.get(f"/data/how-to/{source}")
        assert answer.headers["content-type"] == "image/png"
        assert answer.content.startswith(b"\x89PNG")
        assert len(answer.content) < 70_000
        seen = client.get(f"/data/how-to/{source}", headers={"If-None-Match": answer.headers["etag"]})
        assert seen.status_code == 304


def test_there_is_no_other_picture(client: httpx2.Client, read: Read) -> None:
    shown = {each for name in how_to.NAMES for each in re.findall(r"pictures/([^\"]+)", read(f"/data/how-to/{name}"))}
    assert shown == {each.name for each in (ROOT / "docs" / "how-to" / "pictures").iterdir()}
    for name in ("nothing.png", "..%2Fgephi.md"):
        assert client.get(f"/data/how-to/pictures/{name}").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_operation_is_told_in_words(read: Read, language: str) -> None:
    page = read("/docs", language)
    for operation in api.read():
        assert catalogue(language).text(f"api.{operation.name}") in page
        assert f'id="{operation.name}"' in page


@pytest.mark.parametrize("operation", [each for each in api.read() if each.example], ids=lambda each: each.name)
def test_an_example_answers_as_told(client: httpx2.Client, operation: api.ApiOperation) -> None:
    answer = client.get(operation.example, headers={"Accept": operation.types[0]})
    assert answer.status_code == operation.status, answer.text
    assert answer.headers["content-type"].partition(";")[0] == operation.types[0]


def test_the_description_has_every_address_for_programs() -> None:
    described = {re.sub(r"\{[^}]*\}", "{}", each.path) for each in api.read()}
    paths = [getattr(each, "path", "") for part in PARTS for each in part.router.routes]
    routes = {re.sub(r"\{[^}]*\}", "{}", path) for path in paths}
    for_programs = {path for path in routes - OWN if re.search(r"\.(json|csv|ics|nq|xml|\{\})$", path)}
    assert described - routes == {"/id/{}.{}", "/reconcile"}, (
        "a suffix is a part of a path; reconciliation has its own routes"
    )
    assert for_programs - described == set()


def test_the_description_is_openapi(client: httpx2.Client) -> None:
    description = client.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    assert description["servers"] == [{"url": str(client.base_url).rstrip("/")}]
    names = []
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            names.append(operation["operationId"])
            placed = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
            assert placed == set(re.findall(r"\{(\w+)\}", path)), (path, method)
            assert operation["responses"]
    assert len(names) == len(set(names))
    assert client.get("/openapi.json?lang=ru").json()["tags"][0]["description"] == "Запросы"
