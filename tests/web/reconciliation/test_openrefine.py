"""What OpenRefine asks, call by call, while a person matches a column and fills others (docs/how-to/openrefine.md)."""

from __future__ import annotations

import json
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import httpx2
import pytest

from tests.publication import publish_specimen
from tests.server import PLAIN, serve, settings_of

BROWSER = {"Accept": "application/json, text/javascript, */*; q=0.01", "Origin": "http://127.0.0.1:3333"}
SERVER = {"Accept": "*/*", "User-Agent": "OpenRefine/3.8.2"}
Json = dict[str, Any]


@pytest.fixture
def manifest(client: httpx2.Client) -> Json:
    """What OpenRefine keeps of the service when it is added."""
    answer = client.get("/reconcile/en", headers=BROWSER)
    assert answer.headers["access-control-allow-origin"] == "*"
    return dict(answer.json())


def get(client: httpx2.Client, address: str, **fields: object) -> httpx2.Response:
    """Get an absolute address, as a script of OpenRefine's page does."""
    parts = urlsplit(address)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    merged = httpx2.URL(path).copy_merge_params({name: str(value) for name, value in fields.items()})
    return client.get(merged, headers=BROWSER)


def post(client: httpx2.Client, **fields: object) -> Json:
    sent = {name: json.dumps(value, ensure_ascii=False) for name, value in fields.items()}
    return dict(client.post("/reconcile/en", data=sent, headers=SERVER).json())


def test_a_column_is_matched_and_others_are_filled(client: httpx2.Client, manifest: Json) -> None:
    # The types of a few cells are guessed; no type is given.
    guessed = post(client, queries={f"q{n}": {"query": each, "limit": 3} for n, each in enumerate(("稚内", "Nevelsk"))})
    types = [{each["id"] for each in guessed[key]["result"][0]["type"]} for key in ("q0", "q1")]
    assert {"City", "Place"} <= types[0] & types[1]

    # A person chooses Place, and a column of prefectures as a property.
    properties = get(client, address(manifest["suggest"]["property"]), prefix="with", type="Place").json()["result"]
    assert properties[0]["id"] == "within"
    rows = {
        f"q{number}": {
            "query": name,
            "type": "Place",
            "type_strict": "should",
            "properties": [{"pid": "within", "v": v}],
        }
        for number, (name, v) in enumerate([("わっかない", "北海道"), ("ネベリンスク", ""), ("Nevelks", "Hokkaido")])
    }
    answers = post(client, queries=rows)
    assert [answers[key]["result"][0]["id"] for key in rows] == ["place/wakkanai", "place/nevelsk", "place/nevelsk"]
    assert [answers[key]["result"][0]["match"] for key in rows] == [True, True, False]

    # The third cell: the pointer rests on a candidate, then the person searches for another.
    id_ = answers["q2"]["result"][0]["id"]
    framed = get(client, manifest["preview"]["url"].replace("{{id}}", quote(id_, safe="")))
    assert framed.status_code == 200
    assert get(client, manifest["view"]["url"].replace("{{id}}", quote(id_, safe=""))).status_code == 303
    entity = manifest["suggest"]["entity"]
    found = get(client, address(entity), prefix="neve", type="Place").json()["result"]
    assert found[0]["id"] == "place/nevelsk"
    flyout = entity["flyout_service_url"] + entity["flyout_service_path"].replace(
        "${id}", quote(found[0]["id"], safe="")
    )
    assert get(client, flyout).json()["id"] == "place/nevelsk"

    # Columns from the matched values.
    proposed = get(client, address(manifest["extend"]["propose_properties"]), type="Place", limit=50).json()
    names = {each["id"]: each["name"] for each in proposed["properties"]}
    assert names["lat"] == "latitude"
    wanted = [{"id": "label-ru"}, {"id": "lat"}, {"id": "within", "settings": {"limit": 1}}]
    filled = post(client, extend={"ids": ["place/wakkanai", "place/nevelsk"], "properties": wanted})
    assert filled["rows"]["place/wakkanai"]["label-ru"] == [{"str": "Вакканай"}]
    assert filled["rows"]["place/nevelsk"]["lat"] == []


def address(service: Json) -> str:
    return str(service["service_url"] + service["service_path"])


@pytest.mark.server
def test_what_lies_behind_a_trusted_proxy_names_its_public_address(tmp_path: Path) -> None:
    publish_specimen(tmp_path)
    with serve(settings_of(tmp_path), trusted=(ip_network("127.0.0.0/8"),)) as server:
        forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "graph.example.org"}
        with httpx2.Client(base_url=server, verify=PLAIN) as client:
            manifest = client.get("/reconcile/en", headers=forwarded).text
        assert server not in manifest
        addresses = [each for each in manifest.split('"') if "/reconcile/" in each and "://" in each]
        assert addresses
        assert all(each.startswith("https://graph.example.org/reconcile/en/") for each in addresses)


def test_labels_are_matched_over_sparql_too(client: httpx2.Client) -> None:
    """The RDF extension asks an endpoint itself, by regular expression."""
    query = """
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT DISTINCT ?entity ?label {
            ?entity ?p ?label
            FILTER(?p = rdfs:label || ?p = skos:altLabel)
            FILTER regex(str(?label), "^wakkanai$", "i") FILTER isIRI(?entity)
        } LIMIT 6"""
    answer = client.post("/sparql", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
    found = [each["entity"]["value"] for each in answer.json()["results"]["bindings"]]
    assert found == ["https://w3id.org/exgraph/id/place/wakkanai"]
