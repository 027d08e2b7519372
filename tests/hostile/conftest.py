"""A server with short limits over a graph of some thousand triples, and what it is asked meanwhile."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from exgraph.pool import Limits
from exgraph.pool.limit import MEBIBYTE
from tests import publication
from tests.hostile.machine import Clock, family, resident
from tests.server import serve, settings_of

COUNT = 4000
GOOD = "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/next> ?o }"
LIMITS = Limits(
    timeout=1.5,
    memory=256 * MEBIBYTE,
    workers=2,
    answer=64 * MEBIBYTE,
    head_time=1.0,
    body_time=1.0,
    read_time=1.5,
    connections=800,
)
clock = Clock()
IN_TIME = LIMITS.timeout + 1.5
"""Seconds in which everything is answered: the limit, and some; what others have of the machine is not counted."""


@dataclass(frozen=True)
class Answer:
    """What came back: a status (0 for a connection closed without one), headers, a body, and the seconds it took."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float


@dataclass(frozen=True)
class Endpoint:
    """The server under attack."""

    port: int
    build: Path

    def send(self, request: bytes, wait: float = 60.0) -> Answer:
        """Send bytes over a new connection and read the answer."""
        begun = clock()
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(request)
            response = http.client.HTTPResponse(connection)
            try:
                response.begin()
                body = response.read()
            except (OSError, http.client.HTTPException):
                return Answer(0, {}, b"", clock() - begun)
            headers = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, headers, body, clock() - begun)

    def ask(self, query: str, headers: str = "Accept: application/sparql-results+json\r\n") -> Answer:
        """Ask a query by POST."""
        body = query.encode()
        head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Type: application/sparql-query\r\n"
        return self.send(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)

    def get(self, target: str, headers: str = "") -> Answer:
        """Get an address."""
        return self.send(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n".encode())

    def is_well(self, within: float = 2.0) -> None:
        """Assert that a good query, never asked before, is answered rightly and soon."""
        for _ in range(5):
            begun, begun_alone = time.monotonic(), clock()
            answer = self.ask(f"{GOOD} # {time.monotonic_ns()}")
            if answer.status == 200 or clock() - begun_alone > (time.monotonic() - begun) / 2:
                break  # else others had most of the machine meanwhile, and the server's limit is of time on the wall
        assert answer.status == 200, answer
        assert json.loads(answer.body)["results"]["bindings"][0]["n"]["value"] == str(COUNT)
        assert answer.seconds < within


def publish(build: Path, name: str) -> None:
    """Publish a ring of things, each with a number and a text."""
    lines = []
    for n in range(COUNT):
        subject = f"<http://example.org/{n}>"
        lines.append(f"{subject} <http://example.org/next> <http://example.org/{(n + 1) % COUNT}> <urn:g> .\n")
        lines.append(f'{subject} <http://example.org/text> "a{"a" * (n % 50)}b {n}" <urn:g> .\n')
    publication.publish(build, name, "".join(lines))


@contextmanager
def serving(build: Path, limits: Limits = LIMITS) -> Iterator[Endpoint]:
    """A running server."""
    with serve(settings_of(build), limits) as address:
        yield Endpoint(int(address.rpartition(":")[2]), build)


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The server that all tests share: what one does to it must not be felt by the next."""
    build = tmp_path_factory.mktemp("hostile")
    publish(build, "one")
    with clock.running(), serving(build) as running:
        yield running


class Trap:
    """A listener on all addresses of this machine that must not be called."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True)
        self._listener.settimeout(0.3)
        self.port = self._listener.getsockname()[1]

    @property
    def calls(self) -> int:
        """How often it was called."""
        calls = 0
        try:
            while True:
                self._listener.accept()[0].close()
                calls += 1
        except TimeoutError:
            return calls

    def close(self) -> None:
        self._listener.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    """A trap; that it can be called is tried first."""
    trap = Trap()
    for address in ("127.0.0.1", "127.1.2.3"):
        socket.create_connection((address, trap.port)).close()
    assert trap.calls == 2
    yield trap
    trap.close()


@pytest.fixture(autouse=True)
def _well(endpoint: Endpoint) -> Iterator[None]:
    yield
    endpoint.is_well()
    for process in children():
        assert resident(process) < LIMITS.memory + 300 * MEBIBYTE


def target(query: str, **parameters: str) -> str:
    """Return the address of a query."""
    return "/sparql?" + "&".join(f"{name}={quote(value)}" for name, value in {"query": query, **parameters}.items())


def children(parent: int | None = None) -> list[int]:
    """Return all processes below this one."""
    return family(parent)[1:]
