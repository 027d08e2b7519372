from __future__ import annotations

import json
import logging

import httpx2
import pytest

from exgraph.web.http.log import REQUEST, JsonFormatter

QUERY = {"query": "SELECT * { ?s ?p ?o } LIMIT 3"}


def test_metrics_tell_what_was_answered(client: httpx2.Client) -> None:
    def counted() -> float:
        text = client.get("/metrics").text
        lines = [
            line for line in text.splitlines() if line.startswith('exgraph_requests_total{kind="sparql",status="200"}')
        ]
        return float(lines[0].split()[1]) if lines else 0.0

    before = counted()
    for _ in range(3):
        client.get("/sparql", params=QUERY)
    assert counted() == before + 3
    text = client.get("/metrics").text
    assert "\nexgraph_queries_running 0.0\n" in text
    assert 'exgraph_queries_stopped_total{reason="time"}' in text


def test_every_answer_has_an_id_of_its_own_or_the_proxys(client: httpx2.Client) -> None:
    paths = ("/health", "/none", "/sparql?query=ASK%7B%7D", "/sparql?query=ASK%7B%7D", "/sparql?query=%7B")
    ids = [client.get(path).headers["x-request-id"] for path in paths]
    assert len(set(ids)) == len(paths)
    assert client.get("/health", headers={"X-Request-Id": "of-a.proxy_1"}).headers["x-request-id"] == "of-a.proxy_1"
    assert client.get("/health", headers={"X-Request-Id": 'a"b'}).headers["x-request-id"] != 'a"b'


def test_every_answer_has_the_common_headers_once(client: httpx2.Client) -> None:
    for path in ("/", "/health", "/none", "/sparql", "/sparql?query=ASK%7B%7D", "/sparql?query=%7B"):
        for accept in ("*/*", "text/html"):
            headers = client.get(path, headers={"Accept": accept}).headers
            for name in ("access-control-allow-origin", "x-content-type-options", "content-security-policy"):
                assert len(headers.get_list(name)) == 1, (path, name)


@pytest.mark.parametrize("coding", ["gzip", "zstd", "gzip;q=0.5, zstd", "br, gzip"])
def test_answers_are_compressed_as_asked(client: httpx2.Client, coding: str) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 200"}
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    packed = client.get("/sparql", params=query, headers={"Accept-Encoding": coding})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == ("zstd" if "zstd" in coding else "gzip")
    assert "Accept-Encoding" in packed.headers["vary"]
    if packed.headers["content-encoding"] == "gzip":
        assert sorted(json.loads(packed.content)["results"]["bindings"], key=str) == sorted(
            plain.json()["results"]["bindings"], key=str
        )
    assert int(packed.headers["content-length"]) < len(plain.content) / 2


def test_what_passes_is_not_kept(client: httpx2.Client) -> None:
    query = {"query": "SELECT (UUID() AS ?id) {}"}
    first, second = client.get("/sparql", params=query), client.get("/sparql", params=query)
    assert first.text != second.text
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers


def test_a_record_of_the_log_is_a_json_object() -> None:
    record = logging.LogRecord("exgraph.slow", logging.WARNING, "", 0, "slow", (), None)
    record.fields = {"query": 'ASK {\n "ネベリスク" }'}
    REQUEST.set("a-1")
    line = JsonFormatter().format(record)
    assert "\n" not in line
    logged = json.loads(line)
    assert (logged["level"], logged["logger"], logged["request"], logged["query"]) == (
        "warning",
        "exgraph.slow",
        "a-1",
        'ASK {\n "ネベリスク" }',
    )


def test_plain_and_unusual_requests_are_answered_alike(client: httpx2.Client) -> None:
    for query in ("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 5", "ASK {}", "DESCRIBE <urn:none>"):
        for accept in ("*/*", "text/csv, text/turtle"):
            answers = [
                client.get("/sparql", params={"query": query}, headers={"Accept": accept, **unusual})
                for unusual in ({}, {"X-Request-Id": "usual-way"}, {})
            ]
            assert {answer.status_code for answer in answers} == {200}
            assert len({answer.content for answer in answers}) == 1
            headers = [{**answer.headers, "date": "", "x-request-id": ""} for answer in answers]
            assert headers[0] == headers[1] == headers[2]


def test_style_sheets_are_asked_for_anew_and_built_scripts_kept(client: httpx2.Client) -> None:
    style = client.get("/static/site.css")
    assert style.headers["cache-control"] == "no-cache"
    again = client.get("/static/site.css", headers={"If-None-Match": style.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, "no-cache")
