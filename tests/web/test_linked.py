"""Every address of a thing, known, merged, retired or unknown; and what its page says in schema.org's words."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx2
import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

ID = "https://w3id.org/exgraph/id/"
SCHEMA = Namespace("https://schema.org/")
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
Read = Callable[..., str]

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # inside rdflib's JSON-LD reader


def embedded(page: str) -> Graph:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return Graph().parse(data=block, format="json-ld")


@pytest.mark.parametrize(
    ("path", "classes"),
    [
        ("place/wakkanai", {"City", "AdministrativeArea"}),
        ("place/japan", {"Country"}),
        ("event/specimen/2", {"Event"}),
        ("organisation/wakkanai-city", {"GovernmentOrganization"}),
        ("series/harbour-talks", {"EventSeries"}),
        ("source/specimen", {"CreativeWork"}),
        ("record/specimen/2", {"CreativeWork"}),
        ("concept/status/held", {"DefinedTerm"}),
        ("agreement/wakkanai-nevelsk-1972", {"Thing"}),
    ],
)
def test_a_page_names_its_thing_by_the_classes_of_schema_org(read: Read, path: str, classes: set[str]) -> None:
    graph = embedded(read(f"/id/{path}.html"))
    found = {str(each) for each in graph.objects(URIRef(ID + path), RDF.type)}
    assert {each.removeprefix(SCHEMA) for each in found if each.startswith(SCHEMA)} == classes
    assert all(each.startswith((SCHEMA, "https://w3id.org/exgraph/ns#")) for each in found)


def test_a_town_has_its_names_its_position_and_what_it_lies_in(read: Read) -> None:
    graph, town = embedded(read("/id/place/wakkanai.html")), URIRef(ID + "place/wakkanai")
    names = set(graph.objects(town, SCHEMA.name))
    assert names == {Literal("稚内市", "ja"), Literal("Wakkanai", "en"), Literal("Вакканай", "ru")}
    assert list(graph.objects(town, SCHEMA.containedInPlace)) == [URIRef(ID + "place/hokkaido")]
    position = graph.value(town, SCHEMA.geo)
    assert float(str(graph.value(position, SCHEMA.latitude))) == 45.41


def test_an_event_has_its_dates_as_told_its_place_and_its_record(read: Read) -> None:
    graph, event = embedded(read("/id/event/specimen/2.html")), URIRef(ID + "event/specimen/2")
    assert str(graph.value(event, SCHEMA.startDate)) == "1997-06"
    assert graph.value(event, SCHEMA.location) == URIRef(ID + "place/nevelsk")
    assert graph.value(event, SCHEMA.subjectOf) == URIRef(ID + "record/specimen/2")
    assert (URIRef(ID + "place/nevelsk"), SCHEMA.name, Literal("Nevelsk", "en")) in graph


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("suffix", ["", ".html"])
def test_a_merged_address_leads_to_the_other_for_good(client: httpx2.Client, suffix: str, method: str) -> None:
    answer = client.request(method, f"/id/event/another/1{suffix}", headers=BROWSER)
    assert answer.status_code == 301
    assert answer.headers["location"] == f"/id/event/specimen/2{suffix}"
    assert "the same visit" in answer.text or method == "HEAD"


def test_a_page_tells_what_was_merged_into_its_thing(read: Read) -> None:
    page = read("/id/event/specimen/2.html")
    assert f"{ID}event/another/1" in page
    assert "the same visit" in page
    assert "another" not in read("/id/event/specimen/3.html")


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/id/event/another/2", 410, {"ja": "廃止されました", "en": "was retired", "ru": "упразднён"}),
        ("/id/event/another/2.html", 410, {"ja": "廃止されました", "en": "was retired", "ru": "упразднён"}),
        (
            "/id/place/no-such-town",
            404,
            {"ja": "ここには何もありません", "en": "Nothing here", "ru": "Здесь ничего нет"},
        ),
        ("/questions/no-such", 404, {"ja": "綴りを確かめる", "en": "spelt right", "ru": "Проверьте написание"}),
        ("/why?subject=x", 400, {"ja": "答えられません", "en": "cannot be answered", "ru": "ответить нельзя"}),
    ],
)
def test_what_is_not_there_is_told_in_the_readers_words_with_a_search(
    read: Read, path: str, status: int, words: dict[str, str]
) -> None:
    for language, text in words.items():
        page = read(path, language, status)
        assert text in page
        assert page.count('action="/search"') == 2


def test_programs_are_told_in_a_problem_document(client: httpx2.Client) -> None:
    for path, status in (("/id/place/no-such-town", 404), ("/id/event/another/2", 410), ("/ns/9.9.9", 404)):
        answer = client.get(path, headers={"Accept": "text/turtle, application/json;q=0.5"})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
    assert "read twice from one line" in client.get("/id/event/another/2").json()["detail"]
    assert client.get("/id/event/another/2.ttl").status_code == 200


def test_a_page_names_its_other_forms_and_its_own_iri(read: Read) -> None:
    page = read("/id/place/wakkanai.html")
    assert f'<link rel="canonical" href="{ID}place/wakkanai">' in page
    alternates = dict(re.findall(r'<link rel="alternate" type="([^"]*)" href="([^"]*)">', page))
    assert {type_: path.rpartition(".")[2] for type_, path in alternates.items()} == {
        "text/turtle": "ttl",
        "application/n-triples": "nt",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "rdf",
        "application/trig": "trig",
        "application/n-quads": "nq",
    }


def test_the_home_page_says_how_the_site_is_searched(read: Read) -> None:
    graph = embedded(read("/"))
    (site,) = graph.subjects(RDF.type, SCHEMA.WebSite)
    action = graph.value(site, SCHEMA.potentialAction)
    target = graph.value(action, SCHEMA.target)
    assert str(graph.value(target, SCHEMA.urlTemplate)).endswith("/search?q={words}")
    assert graph.value(graph.value(site, SCHEMA.about), RDF.type) == SCHEMA.Dataset
