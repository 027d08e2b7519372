"""The collections, as the standard asks for them and as GDAL reads them."""

from __future__ import annotations

from typing import Any

import pyogrio
import pytest
from fastapi.testclient import TestClient

from tests.web import specimen

TRIG = """
graph:own {
    <place/a> a exg:City, exg:Place ; rdfs:label "A"@en ; geo:lat 45.0 ; geo:long 141.0 .
    <place/b> a exg:City, exg:Place ; rdfs:label "B"@en ; geo:lat 46.0 ; geo:long 142.0 .
    <place/c> a exg:City, exg:Place ; rdfs:label "C"@en ; geo:lat 61.0 ; geo:long -149.0 .
    <place/odd> a exg:City, exg:Place ; rdfs:label "Odd"@en ; geo:lat "NaN"^^xsd:double ; geo:long 1.0 .
    <agreement/1> a exg:SisterCityAgreement, exg:Agreement ; rdfs:label "one"@en ; exg:party <place/a>, <place/b> ;
        exg:concluded "1972-07"^^xsd:gYearMonth .
    <agreement/2> a exg:SisterCityAgreement, exg:Agreement ; rdfs:label "two"@en ; exg:party <place/a>, <place/c> ;
        exg:concluded "1991"^^xsd:gYear .
    <agreement/3> a exg:SisterCityAgreement, exg:Agreement ; rdfs:label "three"@en ; exg:party <place/a>, <place/odd> .
}
"""


@pytest.fixture(scope="module")
def ties(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return specimen.client(tmp_path_factory.mktemp("ties"), TRIG)


def items(client: TestClient, query: str = "", name: str = "ties") -> dict[str, Any]:
    answer = client.get(f"/collections/{name}/items?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/geo+json"
    return dict(answer.json())


def test_a_program_finds_its_way_from_the_root(ties: TestClient) -> None:
    root = ties.get("/", headers={"Accept": "application/json"}).json()
    links = {each["rel"]: each["href"] for each in root["links"]}
    assert {"service-desc", "conformance", "data"} <= set(links)
    assert any(each.endswith("/conf/core") for each in ties.get(links["conformance"]).json()["conformsTo"])
    found = {each["id"]: each for each in ties.get(links["data"]).json()["collections"]}
    assert list(found) == ["places", "ties", "exchanges", "meetings"]
    assert found["places"]["extent"]["spatial"]["bbox"] == [[-149.0, 45.0, 142.0, 61.0]]
    assert found["ties"]["extent"]["temporal"]["interval"][0][0] == "1972-07-01T00:00:00Z"
    [address] = [each["href"] for each in found["ties"]["links"] if each["rel"] == "items"]
    assert ties.get(address).json()["numberMatched"] == 2
    for accept in ("text/html", "*/*"):
        assert ties.get("/", headers={"Accept": accept}).headers["content-type"].startswith("text/html")


def test_pages_lead_on_and_back(ties: TestClient) -> None:
    first = items(ties, "limit=1")
    assert (first["numberMatched"], first["numberReturned"]) == (2, 1)
    links = {each["rel"]: each["href"] for each in first["links"]}
    second = ties.get(links["next"]).json()
    assert [each["id"] for each in (*first["features"], *second["features"])] == ["agreement/1", "agreement/2"]
    assert "next" not in {each["rel"] for each in second["links"]}
    assert ties.get("/collections/ties/items/agreement/2").json()["properties"]["first"] == "1991"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        *(("bbox=141.5,45.5,143,47", ["place/b"]), ("bbox=170,60,-140,65", ["place/c"]), ("bbox=0,0,1,1", [])),
        ("bbox=140,44,0,143,47,0", ["place/a", "place/b"]),
    ],
)
def test_places_are_chosen_by_a_box(ties: TestClient, query: str, ids: list[str]) -> None:
    assert [each["id"] for each in items(ties, query, "places")["features"]] == ids


@pytest.mark.parametrize(
    ("span", "ids"),
    [
        *(("../1980", [1]), ("1980/..", [1, 2]), ("1971-01-01/1972-07-01", [1]), ("1970-01-01T00:00:00Z", [])),
        *(("1972", [1]), ("1991-12-31", [1, 2])),
    ],
)
def test_lines_are_chosen_by_a_span(ties: TestClient, span: str, ids: list[int]) -> None:
    found = [each["id"] for each in items(ties, f"datetime={span}")["features"]]
    assert found == [f"agreement/{number}" for number in ids]


@pytest.mark.parametrize(
    "path", ["ties/items?bbox=1,2,3", "ties/items?bbox=a,b,c,d", "ties/items?datetime=soon", "ties/items?limit=0"]
)
def test_what_cannot_be_read_is_refused(ties: TestClient, path: str) -> None:
    assert ties.get(f"/collections/{path}").status_code == 400


def test_what_is_not_there_is_named(ties: TestClient) -> None:
    assert "places" in ties.get("/collections/none/items").json()["remedy"]
    assert ties.get("/collections/ties/items/none").status_code == 404


def test_gdal_reads_the_collections(server: str) -> None:
    address = f"OAPIF:{server}"
    assert {"places", "ties"} <= set(pyogrio.list_layers(address)[:, 0])
