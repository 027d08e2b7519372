"""Both versions of the reconciliation service against the schemas and examples of the specification.

They lie beside the repository; EXGRAPH_RECONCILIATION may name their folder.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

BESIDE = Path(__file__).parents[4] / "shared" / "reconciliation"
FOLDER = Path(os.environ.get("EXGRAPH_RECONCILIATION", BESIDE))
Sent = dict[str, Any]
VERSIONS = {"0.2": "/reconcile/en", "1.0-draft": "/reconcile/en/1.0"}
pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the specification is not at {FOLDER}; EXGRAPH_RECONCILIATION may name its folder"
)


@cache
def validator(version: str, name: str) -> Draft7Validator:
    schemas = {path.name: json.loads(path.read_text()) for path in (FOLDER / version / "schemas").glob("*.json")}
    resources = [DRAFT7.create_resource(each) for each in schemas.values()]
    registry: Registry[Any] = Registry().with_resources([(str(each.id()), each) for each in resources])
    return Draft7Validator(schemas[name + ".json"], registry=registry)


def examples(version: str, kind: str, valid: str) -> list[Any]:
    files = sorted((FOLDER / version / "examples" / kind / valid).glob("*.json"))
    return [pytest.param(version, json.loads(path.read_text()), id=f"{version}-{path.stem}") for path in files]


def send(client: httpx2.Client, version: str, batch: object) -> httpx2.Response:
    if version == "0.2":
        return client.post("/reconcile/en", data={"queries": json.dumps(batch)})
    return client.post("/reconcile/en/1.0/match", json=batch)


def fill(client: httpx2.Client, version: str, sent: object) -> httpx2.Response:
    if version == "0.2":
        return client.post("/reconcile/en", data={"extend": json.dumps(sent)})
    return client.post("/reconcile/en/1.0/extend", json=sent)


QUERIES = {
    valid: [e for v in VERSIONS for e in examples(v, "reconciliation-query-batch", valid)]
    for valid in ("valid", "invalid")
}
EXTENSIONS = [each for version in VERSIONS for each in examples(version, "data-extension-query", "valid")]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_manifests_are_valid(client: httpx2.Client, version: str, language: str) -> None:
    manifest = client.get(VERSIONS[version].replace("/en", f"/{language}")).json()
    validator(version, "manifest").validate(manifest)
    assert manifest["versions"] == [version]


@pytest.mark.parametrize(("version", "batch"), QUERIES["valid"])
def test_valid_batches_are_answered(client: httpx2.Client, version: str, batch: Sent) -> None:
    answer = send(client, version, batch)
    assert answer.status_code == 200
    validator(version, "reconciliation-result-batch").validate(answer.json())
    results = answer.json()
    if version == "0.2":
        assert list(results) == list(batch)
    else:
        assert len(results["results"]) == len(batch["queries"])
    assert "error" not in answer.text


@pytest.mark.parametrize(("version", "batch"), QUERIES["invalid"])
def test_invalid_batches_are_refused_in_words(client: httpx2.Client, version: str, batch: Sent) -> None:
    answer = send(client, version, batch)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert any(word in answer.json()["detail"] for word in (" is ", " has ", " needs ", " are "))


@pytest.mark.parametrize("version", VERSIONS)
def test_candidates_are_valid(client: httpx2.Client, version: str) -> None:
    old = {"q": {"query": "Wakkanai", "type": "Place", "properties": [{"pid": "within", "v": "Hokkaido"}]}}
    name = {"matchType": "name", "propertyValue": "Wakkanai"}
    lies_in = {"matchType": "property", "propertyId": "within", "propertyValue": "Hokkaido", "required": True}
    new = {"queries": [{"type": "Place", "conditions": [name, lies_in]}]}
    answer = send(client, version, old if version == "0.2" else new).json()
    validator(version, "reconciliation-result-batch").validate(answer)
    found = answer["q"]["result"] if version == "0.2" else answer["results"][0]["candidates"]
    assert [(each["id"], each["match"]) for each in found] == [("place/wakkanai", True)]


@pytest.mark.parametrize(("version", "sent"), EXTENSIONS)
def test_valid_extensions_are_answered(client: httpx2.Client, version: str, sent: Sent) -> None:
    answer = fill(client, version, sent)
    assert answer.status_code == 200
    validator(version, "data-extension-response").validate(answer.json())


@pytest.mark.parametrize("version", VERSIONS)
def test_every_property_of_every_kind_of_thing_is_valid(client: httpx2.Client, version: str) -> None:
    proposals = client.get(VERSIONS[version] + "/extend/propose").json()
    validator(version, "data-extension-property-proposal").validate(proposals)
    ids = ["place/wakkanai", "organisation/wakkanai-city", "event/specimen/2", "agreement/wakkanai-nevelsk-1972"]
    sent = {"ids": [*ids, "series/harbour-talks", "event/specimen/3", "source/specimen"]}
    answer = fill(client, version, sent | {"properties": [{"id": each["id"]} for each in proposals["properties"]]})
    validator(version, "data-extension-response").validate(answer.json())
    rows = answer.json()["rows"]
    assert (list(rows) if version == "0.2" else [each["id"] for each in rows]) == sent["ids"]


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("kind", "schema"), [("entity", "entities"), ("type", "types"), ("property", "properties")])
def test_suggestions_are_valid(client: httpx2.Client, version: str, kind: str, schema: str) -> None:
    for prefix in ("", "w", "稚内", "place", "<b>"):
        answer = client.get(f"{VERSIONS[version]}/suggest/{kind}", params={"prefix": prefix})
        validator(version, f"suggest-{schema}-response").validate(answer.json())


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("valid", "right"), [("valid", True), ("invalid", False)])
def test_the_validators_tell_the_examples_apart(version: str, valid: str, right: bool) -> None:
    schemas = {path.stem for path in (FOLDER / version / "schemas").glob("*.json")}
    folders = [each for each in (FOLDER / version / "examples").iterdir() if each.name in schemas]
    files = [path for folder in folders for path in (folder / valid).glob("*.json")]
    assert files
    for path in files:
        assert validator(version, path.parts[-3]).is_valid(json.loads(path.read_text())) is right, path
