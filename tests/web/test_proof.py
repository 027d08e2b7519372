"""Every value of a page can be asked how it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.web.specimen import client as serve
from tests.web.specimen import page

GRAPH = """
graph:provenance {
    <source/old> a exg:SourceDocument ; rdfs:label "Old list"@en .
    <source/new> a exg:SourceDocument ; rdfs:label "New list"@en .
    <record/old/1> a exg:Record ; exg:source <source/old> ; exg:recordNumber "1" ; exg:firstLine 3 ; exg:lastLine 3 .
    <record/new/7> a exg:Record ; exg:source <source/new> ; exg:recordNumber "7" ; exg:firstLine 9 ; exg:lastLine 11 .
}
graph:old {
    <event/old/1> a exg:Visit ; rdfs:label "A visit"@en ; exg:location <place/a> ; exg:totalHeadcount 12 ;
        exg:start "1999"^^xsd:gYear ; exg:edtf "1999" ; exg:earliest "1999-01-01"^^xsd:date ; exg:year 1999 ;
        exg:rule "sentence" ; exg:review <concept/review/corrected> ; exg:participation <participation/old/1/1> ;
        prov:wasDerivedFrom <record/old/1> .
    <participation/old/1/1> a exg:Participation ; exg:from <place/a> ; exg:fromEach <place/a> ;
        exg:to <place/b> ; exg:toEach <place/b> ; exg:headcount 12 .
    <place/a> a exg:City ; rdfs:label "Ayville"@en .
    <place/b> a exg:City ; rdfs:label "Beeville"@en .
}
graph:new { <event/old/1> exg:totalHeadcount 15 ; exg:location <place/a> ; prov:wasDerivedFrom <record/new/7> . }
graph:gazetteer {
    <organisation/c> a exg:Council ; rdfs:label "Committee"@en ; exg:basedIn <place/a> ; exg:origin "ja=old" .
}
graph:inferred { <event/old/1> a exg:Event . <organisation/c> a exg:Organisation . }
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with serve(tmp_path_factory.mktemp("proofs"), GRAPH) as client:
        yield client


def proofs(text: str) -> dict[str, str]:
    """Return what is folded beside the values of a page, by the label of the values."""
    found = re.findall(
        r'<details class="known"><summary><span class="hidden">(.*?): </span>(.*?)</details>', text, re.S
    )
    return {label: " ".join(re.sub(r"<(?!a )[^>]*>", "", inside).split()) for label, inside in found}


def test_a_value_names_its_record_its_reader_and_who_checked_it(client: TestClient) -> None:
    proof = proofs(page(client, "/id/event/old/1.html"))
    assert "/id/record/old/1" in proof["When"]
    assert "line 3" in proof["When"]
    assert "sentence" in proof["When"]
    assert "corrected" in proof["When"]
    assert "/id/record/new/7" not in proof["When"]


def test_values_of_two_documents_are_told_apart_each_with_its_record(client: TestClient) -> None:
    proof = proofs(page(client, "/id/event/old/1.html"))["Took part"]
    assert re.search(r"12 — .*record/old/1.*15 — .*record/new/7.*lines 9–11", proof)


def test_a_value_that_both_documents_tell_has_both_records(client: TestClient) -> None:
    proof = proofs(page(client, "/id/event/old/1.html"))["location"]
    assert "record/old/1" in proof
    assert "record/new/7" in proof
    assert "—" not in proof


def test_a_group_without_a_record_of_its_own_has_that_of_its_event(client: TestClient) -> None:
    proof = proofs(page(client, "/id/event/old/1.html"))["Who travelled"]
    assert "record/old/1" in proof
    assert "record/new/7" not in proof


def test_an_inferred_value_leads_to_its_reason(client: TestClient) -> None:
    text = page(client, "/id/event/old/1.html")
    assert re.search(r'It follows from other facts. <a href="(/why[^"]*type[^"]*Event[^"]*)"', text)


def test_every_asserted_value_of_the_table_leads_to_its_reason(client: TestClient) -> None:
    text = page(client, "/id/event/old/1.html").partition("All facts")[2].partition("What follows")[0]
    rows = re.findall(r"<li>(.*?)</li>", text.partition("<h2>")[0], re.S)
    assert len(rows) > 8
    assert all('href="/why?subject=' in row for row in rows)


def test_who_went_is_drawn_with_the_number_on_its_band(client: TestClient) -> None:
    drawing = re.search(r'<svg class="bands".*?</svg>', page(client, "/id/event/old/1.html"), re.S)
    assert drawing
    assert re.findall(r"<text[^>]*>(.*?)</text>", drawing[0]) == ["Ayville", "Beeville", "12"]
