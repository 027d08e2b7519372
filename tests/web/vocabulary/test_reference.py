"""The ontology and the shapes as pages to read."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx2
import pytest
from rdflib import RDFS, SH, SKOS, Graph, URIRef

Read = Callable[..., str]


def article(page: str, anchor: str) -> str:
    return page.partition(f'<article id="{anchor}">')[2].partition("</article>")[0]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("ja", ("姉妹都市提携", "上位クラス", "例", "稚内市・ネベリスクの姉妹都市提携")),
        ("en", ("sister-city agreement", "Within", "Examples", "Sister-city agreement between Wakkanai and Nevelsk")),
        ("ru", ("Входит в", "Примеры", "Соглашение Вакканай — Невельск")),
    ],
)
def test_a_class_is_explained_with_examples(read: Read, language: str, texts: tuple[str, ...]) -> None:
    entry = article(read("/ns", language), "SisterCityAgreement")
    for text in texts:
        assert text in entry


def test_the_page_says_how_things_names_codes_and_dates_are_written(read: Read) -> None:
    notation = read("/ns").partition('<section id="notation">')[2].partition("</section>")[0]
    assert "PREFIX place: &lt;https://w3id.org/exgraph/id/place/&gt;" in notation
    assert re.search(r"<code>place:[a-z]+</code> <a href=", notation)
    assert "status:held" in notation
    assert "xsd:gYearMonth" in notation
    assert "rdfs:label" in notation


def test_a_property_tells_of_what_and_to_what(read: Read) -> None:
    page = read("/ns")
    entry = article(page, "participation")
    assert 'href="/ns#Event"' in entry.partition("Leads to")[0]
    assert 'href="/ns#Participation"' in entry.partition("Leads to")[2]
    assert "transitive" in article(page, "within")
    assert "schema:containedInPlace" in article(page, "within")


def test_every_term_has_its_anchor_and_every_anchor_a_term(read: Read, client: httpx2.Client) -> None:
    page = read("/ns")
    ontology = Graph().parse(data=client.get("/ns.ttl").content, format="turtle")
    terms = {str(each) for each in ontology.subjects() if str(each).startswith("https://w3id.org/exgraph/ns#")}
    assert {term.partition("#")[2] for term in terms} == set(re.findall(r'<article id="(\w+)">', page))
    anchors = set(re.findall(r'id="([\w-]+)"', page))
    assert {each for each in re.findall(r'href="(?:/ns)?#([\w-]+)"', page) if each != "main"} <= anchors


def test_the_pictures_are_drawn_from_the_ontology(read: Read) -> None:
    page = read("/ns")
    trees = re.findall(r'<svg class="tree".*?</svg>', page, re.DOTALL)
    assert any('href="#Municipality"' in tree and 'href="#City"' in tree for tree in trees)
    first = next(iter(re.findall(r'<svg class="pattern".*?</svg>', page, re.DOTALL)))
    assert 'class="box main"' in first
    for name in ("event", "place", "participation", "derived from record"):
        assert f">{name}</text>" in first


@pytest.mark.parametrize(
    ("accept", "type_"), [("application/rdf+xml", "application/rdf+xml"), ("text/turtle", "text/turtle")]
)
@pytest.mark.parametrize("path", ["/ns", "/ns/0.2.0", "/shapes"])
def test_ontology_and_shapes_are_data_at_their_address(
    client: httpx2.Client, path: str, accept: str, type_: str
) -> None:
    for method in ("GET", "HEAD"):
        answer = client.request(method, path, headers={"Accept": accept})
        assert answer.status_code == 200
        assert answer.headers["content-type"].partition(";")[0] == type_
    form = "xml" if accept.endswith("xml") else "turtle"
    assert len(Graph().parse(data=client.get(path, headers={"Accept": accept}).content, format=form)) > 100


def test_definitions_are_comments_too_for_tools_that_show_those(client: httpx2.Client) -> None:
    ontology = Graph().parse(data=client.get("/ns.rdf").content, format="xml")
    definitions = set(ontology.subject_objects(SKOS.definition))
    assert definitions
    assert definitions == set(ontology.subject_objects(RDFS.comment))
    assert {text.language for _, text in definitions} >= {"ja", "en"}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("ja", ("値が 2 個以上", "違反", "情報", "クラス")),
        ("en", ("at least 2 values", "violation", "note", "Things of the class")),
        ("ru", ("не менее 2 значений", "нарушение", "сведение", "Объекты класса")),
    ],
)
def test_a_shape_is_told_in_words(read: Read, language: str, texts: tuple[str, ...]) -> None:
    section = read("/shapes", language).partition('id="Agreement"')[2].partition("</section>")[0]
    for text in texts:
        assert text in section


def test_every_check_of_the_shapes_is_on_the_page(read: Read, client: httpx2.Client) -> None:
    page = read("/shapes")
    shapes = Graph().parse(data=client.get("/shapes.ttl").content, format="turtle")
    checks = {
        str(check).partition("#")[2]
        for part in (SH.property, SH.sparql)
        for shape, check in shapes.subject_objects(part)
        if isinstance(shape, URIRef)
    }
    assert len(checks) > 100
    assert {each for each in checks if f"exs:{each}</code>" not in page} == set()


def test_findings_of_a_check_lead_to_the_worklist(read: Read) -> None:
    page = read("/shapes")
    assert 'href="/quality?code=tie-silent#worklist">1 finding</a>' in page
    assert "tie-silent" in read("/quality?code=tie-silent")
