"""One request to another endpoint and its answer, on a connection of its own."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
import ssl
from collections.abc import AsyncIterator
from urllib.parse import SplitResult, urlsplit

import h11

from exgraph.pool.relay import PORTS, Service
from exgraph.store import FederationError

_ACCEPT = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_PIECE = 1 << 16
_HEAD = 64 * 1024
"""Bytes of the head of an answer."""
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class RemoteRequest:
    """A request and its answer, on a connection of its own."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._state = h11.Connection(h11.CLIENT, max_incomplete_event_size=_HEAD)

    @classmethod
    async def begin(cls, service: Service, query: str) -> RemoteRequest:
        """Connect and send a query."""
        parts = urlsplit(service.address)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or PORTS[parts.scheme]
        reader, writer = await asyncio.open_connection(
            await _resolved(host, port, private=service.private),
            port,
            ssl=ssl.create_default_context() if secure else None,
            server_hostname=host if secure else None,
            limit=_PIECE,
        )
        exchange = cls(reader, writer)
        exchange._send(service, parts, query.encode())
        await writer.drain()
        return exchange

    def _send(self, service: Service, parts: SplitResult, body: bytes) -> None:
        headers = [
            ("Host", parts.netloc),
            ("Accept", _ACCEPT),
            ("Accept-Encoding", "identity"),
            ("User-Agent", "exgraph"),
            ("Content-Type", "application/sparql-query"),
            ("Content-Length", str(len(body))),
            ("Connection", "close"),
        ]
        if service.authorization is not None:
            headers.append(("Authorization", os.environ[service.authorization]))
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        request = h11.Request(method="POST", target=target, headers=headers)
        for event in (request, h11.Data(data=body), h11.EndOfMessage()):
            self._writer.write(self._state.send(event) or b"")

    async def head(self) -> tuple[int, dict[str, str]]:
        """Return the status and the headers of the answer."""
        while not isinstance(event := await self._event(), h11.Response):
            if isinstance(event, h11.ConnectionClosed):
                raise FederationError("an endpoint closed the connection without an answer")
        return event.status_code, {name.decode().lower(): value.decode("latin-1") for name, value in event.headers}

    async def body(self) -> AsyncIterator[bytes]:
        """Yield the answer piece by piece."""
        while isinstance(event := await self._event(), h11.Data):
            yield bytes(event.data)

    async def _event(self) -> object:
        try:
            while (event := self._state.next_event()) is h11.NEED_DATA:
                self._state.receive_data(await self._reader.read(_PIECE))
        except h11.RemoteProtocolError as error:
            raise FederationError(f"an endpoint answered with what is no HTTP: {error}") from error
        return event

    def close(self) -> None:
        """Give the connection up."""
        self._writer.close()


async def _resolved(host: str, port: int, *, private: bool) -> str:
    """Return the address that a name has now.

    Raises:
        FederationError: it has none, or one that is not public and is not meant to be.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(map(_is_public, addresses)):
        raise FederationError(
            f"{host} is at an address that is not public", remedy="the operator may list it as private"
        )
    return addresses[0]


def _is_public(address: str) -> bool:
    number = ipaddress.ip_address(address.partition("%")[0])
    for inner in (getattr(number, "ipv4_mapped", None), getattr(number, "sixtofour", None)):
        if inner is not None:
            return bool(inner.is_global) and not inner.is_multicast
    # An address that holds another one leads to it where it is translated (RFC 6052).
    if number.version == 6 and number in _TRANSLATED:
        return False
    return number.is_global and not number.is_multicast
