"""What harvesters of catalogues, search engines, archives and browsers look for, by their own rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import httpx2
import pyoxigraph
import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, XSD

from exgraph.release import Release, folder
from exgraph.web.app import create_app
from exgraph.web.sparql.service_description import GEOSPARQL
from tests.publication import publish_specimen
from tests.server import settings_of

SPDX = Namespace("http://spdx.org/rdf/terms#")
CLASSES = {
    DCTERMS.publisher: FOAF.Agent,
    DCTERMS.license: DCTERMS.LicenseDocument,
    DCTERMS.language: DCTERMS.LinguisticSystem,
    DCTERMS.conformsTo: DCTERMS.Standard,
    DCTERMS.temporal: DCTERMS.PeriodOfTime,
    DCAT.mediaType: DCTERMS.MediaType,
    DCAT.compressFormat: DCTERMS.MediaType,
    DCAT.landingPage: FOAF.Document,
    FOAF.homepage: FOAF.Document,
    DCAT.distribution: DCAT.Distribution,
    DCAT.service: DCAT.DataService,
    DCAT.dataset: DCAT.Dataset,
    SPDX.checksum: SPDX.Checksum,
    SPDX.algorithm: SPDX.ChecksumAlgorithm,
}
"""Of what class the values of a property are (DCAT-AP 3.0.1, ranges)."""
NEEDED = {
    DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher),
    DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCTERMS.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
    SPDX.Checksum: (SPDX.algorithm, SPDX.checksumValue),
}
"""What things of a class must have (DCAT-AP 3.0.1, mandatory properties)."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[TestClient, Release]:
    """A server of the specimen graph with one release of it."""
    build = tmp_path_factory.mktemp("harvested")
    publish_specimen(build, "one")
    settings = settings_of(build)
    release = folder.make(
        build / "current" / "graph.nq", settings.releases, date="2026-04-01", version="1", root=settings.base.root
    )
    return TestClient(create_app(settings)), release


def faults(graph: Graph) -> Iterator[str]:
    for class_, properties in NEEDED.items():
        for thing in graph.subjects(RDF.type, class_):
            yield from (f"{thing} lacks {name}" for name in properties if graph.value(thing, name) is None)
    for name, class_ in CLASSES.items():
        for thing, value in graph.subject_objects(name):
            if (value, RDF.type, class_) not in graph:
                yield f"{name} of {thing} is no {class_}: {value}"
    for thing, size in graph.subject_objects(DCAT.byteSize):
        if getattr(size, "datatype", None) != XSD.nonNegativeInteger:
            yield f"byteSize of {thing} is {size!r}"
    for thing in {*graph.subjects(RDF.type, DCAT.Dataset), *graph.subjects(RDF.type, DCAT.Catalog)}:
        languages = [getattr(title, "language", None) for title in graph.objects(thing, DCTERMS.title)]
        if len(languages) != len(set(languages)):
            yield f"{thing} has several titles in one language"


def test_the_record_for_catalogues_keeps_the_rules_of_dcat_ap(made: tuple[TestClient, Release]) -> None:
    client, release = made
    for path in ("/.well-known/dcat", "/changes", f"/downloads/{release.id}/void.ttl"):
        text = client.get(path, headers={"Accept": "text/turtle"}).text
        graph = Graph().parse(data=text, format="turtle", publicID=f"http://testserver{path}")
        assert len(graph) > 20
        assert list(faults(graph)) == [], path
    graph = Graph().parse(data=client.get("/.well-known/dcat", headers={"Accept": "text/turtle"}).text)
    catalogue = next(graph.subjects(RDF.type, DCAT.Catalog))
    assert URIRef(release.iri) in set(graph.objects(catalogue, DCAT.dataset))
    data = URIRef("http://testserver/.well-known/void#dataset")
    assert {word.language for word in graph.objects(data, DCAT.keyword)} == {"ja", "en", "ru"}  # type: ignore[attr-defined]
    assert graph.value(graph.value(data, DCTERMS.temporal), DCAT.startDate) is not None


def test_a_member_of_the_stream_is_told_with_its_files(made: tuple[TestClient, Release]) -> None:
    client, release = made
    graph = Graph().parse(data=client.get("/changes", headers={"Accept": "text/turtle"}).text)
    tree, sh = Namespace("https://w3id.org/tree#"), Namespace("http://www.w3.org/ns/shacl#")
    shape = graph.value(URIRef("http://testserver/changes#stream"), tree.shape)
    paths = {graph.value(each, sh.path): graph.value(each, sh.node) for each in graph.objects(shape, sh.property)}
    inner = {graph.value(each, sh.path) for each in graph.objects(paths[DCAT.distribution], sh.property)}
    for file in graph.objects(URIRef(release.iri), DCAT.distribution):
        assert inner <= set(graph.predicates(file))


