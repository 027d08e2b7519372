"""The reconciliation service 0.2 on the specimen graph, as OpenRefine asks it."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from exgraph.web.reconciliation import reply
from exgraph.web.reconciliation.query import BATCH

Answer = dict[str, Any]


def ask(client: httpx2.Client, queries: object, path: str = "/reconcile/en") -> Answer:
    answer = client.post(path, data={"queries": json.dumps(queries)})
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    return dict(answer.json())


def best(client: httpx2.Client, text: str, **fields: object) -> tuple[str, bool] | None:
    result = ask(client, {"q": {"query": text, **fields}})["q"]["result"]
    return (result[0]["id"], result[0]["match"]) if result else None


@pytest.mark.parametrize(
    "name",
    [
        *(
            "稚内市",
            "稚内",
            "Wakkanai",
            "Вакканай",
            "わっかない",
            "ワッカナイ",
            "Vakkanay",
            "WAKKANAI",
            "稚内市(北海道)",
        ),
        *("Wakkanai City", "Wakkanai, Hokkaido", "北海道稚内市", "город Вакканай", "Wakkanai-shi"),
        *("place/wakkanai", "https://w3id.org/exgraph/id/place/wakkanai"),
    ],
)
def test_a_town_is_matched_by_every_name_of_it(client: httpx2.Client, name: str) -> None:
    assert best(client, name, type="Place") == ("place/wakkanai", True)


def test_a_misprint_is_found_and_a_wrong_letter_is_no_match(client: httpx2.Client) -> None:
    assert best(client, "ネベリンスク", type="Place") == ("place/nevelsk", True)
    assert best(client, "Nevelks", type="Place") == ("place/nevelsk", False)


def test_a_type_keeps_others_out_or_down(client: httpx2.Client) -> None:
    everything = ask(client, {"q": {"query": "Wakkanai"}})["q"]["result"]
    assert {"place/wakkanai", "organisation/wakkanai-city"} <= {each["id"] for each in everything}
    kept = ask(client, {"q": {"query": "Wakkanai", "type": "exg:Organisation"}})["q"]["result"]
    assert [each["id"] for each in kept] == ["organisation/wakkanai-city"]
    strict = {"query": "Wakkanai", "type": ["City", "Organisation"], "type_strict": "all"}
    assert ask(client, {"q": strict})["q"]["result"] == []
    should = {"query": "Wakkanai", "type": "Organisation", "type_strict": "should"}
    softly = ask(client, {"q": should})["q"]["result"]
    assert "place/wakkanai" in {each["id"] for each in softly}
    assert not any(each["match"] for each in softly if each["id"] == "place/wakkanai")


def test_properties_decide_and_contradict(client: httpx2.Client) -> None:
    lies_in = {"pid": "within", "v": "北海道"}
    assert best(client, "Wakkanai", type="City", properties=[lies_in]) == ("place/wakkanai", True)
    elsewhere = {"pid": "within", "v": {"id": "place/nevelsk", "name": "Nevelsk"}}
    assert best(client, "Wakkanai", type="City", properties=[elsewhere]) == ("place/wakkanai", False)
    empty = {"pid": "within", "v": " "}
    assert best(client, "Wakkanai", type="City", properties=[empty]) == ("place/wakkanai", True)
    in_year = [{"pid": "year", "v": 1997}, {"pid": "location", "v": "Nevelsk"}]
    found = ask(client, {"q": {"properties": in_year}})["q"]["result"]
    assert [each["id"] for each in found] == ["event/specimen/2"]
    assert not found[0]["match"]  # no name and no identifier says so


def draft(client: httpx2.Client, *conditions: Answer, **fields: object) -> list[tuple[str, bool]]:
    sent = {"queries": [{"conditions": conditions, **fields}]}
    found = client.post("/reconcile/en/1.0/match", json=sent).json()["results"][0]["candidates"]
    return [(each["id"], each["match"]) for each in found]


def test_conditions_of_the_draft_are_required_or_turned_around(client: httpx2.Client) -> None:
    names = {"matchType": "name", "propertyValue": ["no such name", "Wakkanai"]}
    lies_in = {"matchType": "property", "propertyId": "within", "propertyValue": "Hokkaido"}
    assert draft(client, names, type="Place")[0] == ("place/wakkanai", True)
    assert draft(client, names, lies_in | {"required": True}) == [("place/wakkanai", True)]
    assert draft(client, names, lies_in | {"required": True, "matchQuantifier": "none"}) == []
    both = lies_in | {"propertyValue": ["Hokkaido", {"id": "place/japan"}], "matchQuantifier": "all"}
    assert draft(client, names, both | {"required": True}) == [("place/wakkanai", True)]
    by_id = {"matchType": "id", "propertyValue": "place/nevelsk"}
    assert draft(client, by_id) == [("place/nevelsk", True)]


def test_candidates_stand_by_falling_score_and_one_at_most_is_matched(client: httpx2.Client) -> None:
    result = ask(client, {"q": {"query": "Wakkanai", "limit": 3}})["q"]["result"]
    scores = [each["score"] for each in result]
    assert len(result) == 3
    assert scores == sorted(scores, reverse=True)
    assert sum(each["match"] for each in result) <= 1
    assert result[0]["type"][0] == {"id": "City", "name": "city"}


def test_a_wrong_query_leaves_the_others_alone(client: httpx2.Client) -> None:
    answer = ask(client, {"good": {"query": "Nevelsk"}, "bad": {"query": "Nevelsk", "limit": 0}, "none": {"limit": 1}})
    assert answer["good"]["result"][0]["id"] == "place/nevelsk"
    assert answer["bad"] == {"result": [], "error": "limit is a whole number from 1"}
    assert "query" in answer["none"]["error"]


def test_what_a_batch_leaves_when_its_time_is_up_is_told_so(
    client: httpx2.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reply, "_SECONDS", -1.0)
    answer = ask(client, {"first": {"query": "Nevelsk"}, "second": {"query": "Nevelsk"}})
    assert answer["first"]["result"]
    assert answer["second"]["result"] == []
    assert "too long" in answer["second"]["error"]


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"queries": "{"}, 400, "not JSON"),
        ({"queries": "[]"}, 400, "object"),
        ({"queries": '{"q": {"limit": 1}}'}, 400, "query"),
        ({"extend": '{"ids": "x", "properties": []}'}, 400, "ids"),
        ({"other": "1"}, 400, "neither"),
        ({"queries": json.dumps({str(n): {"query": "x"} for n in range(BATCH + 1)})}, 413, str(BATCH)),
        ({"extend": json.dumps({"ids": ["x"] * (BATCH + 1), "properties": []})}, 413, str(BATCH)),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(
    client: httpx2.Client, fields: dict[str, str], status: int, words: str
) -> None:
    answer = client.post("/reconcile", data=fields, headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert words in answer.json()["detail"]


def test_a_batch_may_come_in_the_address_and_is_never_a_script(client: httpx2.Client) -> None:
    queries = json.dumps({"q": "Nevelsk"})
    for extra in ({}, {"callback": "jQuery33_12.done"}):
        plain = client.get("/reconcile/en", params={"queries": queries, **extra})
        assert plain.headers["content-type"] == "application/json"
        assert plain.json()["q"]["result"][0]["id"] == "place/nevelsk"


def test_a_manifest_names_public_addresses_in_the_readers_language(client: httpx2.Client) -> None:
    headers = {"Host": "graph.example.org", "Accept-Language": "ru"}
    manifest = client.get("/reconcile", headers=headers).json()
    assert manifest["view"]["url"] == "http://graph.example.org/reconcile/ru/view?id={{id}}"
    assert manifest["suggest"]["entity"]["service_url"] == "http://graph.example.org"
    assert client.get("/reconcile/ja", headers=headers).json()["defaultTypes"][0] == {"id": "Place", "name": "場所"}
    allowed = client.options("/reconcile", headers={"Origin": "https://example.org"}).headers["allow"]
    assert "POST" in allowed


@pytest.mark.parametrize("prefix", ["wak", "稚", "わっか", "Вак", "vakk", "place/wak", "Wakanai"])
def test_entities_are_suggested_by_what_is_typed(client: httpx2.Client, prefix: str) -> None:
    result = client.get("/reconcile/en/suggest/entity", params={"prefix": prefix}).json()["result"]
    assert result[0]["id"] == "place/wakkanai"
    assert result[0]["notable"] == [{"id": "City", "name": "city"}]
    after = client.get("/reconcile/en/suggest/entity", params={"prefix": prefix, "cursor": 1}).json()["result"]
    assert [each["id"] for each in after][: len(result) - 1] == [each["id"] for each in result[1:]]


def test_types_and_properties_are_suggested(client: httpx2.Client) -> None:
    types = client.get("/reconcile/en/suggest/type", params={"prefix": "cit"}).json()["result"]
    assert types[0]["id"] == "City"
    assert {"id": "Place", "name": "place"} in types[0]["broader"]
    ids = [each["id"] for each in client.get("/reconcile/ja/suggest/property?prefix=緯").json()["result"]]
    assert ids == ["lat"]


def test_columns_are_filled(client: httpx2.Client) -> None:
    properties = ["within", "lat", "altLabel", "label-ru", "nothing"]
    sent = {"ids": ["place/wakkanai", "place/nowhere"], "properties": [{"id": each} for each in properties]}
    answer = client.post("/reconcile/en", data={"extend": json.dumps(sent)}).json()
    assert [each["id"] for each in answer["meta"]] == properties
    assert answer["meta"][0]["type"] == {"id": "Place", "name": "place"}
    assert answer["rows"]["place/wakkanai"] == {
        "within": [{"id": "place/hokkaido", "name": "Hokkaido"}, {"id": "place/japan", "name": "Japan"}],
        "lat": [{"float": 45.41}],
        "altLabel": [{"str": "稚内"}],
        "label-ru": [{"str": "Вакканай"}],
        "nothing": [],
    }
    assert answer["rows"]["place/nowhere"] == {name: [] for name in properties}
    dated = {"ids": ["agreement/wakkanai-nevelsk-1972"], "properties": [{"id": "concluded"}, {"id": "year"}]}
    row = client.post("/reconcile", data={"extend": json.dumps(dated)}).json()["rows"][
        "agreement/wakkanai-nevelsk-1972"
    ]
    assert row == {"concluded": [{"str": "1972-09"}], "year": [{"int": 1972}]}


def test_properties_are_proposed_by_type(client: httpx2.Client) -> None:
    city = client.get("/reconcile/en/extend/propose?type=City").json()["properties"]
    assert {"within", "wikidata", "label-ja"} <= {each["id"] for each in city}
    assert "edition" not in {each["id"] for each in city}
    assert len(client.get("/reconcile/extend/propose?type=Event&limit=3").json()["properties"]) == 3


@pytest.mark.parametrize(("language", "kind"), [("ja", "市"), ("en", "city"), ("ru", "город")])
def test_a_preview_may_be_framed_and_runs_nothing(client: httpx2.Client, language: str, kind: str) -> None:
    answer = client.get(f"/reconcile/{language}/preview", params={"id": "place/wakkanai"})
    policy = answer.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "x-frame-options" not in answer.headers
    assert "<script" not in answer.text
    assert kind in answer.text
    assert client.get("/reconcile/preview?id=place/nowhere").status_code == 404


def test_flyouts_and_pages_are_found_by_id(client: httpx2.Client) -> None:
    html = client.get("/reconcile/en/flyout/entity?id=place/nevelsk").json()["html"]
    assert html.startswith('<p lang="en"><strong>Nevelsk (city)</strong>')
    assert client.get("/reconcile/flyout/property?id=within").json()["id"] == "within"
    assert client.get("/reconcile/flyout/type?id=City").json()["id"] == "City"
    assert client.get("/reconcile/flyout/entity?id=<script>").status_code == 404
    assert client.get("/reconcile/view?id=place%2Fnevelsk").headers["location"] == "/id/place/nevelsk"
    assert client.get("/reconcile/view?id=//evil.example").headers["location"] == "/id/evil.example"
