"""Two documents, one event: its facts stand under one address, the other leads there."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD

from exgraph.facts import catalogue as catalogues
from exgraph.facts.check import check
from exgraph.mapping.write import lines
from exgraph.model.iri import NS, Base

KEPT = URIRef("https://w3id.org/exgraph/id/event/specimen/5")
MERGED = URIRef("https://w3id.org/exgraph/id/event/specimen/5-2")


@pytest.fixture
def merged(specimen: Path) -> Path:
    text = "event,into,reason,review\nspecimen/5-2,specimen/5,the office opened as the ferry started,accepted\n"
    (specimen / "mappings" / "gazetteer" / "merge.csv").write_text(text, encoding="utf-8")
    return specimen


def graph(project: Path) -> Dataset:
    read = catalogues.load(project / "mappings")
    assert check(read) == []
    data = Dataset(default_union=True)
    data.parse(data="".join(lines(read, Base())), format="nquads")
    return data


def test_one_event_has_the_facts_of_both(merged: Path) -> None:
    data = graph(merged)
    assert {NS + "TransportEvent", NS + "Establishment"} == {str(each) for each in data.objects(KEPT, RDF.type)}
    assert len(set(data.objects(KEPT, RDFS.label))) == 3
    assert set(data.objects(MERGED, RDF.type)) == {URIRef(NS + "Redirect")}
    assert list(data.objects(MERGED, DCTERMS.isReplacedBy)) == [KEPT]
    assert not list(data.objects(MERGED, PROV.wasDerivedFrom))


def test_the_more_exact_date_stands_and_the_other_is_a_claim(merged: Path) -> None:
    data = graph(merged)
    ends = {str(each) for each in data.objects(KEPT, URIRef(NS + "end"))}
    assert ends == {"1999-05"}
    claims = {
        str(data.value(claim, URIRef(NS + "claimedProperty"))): str(data.value(claim, URIRef(NS + "claimedValue")))
        for claim in data.objects(KEPT, URIRef(NS + "claim"))
    }
    assert claims == {NS + "end": "1999-09"}
    assert list(data.objects(KEPT, URIRef(NS + "latest"))) == [Literal("1999-05-31", datatype=XSD.date)]


def test_a_number_told_otherwise_keeps_its_qualifier(merged: Path) -> None:
    events = merged / "mappings" / "sources" / "specimen" / "facts" / "event.csv"
    header, *rows = csv.reader(events.open(encoding="utf-8"))
    for row in rows:
        if row[0] in ("5", "5-2"):
            row[header.index("total")] = "40" if row[0] == "5-2" else "30"
            row[header.index("total_qualifier")] = "about" if row[0] == "5-2" else "at-least"
    with events.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])
    data = graph(merged)
    (claim,) = (each for each in data.objects(KEPT, URIRef(NS + "claim")) if str(each).endswith("/total"))
    stated = (data.value(KEPT, URIRef(NS + "totalHeadcount")), data.value(KEPT, URIRef(NS + "totalQualifier")))
    claimed = (data.value(claim, URIRef(NS + "claimedValue")), data.value(claim, URIRef(NS + "claimedQualifier")))
    assert {(int(str(number)), str(how).rpartition("/")[2]) for number, how in (stated, claimed)} == {
        (40, "about"),
        (30, "at-least"),
    }


def test_without_the_line_they_are_two_again(specimen: Path) -> None:
    assert len(set(graph(specimen).objects(MERGED, RDFS.label))) == 3


def test_a_merge_of_nothing_is_found(merged: Path) -> None:
    path = merged / "mappings" / "gazetteer" / "merge.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("specimen/5,", "specimen/99,"), encoding="utf-8")
    (error,) = check(catalogues.load(merged / "mappings"))
    assert f"{path}:2:into: no event has the id 'specimen/99'" in str(error)
