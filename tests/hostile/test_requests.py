"""Requests that are not what they seem, or do not come, or are not read."""

from __future__ import annotations

import gzip
import json
import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.hostile.conftest import GOOD, IN_TIME, LIMITS, Endpoint, Trap, clock, target

pytestmark = pytest.mark.alone
ASK = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
QUERY = b"Content-Type: application/sparql-query\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


def post(headers: bytes, body: bytes) -> bytes:
    return ASK + headers + b"Content-Length: %d\r\n\r\n" % len(body) + body


@pytest.mark.parametrize(
    ("request_", "statuses"),
    [
        (post(QUERY + b"Content-Encoding: gzip\r\n", gzip.compress(b"ASK {}")), {415}),
        (post(QUERY + b"Content-Encoding: gzip\r\n", b"no gzip at all"), {415}),
        (post(QUERY + b"Content-Encoding: br, gzip\r\n", gzip.compress(b" " * 50_000_000)), {415}),
        (post(QUERY, b"ASK { ?s ?p '\xff\xfe' }"), {400}),
        (post(QUERY, b"\xed\xa0\x80"), {400}),
        (post(QUERY, "ASK {}".encode("utf-16")), {400}),
        (post(b"Content-Type: application/sparql-query; charset=utf-7\r\n", b"ASK {}"), {415}),
        (post(FORM, b"query=%FF%FE"), {400}),
        (post(FORM, b"query=%ZZ%"), {400}),
        (post(FORM, b"query=ASK{}&" * 100_000), {400}),
        (post(FORM, b"a&" * 400_000), {400}),
        (post(FORM, b"%00" * 300_000), {400}),
        (post(FORM, b"query=" + b"%41" * 3_000_000), {400, 413}),
        (post(b"Content-Type: multipart/form-data; boundary=x\r\n", b"--x\r\n" * 10_000), {415}),
        (post(b"Content-Type: \r\n", b"ASK {}"), {415}),
        (post(b"Content-Type: application/json\r\n", b"[" * 100_000), {415}),
        (post(b"Content-Type: application/ld+json\r\n", b'{"@context": "http://127.0.0.1:1/"}'), {415}),
        (ASK + QUERY + b"Content-Length: 99999999999999999999999\r\n\r\nASK {}", {0, 400, 408, 413}),
        (ASK + QUERY + b"Content-Length: -1\r\n\r\nASK {}", {400}),
        (ASK + QUERY + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {} ", {400}),
        (ASK + QUERY + b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\nASK {}", {400}),
        (ASK + QUERY + b"Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nASK {}", {400}),
        (ASK + QUERY + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nASK {}\r\n0\r\n\r\n", {400}),
        (post(QUERY + b"Expect: 100-continue\r\n", b"ASK {}"), {200}),
        (post(QUERY + b"Range: bytes=0-1\r\n", b"ASK {}"), {200}),
        (post(QUERY + b"Accept: " + b"text/csv;q=0.1," * 4000 + b"\r\n", b"ASK {}"), {200, 431}),
        (post(QUERY + b"Accept: a/b;q=nan, */*;q=1e400;q=\xff\r\n", b"ASK {}"), {200, 406}),
        (post(QUERY + b"Accept-Encoding: " + b"zstd;q=0," * 3000 + b"\r\n", b"ASK {}"), {200}),
        (post(QUERY + b"X-Long: " + b"x" * 200_000 + b"\r\n", b"ASK {}"), {0, 431}),
        (post(QUERY + b"X-A: b\r\n" * 20_000, b"ASK {}"), {0, 431}),
        (b"GET /sparql?query=" + b"%20" * 25_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", {414}),
        (b"GET /sparql?query=" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", {414, 431}),
        (b"GET /sparql?query=ASK{}&format=../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", {200}),
        (b"GET /sparql?query=ASK{}&callback=alert(1) HTTP/1.1\r\nHost: a\r\n\r\n", {200}),
        (b"GET /sparql?query=ASK{}&timeout=1e999 HTTP/1.1\r\nHost: a\r\n\r\n", {200}),
        (b"GET /sparql?query=ASK{}&timeout=-1 HTTP/1.1\r\nHost: a\r\n\r\n", {200}),
        (b"GET /sparql?query=ASK{}&timeout=999999 HTTP/1.1\r\nHost: a\r\n\r\n", {200}),
        (b"GET /sparql?query=ASK{}&default-graph-uri=file:///etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", {200}),
        (b"GET /sparql?query=ASK{}&default-graph-uri=%3C%3E HTTP/1.1\r\nHost: a\r\n\r\n", {400}),
        (b"GET /sparql?query=ASK{}" + b"&named-graph-uri=a:a" * 2000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", {200}),
        (b"GET /sparql?update=CLEAR+ALL HTTP/1.1\r\nHost: a\r\n\r\n", {400, 403}),
        (b"BREW /sparql HTTP/1.1\r\nHost: a\r\n\r\n", {0, 400, 405, 501}),
        (b"PUT /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", {405}),
        (b"TRACE /sparql HTTP/1.1\r\nHost: a\r\n\r\n", {405}),
        (b"CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: a\r\n\r\n", {0, 400, 404, 405}),
        (b"GET http://127.0.0.1:1/sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\n\r\n", {200, 400, 404}),
        (b"GET /sparql?query=ASK{} HTTP/1.1\r\n\r\n", {200, 400}),
        (b"GET /sparql?query=ASK{} HTTP/9.9\r\nHost: a\r\n\r\n", {0, 200, 400, 505}),
        (b"GET /sparql HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", {200, 400, 426}),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {0, 400, 404, 405}),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, {0, 400}),
        (b"\x00" * 1000 + b"\r\n\r\n", {0, 400}),
        (b"GET /static/../../../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", {404}),
        (b"GET /static/%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", {404}),
        (b"GET /id/%00 HTTP/1.1\r\nHost: a\r\n\r\n", {404}),
        (b"GET /id/" + b"%F0%9F%92%A9" * 4000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", {404, 414}),
    ],
)
def test_strange_requests(endpoint: Endpoint, request_: bytes, statuses: set[int]) -> None:
    answer = endpoint.send(request_)
    assert answer.status in statuses, answer
    assert answer.seconds < IN_TIME
    assert b"Traceback" not in answer.body
    assert b"root:" not in answer.body
    if answer.status >= 400 and answer.headers.get("content-type") == "application/problem+json":
        assert json.loads(answer.body)["status"] == answer.status


@pytest.mark.parametrize(
    "headers",
    [
        "X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n",
        "Forwarded: for=10.0.0.1;host=evil.example;proto=https\r\n",
        "X-Original-URL: /admin\r\nX-Rewrite-URL: /admin\r\nX-HTTP-Method-Override: DELETE\r\n",
        'X-Request-Id: a"} evil.example\r\n',
    ],
)
def test_forged_headers_change_nothing(endpoint: Endpoint, headers: str) -> None:
    answer = endpoint.get("/sparql", f"Accept: text/turtle\r\n{headers}")
    assert answer.status == 200
    assert b"evil" not in answer.body
    assert b"https://localhost" not in answer.body
    assert "evil" not in str(answer.headers)


def test_a_forged_host_is_not_repeated(endpoint: Endpoint) -> None:
    for host in ('evil"> . <a', "evil.example/x", "evil@a", "a b"):
        answer = endpoint.send(f"GET /sparql HTTP/1.1\r\nHost: {host}\r\nAccept: text/turtle\r\n\r\n".encode())
        assert answer.status in (200, 400)
        assert b"evil" not in answer.body


def test_no_script_is_put_into_an_answer(endpoint: Endpoint) -> None:
    script = "<script>alert(1)</script>"
    page = endpoint.get(target(f"SELECT ('{script}' AS ?x) {{}}"), "Accept: text/html\r\n")
    assert page.status == 200
    assert script.encode() not in page.body
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    wrong = endpoint.get(target(f"{script} SELECT"), "Accept: text/html\r\n")
    assert wrong.status == 400
    assert script.encode() not in wrong.body
    call = endpoint.get(target("ASK {}", callback="evil"))
    assert call.body.startswith(b"{")


def test_splitting_headers_by_parameters_does_nothing(endpoint: Endpoint) -> None:
    answer = endpoint.get("/sparql?query=ASK%7B%7D&format=csv%0d%0aX-Evil:%201")
    assert "x-evil" not in answer.headers


def opened(endpoint: Endpoint, sent: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", endpoint.port), timeout=60)
    connection.sendall(sent)
    return connection


def closed_within(connection: socket.socket, seconds: float) -> bytes:
    """Return what came until the connection was closed, asserting that it was."""
    end, received = clock() + seconds, b""
    connection.settimeout(0.1)
    while True:
        try:
            data = connection.recv(65536)
        except TimeoutError:
            assert clock() < end, "the connection stays open"
            continue
        except ConnectionError:
            return received
        if not data:
            return received
        received += data


def test_heads_and_bodies_that_never_come_are_not_waited_for(endpoint: Endpoint) -> None:
    begun = [
        opened(endpoint, sent)
        for sent in (
            b"",
            b"GET /sp",
            b"GET /sparql HTTP/1.1\r\nHost: a\r\nX-",
            ASK,
            ASK + QUERY + b"Content-Length: 9\r\n",
        )
        for _ in range(40)
    ]
    bodies = [
        opened(endpoint, ASK + type_ + b"Content-Length: 1000\r\n\r\nquery=")
        for type_ in (QUERY, FORM)
        for _ in range(40)
    ]
    endpoint.is_well()
    for connection in begun:
        assert closed_within(connection, LIMITS.head_time + 2)[:12] in (b"", b"HTTP/1.1 408")
    for connection in bodies:
        assert closed_within(connection, LIMITS.body_time + 2).startswith(b"HTTP/1.1 408")


def test_a_head_or_body_byte_by_byte_has_no_more_time(endpoint: Endpoint) -> None:
    def drip(text: bytes) -> float:
        begun = clock()
        with opened(endpoint, b"") as connection:
            try:
                for n in range(len(text)):
                    connection.sendall(text[n : n + 1])
                    time.sleep(0.05)
            except OSError:
                return clock() - begun
        return clock() - begun

    head = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: a\r\n" + b"X-A: b\r\n" * 20
    with ThreadPoolExecutor(20) as executor:
        assert all(seconds < LIMITS.head_time + 2 for seconds in executor.map(drip, [head] * 20))


def test_readers_that_do_not_read_are_left_and_hold_nobody_up(endpoint: Endpoint) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 400000"
    request = f"GET {target(query)} HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\n\r\n".encode()
    connections = []
    for _ in range(20):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", endpoint.port))
        connection.sendall(request)
        connections.append(connection)
    for _ in range(5):
        endpoint.is_well()
        time.sleep(0.1)
    time.sleep(LIMITS.timeout + LIMITS.read_time)
    for connection in connections:
        received = closed_within(connection, 5)
        assert not received.endswith(b"\r\n0\r\n\r\n")


def test_who_goes_away_leaves_no_work(endpoint: Endpoint) -> None:
    query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    for number in range(50):
        request = f"GET {target(f'{query} #{number}')} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
        connection = opened(endpoint, request)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    until = clock() + LIMITS.timeout - 0.2
    while True:
        metrics = endpoint.get("/metrics").body.decode()
        if "\nexgraph_queries_running 0.0" in metrics and "\nexgraph_queries_waiting 0.0" in metrics:
            break
        assert clock() < until


def test_a_cut_off_answer_does_not_look_whole(endpoint: Endpoint) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    request = f"GET {target(query)} HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\n\r\n".encode()
    received = closed_within(opened(endpoint, request), IN_TIME)
    assert received.startswith(b"HTTP/1.1 200")
    assert not received.endswith(b"\r\n0\r\n\r\n")


def test_pipelined_requests_are_answered_in_order(endpoint: Endpoint) -> None:
    number = 30
    texts = [f"ASK {{ FILTER({n} = {n}) }}" if n % 2 else GOOD for n in range(number)]
    requests = "".join(f"GET {target(text)} HTTP/1.1\r\nHost: a\r\n\r\n" for text in texts[:-1])
    last = f"GET {target(texts[-1])} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    received = closed_within(opened(endpoint, (requests + last).encode()), IN_TIME)
    kinds = [b'"boolean"' in part for part in received.split(b"HTTP/1.1 200")[1:]]
    assert kinds == [bool(n % 2) for n in range(number)]


def test_json_ld_contexts_are_not_fetched(endpoint: Endpoint, trap: Trap) -> None:
    document = json.dumps({"@context": f"http://127.0.0.1:{trap.port}/", "@id": "a:a", "b": "c"}).encode()
    head = b"PUT /rdf-graph-store?graph=urn:x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
    answer = endpoint.send(
        head + b"Content-Type: application/ld+json\r\nContent-Length: %d\r\n\r\n" % len(document) + document
    )
    assert answer.status in (401, 403)
    assert trap.calls == 0
