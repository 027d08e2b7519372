"""The relay to other endpoints: what it asks, and what a hostile one cannot do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from exgraph.errors import ExgraphError, SettingsError
from exgraph.pool.relay import Relay, Service, read_services
from exgraph.store import FederationError, QueryRefusedError

JSON = b"application/sparql-results+json"
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[]}}'
OK = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s" % (JSON, len(ROWS), ROWS)
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def endpoint(answer: bytes | Handler, heard: list[bytes] | None = None) -> AsyncIterator[str]:
    """Run an endpoint that answers with these bytes, and give its address."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if heard is not None:
            heard.append(request)
        if callable(answer):
            await answer(reader, writer)
        else:
            writer.write(answer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/sparql"


async def asked(relay: Relay, address: str) -> list[bytes]:
    return [piece async for piece in relay.ask(address, "SELECT * {}")]


def refused(answer: bytes | Handler, **options: Any) -> ExgraphError:  # noqa: ANN401 - the options of Service
    """Return what the relay says of an endpoint."""

    async def run() -> ExgraphError:
        async with endpoint(answer) as address:
            with pytest.raises(ExgraphError) as caught:
                await asked(Relay((Service(address, private=True, **options),)), address)
            return caught.value

    return asyncio.run(run())


def test_an_endpoint_is_asked_by_post_with_its_own_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_ONE", "Bearer one")

    async def run() -> None:
        heard: list[bytes] = []
        async with endpoint(OK, heard) as one, endpoint(OK, heard) as other:
            services = (Service(one, private=True, authorization="SECRET_OF_ONE"), Service(other, private=True))
            relay = Relay(services)
            assert await asked(relay, one) == [JSON, ROWS]
            assert await asked(relay, other) == [JSON, ROWS]
        first, second = (request.lower() for request in heard)
        assert first.startswith(b"post /sparql http/1.1\r\n")
        assert b"content-type: application/sparql-query" in first
        assert b"authorization: bearer one" in first
        assert b"authorization" not in second

    asyncio.run(run())


def test_only_what_is_listed_is_asked() -> None:
    relay = Relay((Service("https://example.org/sparql"),))
    with pytest.raises(QueryRefusedError, match="not on this server's list"):
        asyncio.run(asked(relay, "https://example.org/other"))


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://[::ffff:127.0.0.1]:1/",
        "http://10.0.0.1:1/",
        "http://169.254.169.254/",
        "http://192.168.1.1/",
        "http://0.0.0.0:1/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://224.0.0.1/",
        "http://2130706433/",
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    with pytest.raises(FederationError, match=r"not public|cannot be asked"):
        asyncio.run(asked(Relay((Service(address, timeout=2),)), address))


def test_a_name_is_resolved_once_and_connected_to_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when it is looked at and the loopback when it is connected to (DNS rebinding)."""
    answers = [["93.184.216.34"], ["127.0.0.1"]]
    connected: list[str] = []

    async def run() -> None:
        loop = asyncio.get_running_loop()

        async def resolve(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
            return [(2, 1, 6, "", (address, port)) for address in answers.pop(0)]

        async def connect(host: str, *_: object, **__: object) -> None:
            connected.append(host)
            raise ConnectionRefusedError("not in a test")

        monkeypatch.setattr(loop, "getaddrinfo", resolve)
        monkeypatch.setattr(asyncio, "open_connection", connect)
        with pytest.raises(FederationError, match="cannot be asked"):
            await asked(Relay((Service("http://rebinding.example/"),)), "http://rebinding.example/")

    asyncio.run(run())
    assert connected == ["93.184.216.34"]
    assert len(answers) == 1


def test_a_name_with_one_address_that_is_not_public_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        async def resolve(host: str, port: int, **_: object) -> list[tuple[Any, ...]]:
            return [(2, 1, 6, "", (address, port)) for address in ("93.184.216.34", "127.0.0.1")]

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve)
        with pytest.raises(FederationError, match="not public"):
            await asked(Relay((Service("http://two.example/"),)), "http://two.example/")

    asyncio.run(run())


def redirect(to: str) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % to.encode()


@pytest.mark.parametrize("to", ["http://127.0.0.1:22/", "//localhost/", "file:///etc/passwd", "/elsewhere", ""])
def test_a_redirect_leads_only_to_what_is_listed(to: str) -> None:
    assert isinstance(refused(redirect(to)), QueryRefusedError | FederationError)


def test_a_redirect_to_what_is_listed_is_followed() -> None:
    async def run() -> None:
        async with endpoint(OK) as there, endpoint(redirect(there)) as here:
            services = (Service(here, private=True), Service(there, private=True))
            assert await asked(Relay(services), here) == [JSON, ROWS]

    asyncio.run(run())


def test_a_circle_of_redirects_ends() -> None:
    async def run() -> None:
        addresses: list[str] = []

        async def circle(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(redirect(addresses[0]))

        async with endpoint(circle) as address:
            addresses.append(address)
            with pytest.raises(FederationError, match="redirects more than"):
                await asked(Relay((Service(address, private=True),)), address)

    asyncio.run(run())


async def endless(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n" % JSON)
    while True:
        writer.write(b" " * 10_000)
        await writer.drain()


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()
    await asyncio.sleep(30)


async def dripping(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n" % JSON)
    while True:
        writer.write(b" ")
        await asyncio.sleep(0.05)


@pytest.mark.parametrize(
    ("answer", "options", "said"),
    [
        (endless, {"size": 100_000}, "more than 100,000 bytes"),
        (silent, {"timeout": 0.3}, "within 0.3 s"),
        (dripping, {"timeout": 0.3}, "within 0.3 s"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000 + b"\r\n", {}, "no HTTP"),
        (b"\x16\x03\x01nonsense\r\n\r\n", {}, "no HTTP"),
        (b"", {}, "closed the connection|no HTTP"),
        (OK[:-5], {}, "no HTTP"),
        (b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n", {}, "status 500"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n", {}, "encoding"),
    ],
)
def test_an_endpoint_that_does_not_answer_as_it_should_is_told(answer: Any, options: Any, said: str) -> None:  # noqa: ANN401
    with pytest.raises(FederationError, match=said):
        raise refused(answer, **options)


def test_an_endpoint_is_asked_only_so_often() -> None:
    async def run() -> None:
        async with endpoint(OK) as address:
            relay = Relay((Service(address, private=True, rate=2),))
            await asked(relay, address)
            await asked(relay, address)
            with pytest.raises(FederationError, match="more than 2 times a minute"):
                await asked(relay, address)

    asyncio.run(run())


def test_who_stops_waiting_ends_the_request() -> None:
    async def run() -> None:
        ended = asyncio.Event()

        async def watching(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
            while await reader.read(100):
                pass
            ended.set()

        async with endpoint(watching) as address:
            task = asyncio.create_task(asked(Relay((Service(address, private=True),)), address))
            await asyncio.sleep(0.2)
            task.cancel()
            await asyncio.wait_for(ended.wait(), 5)

    asyncio.run(run())


def test_the_list_is_read_and_what_is_wrong_in_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "services.toml"
    path.write_text('[[service]]\naddress = "https://example.org/sparql"\nrate = 5\n', encoding="utf-8")
    assert read_services(path) == (Service("https://example.org/sparql", rate=5),)
    monkeypatch.delenv("NOBODY_HAS_THIS", raising=False)
    for text in (
        'address = "ftp://example.org/"',
        'address = "https://alice:secret@example.org/"',
        "rate = 5",
        'address = "https://example.org/"\ntime = 5',
        'address = "https://example.org/"\nprivate = "yes"',
        'address = "https://example.org/"\nauthorization = "NOBODY_HAS_THIS"',
        "address = ",
    ):
        path.write_text(f"[[service]]\n{text}\n", encoding="utf-8")
        with pytest.raises(SettingsError):
            read_services(path)
