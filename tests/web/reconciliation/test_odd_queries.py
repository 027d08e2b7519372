"""What clients send that no specification shows, and names that only a condition tells apart."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from tests.web import specimen

TRIG = """
graph:gazetteer {
    <place/north> a exg:Prefecture, exg:Place ; rdfs:label "北県"@ja, "North"@en .
    <place/south> a exg:Subprefecture, exg:Place ; rdfs:label "南支庁"@ja ; exg:within <place/north> .
    <place/isle> a exg:Subprefecture, exg:Place ; rdfs:label "島支庁"@ja ; exg:within <place/north> .
    <place/kitami> a exg:City, exg:Place ; rdfs:label "北見野市"@ja, "Kitamino"@en ; exg:within <place/north> ;
        exg:localGovernmentCode "013340" .
    <place/sawa> a exg:Village, exg:Place ; rdfs:label "沢辺村"@ja, "Sawabe"@en ; exg:within <place/north> .
    <place/hama> a exg:Town, exg:Place ; rdfs:label "浜市町"@ja ; exg:within <place/south> .
    <organisation/hama> a exg:GovernmentBody, exg:Organisation ; rdfs:label "浜市町"@ja .
}
"""


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return specimen.client(tmp_path_factory.mktemp("towns"), TRIG)


def result(client: httpx2.Client, query: object, path: str = "/reconcile/en") -> list[tuple[str, bool]]:
    answer = client.post(path, data={"queries": json.dumps({"q": query})})
    assert answer.status_code == 200, answer.text
    return [(each["id"], each["match"]) for each in answer.json()["q"]["result"]]


def asked(name: str, property_: str, value: object, **more: object) -> dict[str, Any]:
    return {"query": name, "properties": [{"pid": property_, "v": value}], **more}


def test_a_namesake_of_which_the_condition_says_nothing_is_no_match(towns: TestClient) -> None:
    elsewhere = result(towns, asked("浜市町", "within", "島支庁"))
    assert elsewhere == [("organisation/hama", False), ("place/hama", False)]
    assert result(towns, asked("浜市町", "within", "南支庁"))[0][0] == "place/hama"
    assert result(towns, asked("浜市町", "within", "南支庁", type="Place")) == [("place/hama", True)]


@pytest.mark.parametrize("code", [13340, 13340.0, "13340", "13340.0", "013340", "01334", 1334, "１３３４０"])
def test_a_code_is_known_without_its_zero_its_digit_and_with_a_point(towns: TestClient, code: object) -> None:
    assert result(towns, asked("北見野市", "localGovernmentCode", code)) == [("place/kitami", True)]


@pytest.mark.parametrize("code", [13341, "13333", "133400", 334])
def test_another_code_contradicts(towns: TestClient, code: object) -> None:
    assert not any(match for _, match in result(towns, asked("北見野市", "localGovernmentCode", code)))


@pytest.mark.parametrize(
    "name",
    ["東郡沢辺村", "北県東郡沢辺村", "東川郡沢辺村", "Sawabe, Higashi District, North", "Higashi-gun Sawabe-mura"],
)
def test_a_county_before_a_village_does_not_count(towns: TestClient, name: str) -> None:
    assert result(towns, {"query": name, "type": "Place"})[0] == ("place/sawa", True)


def test_a_county_may_be_named_like_its_town_and_no_city_has_one(towns: TestClient) -> None:
    assert result(towns, {"query": "浜市郡浜市町", "type": "Place"})[0] == ("place/hama", True)
    assert not any(match for _, match in result(towns, {"query": "東郡北見野市", "type": "Place"}))


@pytest.mark.parametrize("limit", ["NaN", "Infinity", "-Infinity", "1e999", "0", "1.5", "true", '"x"', "[]"])
def test_a_limit_that_is_none_is_refused_in_words(towns: TestClient, limit: str) -> None:
    answer = towns.post("/reconcile/en", data={"queries": f'{{"q": {{"query": "x", "limit": {limit}}}}}'})
    assert answer.status_code == 400
    assert "limit" in answer.json()["detail"] or "JSON" in answer.json()["detail"]


def test_null_is_as_if_left_out_and_digits_are_a_number(towns: TestClient) -> None:
    empty = {"type": None, "type_strict": None, "limit": None, "properties": None}
    assert result(towns, {"query": "北見野市", **empty})[0] == ("place/kitami", True)
    assert result(towns, {"query": None, "properties": [{"pid": "localGovernmentCode", "v": 13340}]})
    for value in (None, [None], [None, "北県"]):
        assert result(towns, asked("北見野市", "within", value)) == [("place/kitami", True)]
    assert len(result(towns, {"query": "市", "limit": "1"})) == 1
    sent = {
        "queries": [{"conditions": [{"matchType": "name", "propertyValue": "北見野市"}], "type": None, "limit": None}]
    }
    assert towns.post("/reconcile/1.0/match", json=sent).json()["results"][0]["candidates"][0]["match"]


@pytest.mark.parametrize("path", ["/reconcile/", "/reconcile/ja/", "/reconcile/ja"])
def test_a_slash_at_the_end_is_the_same_service(towns: TestClient, path: str) -> None:
    assert towns.get(path).json()["versions"]
    assert result(towns, "北見野市", path)[0] == ("place/kitami", True)
