"""What machines look for first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SH, VOID

from exgraph.pool import Limits
from exgraph.web.routes.service import discovery
from tests.publication import publish_specimen
from tests.server import PLAIN, serve, settings_of

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SCHEMA = Namespace("https://schema.org/")
TYPES = {
    "text/turtle": "turtle",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/n-triples": "nt",
}


def locations(site_map: str) -> list[str]:
    return re.findall(r"<loc>([^<]*)</loc>", site_map)


def described(client: httpx2.Client, path: str, type_: str = "text/turtle") -> Graph:
    answer = client.get(path, headers={"Accept": type_})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == type_
    return Graph().parse(data=answer.content, format=TYPES[type_])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # inside rdflib's JSON-LD reader
@pytest.mark.parametrize("path", ["/sparql", "/.well-known/void", "/.well-known/dcat", "/sparql/examples"])
@pytest.mark.parametrize("type_", TYPES)
def test_every_description_says_the_same_in_every_form(client: httpx2.Client, path: str, type_: str) -> None:
    assert len(described(client, path, type_)) == len(described(client, path))


def test_a_description_is_not_sent_twice(client: httpx2.Client) -> None:
    first = client.get("/.well-known/void")
    assert client.get("/.well-known/void", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    assert client.get("/.well-known/void", headers={"Accept": "image/png"}).status_code == 406
    assert (
        client.get("/.well-known/void", headers={"Accept": "text/html"})
        .headers["content-type"]
        .startswith("text/plain")
    )
    assert client.head("/.well-known/void").status_code == 200


def test_void_counts_what_there_is(client: httpx2.Client) -> None:
    graph = described(client, "/.well-known/void")
    data = next(graph.subjects(RDF.type, VOID.Dataset))
    counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}).json()
    assert str(graph.value(data, VOID.triples)) == counted["results"]["bindings"][0]["n"]["value"]
    assert str(graph.value(data, VOID.sparqlEndpoint)) == f"{client.base_url}/sparql".replace("//sparql", "/sparql")
    cities = next(graph.subjects(VOID["class"], URIRef("https://w3id.org/exgraph/ns#City")))
    assert int(str(graph.value(cities, VOID.entities))) == 2
    assert len(list(graph.objects(data, VOID.propertyPartition))) == int(str(graph.value(data, VOID.properties)))


def test_dcat_leads_to_dumps_and_services_that_answer(client: httpx2.Client) -> None:
    graph = described(client, "/.well-known/dcat")
    catalogue = next(graph.subjects(RDF.type, DCAT.Catalog))
    data = graph.value(catalogue, DCAT.dataset)
    assert {title.language for title in graph.objects(data, DCTERMS.title)} == {"ja", "en", "ru"}  # type: ignore[attr-defined]
    for dump in graph.objects(data, DCAT.distribution):
        answer = client.get(str(graph.value(dump, DCAT.downloadURL)))
        assert answer.headers["content-type"] in str(graph.value(dump, DCAT.mediaType))
        assert answer.content
    services = {str(graph.value(each, DCAT.endpointURL)) for each in graph.objects(catalogue, DCAT.service)}
    assert {client.get(each).status_code for each in services} == {200}


def test_dcat_tells_size_and_checksum_of_the_dump(client: httpx2.Client) -> None:
    graph = described(client, "/.well-known/dcat")
    spdx = Namespace("http://spdx.org/rdf/terms#")
    (file,) = graph.subjects(DCAT.byteSize)
    content = client.get(str(file)).content
    assert int(str(graph.value(file, DCAT.byteSize))) == len(content)
    checksum = graph.value(file, spdx.checksum)
    assert str(graph.value(checksum, spdx.checksumValue)) == hashlib.sha256(content).hexdigest()


def test_every_page_of_the_site_map_is_there(client: httpx2.Client) -> None:
    for page in locations(client.get("/sitemap.xml").text):
        assert client.get(page, headers={"Accept": "text/html"}, follow_redirects=True).status_code == 200, page


def test_every_example_runs_and_is_told_in_three_languages(client: httpx2.Client) -> None:
    graph = described(client, "/sparql/examples")
    examples = list(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert len(examples) >= 10
    for each in examples:
        assert {comment.language for comment in graph.objects(each, RDFS.comment)} == {"ja", "en", "ru"}  # type: ignore[attr-defined]
        assert str(graph.value(each, SCHEMA.target)).endswith("/sparql")
        query = next(
            str(graph.value(each, SH[form])) for form in ("select", "ask", "construct") if graph.value(each, SH[form])
        )
        assert client.get("/sparql", params={"query": query}).status_code == 200


def test_robots_are_led_to_the_pages(client: httpx2.Client) -> None:
    robots = client.get("/robots.txt").text
    assert "Disallow: /sparql\n" in robots
    address = robots.rpartition("Sitemap: ")[2].strip()
    pages = locations(client.get(address).text)
    assert f"{client.base_url}/id/place/nevelsk".replace("//id", "/id") in pages
    assert not any("/id/record/" in page for page in pages)
    assert client.get(pages[-1], follow_redirects=True).status_code == 200


def test_many_pages_are_told_in_parts(client: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/sitemap.xml").text.count("<loc>")
    monkeypatch.setattr(discovery, "_IN_A_MAP", 5)
    parts = locations(client.get("/sitemap.xml").text)
    assert sum(client.get(part).text.count("<loc>") for part in parts) == whole


def test_pages_lead_to_the_description(client: httpx2.Client) -> None:
    page = client.get("/", headers={"Accept": "text/html"})
    assert page.headers["link"] == '</.well-known/void>; rel="describedby"'


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        ((), {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}, "http://127.0.0.1:"),
        (
            ("127.0.0.0/8",),
            {"X-Forwarded-Host": "graph.example", "X-Forwarded-Proto": "https"},
            "https://graph.example/",
        ),
        (("127.0.0.0/8",), {"X-Forwarded-Host": "e> . <b", "X-Forwarded-Proto": "gopher"}, "http://127.0.0.1:"),
        (("10.0.0.0/8",), {"X-Forwarded-Host": "graph.example"}, "http://127.0.0.1:"),
    ],
)
@pytest.mark.server
def test_only_trusted_proxies_say_what_the_address_is(
    tmp_path: Path, trusted: tuple[str, ...], forwarded: dict[str, str], expected: str
) -> None:
    from exgraph.web.http.proxy import networks

    publish_specimen(tmp_path)
    with serve(settings_of(tmp_path), Limits(), networks(trusted)) as address:
        answer = httpx2.get(f"{address}/sparql", headers={"Accept": "text/turtle", **forwarded}, verify=PLAIN)
        graph = Graph().parse(data=answer.content, format="turtle")
        assert str(graph.value(None, SD.endpoint) or next(graph.objects(None, SD.endpoint))).startswith(expected)


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[httpx2.Client]:
    publish_specimen(tmp_path)
    limits = Limits(writable=True, union=False)
    with serve(settings_of(tmp_path), limits) as address, httpx2.Client(base_url=address, verify=PLAIN) as client:
        yield client


def test_the_service_says_what_it_does_and_no_more(client: httpx2.Client, writable: httpx2.Client) -> None:
    reading, writing = described(client, "/sparql"), described(writable, "/sparql")
    assert set(reading.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(writing.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query, SD.SPARQL11Update}
    assert (None, SD.feature, SD.UnionDefaultGraph) in reading
    assert (None, SD.feature, SD.UnionDefaultGraph) not in writing
    assert (None, SD.feature, SD.BasicFederatedQuery) not in reading
    formats = {str(each).rpartition("/")[2] for each in reading.objects(None, SD.resultFormat)}
    assert formats == {
        *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
        *("Turtle", "N-Triples", "JSON-LD", "RDF_XML"),
    }
