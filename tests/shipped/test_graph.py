"""What must hold of the shipped graph as a whole."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from exgraph import settings as project
from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.mapping.write import lines
from exgraph.model.report import BuildReport
from exgraph.settings import Settings
from exgraph.sources import document
from exgraph.store import Store
from exgraph.web.app import create_app

ROOT = Path(__file__).parents[2]
DOCUMENTS = project.load(ROOT).documents or ROOT.parent / "shared" / "sources"

COUNTED = """PREFIX exg: <https://w3id.org/exgraph/ns#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT (COUNT(DISTINCT ?record) AS ?n) {{
  ?record exg:source <https://w3id.org/exgraph/id/source/{source}> . ?fact prov:wasDerivedFrom ?record ; a {kind}
}}"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogues.load(ROOT / "mappings")


@pytest.mark.parametrize(
    ("source", "kind", "records"),
    [
        ("hokkaido-russia-db", "exg:Event", 684),
        # The 46 ties, and articles 2, 5 and 6, which date one of them each.
        ("clair-japan-russia", "exg:SisterCityAgreement", 49),
        ("clair-japan-russia", "exg:Event", 18),
        ("dohoku-project", "exg:Event", 27),
        ("dohoku-project", "exg:Observation", 3),
        ("wakkanai-chronicle", "exg:Event", 116),
    ],
)
def test_every_record_reaches_the_graph(source: str, kind: str, records: int, store: Store) -> None:
    assert store.rows(COUNTED.format(source=source, kind=kind)) == [{"n": str(records)}]


@pytest.mark.parametrize(
    "kind",
    [
        *("Place", "Venue", "Organisation", "Official", "Series", "TransportRoute", "Agreement", "Event"),
        *("Participation", "ParticipantPart", "Indicator", "Observation", "Record", "SourceDocument"),
    ],
)
@pytest.mark.parametrize("predicate", ["rdfs:label", "dcterms:description"])
def test_everything_has_a_name_and_a_description_in_three_languages(kind: str, predicate: str, store: Store) -> None:
    rows = store.rows(
        "PREFIX exg: <https://w3id.org/exgraph/ns#> PREFIX dcterms: <http://purl.org/dc/terms/>"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        f"SELECT ?thing ?language {{ ?thing a exg:{kind} VALUES ?language {{ 'ja' 'en' 'ru' }}"
        f" FILTER NOT EXISTS {{ ?thing {predicate} ?text FILTER (LANG(?text) = ?language) }} }}"
    )
    assert rows == []


@pytest.mark.parametrize("kind", ["Place", "Venue", "Organisation", "Official", "Series"])
def test_every_name_has_a_reading(kind: str, store: Store) -> None:
    rows = store.rows(
        "PREFIX exg: <https://w3id.org/exgraph/ns#>"
        f"SELECT ?thing {{ ?thing a exg:{kind} FILTER NOT EXISTS {{ ?thing exg:kana ?kana }} }}"
    )
    assert rows == []


def test_every_tie_has_two_parties_and_its_year(store: Store) -> None:
    ties = store.rows(
        "PREFIX exg: <https://w3id.org/exgraph/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>"
        "SELECT ?tie (COUNT(DISTINCT ?party) AS ?parties) (MIN(?y) AS ?year) { ?tie a exg:SisterCityAgreement ;"
        " prov:wasDerivedFrom/exg:source <https://w3id.org/exgraph/id/source/clair-japan-russia> ;"
        " exg:party ?party ; exg:year ?y } GROUP BY ?tie"
    )
    assert len(ties) == 46
    assert {tie["parties"] for tie in ties} == {"2"}
    assert all(1961 <= int(tie["year"]) <= 2018 for tie in ties)


def test_the_shapes_find_no_violation(report: BuildReport) -> None:
    assert report.severities["violation"] == 0
    assert report.focus_nodes["https://w3id.org/exgraph/shapes#Event"] > 800


def test_mapping_is_the_same_every_time(settings: Settings) -> None:
    first, second = (sorted(set(lines(catalogues.load(ROOT / "mappings"), settings.base))) for _ in range(2))
    assert first == second


def test_the_dump_is_sorted_and_published(settings: Settings, report: BuildReport) -> None:
    dump = settings.build / "graph.nq"
    assert filecmp.cmp(dump, settings.build / "versions" / report.version / "graph.nq", shallow=False)
    lines = dump.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))


def test_addresses_answer(settings: Settings, store: Store) -> None:
    """A page of every class, and every fiftieth thing besides, answers in HTML and Turtle."""
    iris = [row["s"] for row in store.rows("SELECT DISTINCT ?s { ?s a ?class } ORDER BY ?s")]
    retired = {row["s"] for row in store.rows("SELECT ?s { ?s a <https://w3id.org/exgraph/ns#Retired> }")}
    one_each = {
        row["class"]: row["s"] for row in store.rows("SELECT ?class (MIN(?s) AS ?s) { ?s a ?class } GROUP BY ?class")
    }
    published = {*iris[::50], *one_each.values()} - retired
    things = sorted(iri for iri in published if iri.startswith(settings.base.root + "id/"))
    assert len(things) > 80
    with TestClient(create_app(settings)) as client:
        for iri in things:
            for accept in ("text/html", "text/turtle"):
                answer = client.get("/" + iri.removeprefix(settings.base.root), headers={"Accept": accept})
                assert (answer.status_code, accept) == (200, answer.headers["content-type"].split(";")[0]), iri
        for iri in retired:
            assert client.get("/" + iri.removeprefix(settings.base.root)).status_code == 410, iri


@pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason="the documents are not at hand: set EXGRAPH_DOCUMENTS to their folder"
)
def test_records_are_where_the_documents_have_them(catalogue: Catalogue) -> None:
    for source in catalogue.sources:
        words = document.read(source, DOCUMENTS)
        for _, entry in catalogue.rows("record", source.id):
            row = entry.row
            assert words.span(row.first_line, row.last_line) == (row.first_char, row.last_char), entry.at
            assert document.digest(words.words(row.first_char, row.last_char)) == row.digest, entry.at