def document(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_search_engines_for_data_find_what_they_list(made: tuple[TestClient, Release]) -> None:
    client, release = made
    for path in ("/data", f"/releases/{release.id}"):
        told = document(client.get(path, headers={"Accept": "text/html"}).text)
        assert told["@type"] == "Dataset"
        assert 50 <= len(str(told["description"])) <= 5000
        for name in ("name", "keywords", "temporalCoverage", "spatialCoverage", "license", "creator", "datePublished"):
            assert told.get(name), (path, name)
        assert re.fullmatch(r"\d{4}/\d{4}", str(told["temporalCoverage"]))
    files = {each["name"]: each for each in told["distribution"]}  # type: ignore[attr-defined]
    dump = next(each for each in release.files if each.name == "exgraph.nq.gz")
    assert files["exgraph.nq.gz"]["contentSize"] == f"{dump.size} B"


def links(answer: httpx2.Response) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for address, relation in re.findall(r'<([^>]*)>; rel="([^"]*)"', answer.headers["link"]):
        found.setdefault(relation, []).append(address)
    return found


def test_programs_find_their_way_by_signposts(made: tuple[TestClient, Release]) -> None:
    client, release = made
    html = {"Accept": "text/html"}
    signs = links(client.head(f"/releases/{release.id}", headers=html))
    assert signs["cite-as"] == [release.iri]
    assert {"https://schema.org/Dataset", "https://schema.org/AboutPage"} == set(signs["type"])
    assert {each.rpartition("/")[2] for each in signs["item"]} == {file.name for file in release.files}
    assert any(each.endswith("/ro-crate-metadata.json") for each in signs["describedby"])
    thing = links(client.get("/id/place/nevelsk.html", headers=html))
    assert thing["cite-as"] == ["https://w3id.org/exgraph/id/place/nevelsk"]
    assert thing["license"] == signs["license"]
    for address in (*thing["describedby"], *signs["item"], *signs["describedby"]):
        assert client.get(address).status_code == 200, address


def test_a_release_is_a_research_object_crate(made: tuple[TestClient, Release]) -> None:
    _, release = made
    crate = json.loads((release.folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))
    things = {each["@id"]: each for each in crate["@graph"]}
    about = things["ro-crate-metadata.json"]
    assert about["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"} and about["about"] == {"@id": "./"}
    root = things["./"]
    assert {"name", "description", "datePublished", "license"} <= set(root)
    parts = {each["@id"] for each in root["hasPart"]}
    assert parts == {file.name for file in release.files} - {"ro-crate-metadata.json"}
    assert all(things[each]["@type"] == "File" for each in parts)


def test_browsers_are_told_how_to_search(made: tuple[TestClient, Release]) -> None:
    client, _ = made
    answer = client.get("/opensearch.xml")
    assert answer.headers["content-type"] == "application/opensearchdescription+xml"
    root = ET.fromstring(answer.content)  # noqa: S314 - our own file
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert root.tag == f"{space}OpenSearchDescription"
    assert len(root.findtext(f"{space}ShortName") or "") <= 16
    templates = {url.get("type"): url.get("template") or "" for url in root.findall(f"{space}Url")}
    found = client.get(templates["text/html"].replace("{searchTerms}", "Nevelsk"), headers={"Accept": "text/html"})
    assert found.status_code == 200 and "place/nevelsk" in found.text
    assert 'rel="search"' in client.get("/", headers={"Accept": "text/html"}).text
    assert "/opensearch.xml>" in client.get("/.well-known/void", headers={"Accept": "application/n-triples"}).text


def test_language_models_are_told_where_to_ask(made: tuple[TestClient, Release]) -> None:
    client, _ = made
    answer = client.get("/llms.txt")
    assert answer.text.startswith("# ")
    for address in re.findall(r"\]\((http[^)]*)\)", answer.text):
        assert client.get(address, follow_redirects=True).status_code == 200, address


@pytest.mark.parametrize(("suffix", "media_type"), [("trig", "application/trig"), ("nq", "application/n-quads")])
def test_a_thing_is_given_with_its_sources(made: tuple[TestClient, Release], suffix: str, media_type: str) -> None:
    client, _ = made
    led = client.get("/id/place/nevelsk", headers={"Accept": media_type}, follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (303, f"/id/place/nevelsk.{suffix}")
    answer = client.get(f"/id/place/nevelsk.{suffix}")
    assert answer.headers["content-type"] == media_type
    quads = list(pyoxigraph.parse(answer.content, format=pyoxigraph.RdfFormat.from_media_type(media_type)))
    assert {quad.subject.value for quad in quads} == {"https://w3id.org/exgraph/id/place/nevelsk"}
    graphs = {quad.graph_name.value for quad in quads if isinstance(quad.graph_name, pyoxigraph.NamedNode)}
    assert "https://w3id.org/exgraph/graph/gazetteer" in graphs
    dump = client.get("/data/graph.nq").text.splitlines()
    assert len(quads) == sum(line.startswith("<https://w3id.org/exgraph/id/place/nevelsk> ") for line in dump) > 3


def test_the_endpoint_tells_its_functions_and_knows_them(made: tuple[TestClient, Release]) -> None:
    client, _ = made
    sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
    graph = Graph().parse(data=client.get("/sparql", headers={"Accept": "text/turtle"}).text, format="turtle")
    functions = {str(each) for each in graph.objects(None, sd.extensionFunction)}
    assert len(functions) == len(GEOSPARQL) > 30
    wkt = "<http://www.opengis.net/ont/geosparql#wktLiteral>"
    shapes = (f'"POINT(1 2)"^^{wkt}', f'"POLYGON((0 0,4 0,4 4,0 4,0 0))"^^{wkt}', f'"LINESTRING(0 0,1 1)"^^{wkt}')
    metre = "<http://www.opengis.net/def/uom/OGC/1.0/metre>"
    given = [*shapes, *(f"{one}, {other}" for one in shapes for other in shapes), f"{shapes[0]}, {shapes[0]}, {metre}"]
    given.append(f"{shapes[1]}, {metre}")
    for function in functions:
        tried = " ".join(f"BIND(<{function}>({each}) AS ?x{number})" for number, each in enumerate(given))
        found = pyoxigraph.Store().query(f"SELECT * {{ {tried} }}")
        assert isinstance(found, pyoxigraph.QuerySolutions)
        [row] = found
        assert any(value is not None for value in row), function
