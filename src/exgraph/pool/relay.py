"""The relay: asks other endpoints for SERVICE, those alone that the operator lists, and on their terms.

A name is resolved once, and what it resolves to is what is connected to; an address that is not public is refused
unless the operator says that it is meant. A redirect leads only to an address on the list. Time, size and how often an
endpoint is asked are limited; who stops waiting stops the request.
"""

from __future__ import annotations

import asyncio
import os
import time
import tomllib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from exgraph.errors import Location, SettingsError
from exgraph.store import FederationError, QueryRefusedError

if TYPE_CHECKING:
    from exgraph.pool.request import RemoteRequest

_MOST_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
PORTS = {"http": 80, "https": 443}
"""The schemes that an address may have, and their ports."""


@dataclass(frozen=True)
class Service:
    """An endpoint that may be asked.

    Attributes:
        address: its address, as queries name it.
        private: whether it may be at an address that is not public, such as the loopback.
        authorization: the environment variable that holds the Authorization header sent to it; None for none.
        timeout: seconds for an answer, all of it.
        size: bytes of an answer.
        rate: how often it is asked in a minute.
    """

    address: str
    private: bool = False
    authorization: str | None = None
    timeout: float = 8.0
    size: int = 20_000_000
    rate: int = 60


def read_services(path: Path) -> tuple[Service, ...]:
    """Read the list of endpoints, a TOML file with a table `[[service]]` for each.

    Raises:
        SettingsError: the file cannot be read, or holds what is not of `Service`.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(_service(each, path) for each in document.get("service", ()))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", at=Location(path)) from error


_KINDS: Mapping[str, tuple[type, ...]] = {
    "address": (str,),
    "private": (bool,),
    "authorization": (str,),
    "timeout": (int, float),
    "size": (int,),
    "rate": (int,),
}


def _service(table: Mapping[str, Any], path: Path) -> Service:
    for name, value in table.items():
        if name not in _KINDS or not isinstance(value, _KINDS[name]) or (value is True and name != "private"):
            known = ", ".join(_KINDS)
            raise SettingsError(f"[[service]] has {name} = {value!r}", at=Location(path), remedy=f"known are {known}")
    parts = urlsplit(str(table.get("address", "")))
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.fragment:
        remedy = 'write address = "https://…" without a name, a password or a fragment'
        raise SettingsError(f"[[service]] has the address {table.get('address')!r}", at=Location(path), remedy=remedy)
    service = Service(**table)
    if service.authorization is not None and service.authorization not in os.environ:
        problem = f"the environment has no {service.authorization}, which [[service]] {service.address} names"
        raise SettingsError(problem, at=Location(path))
    return service


@dataclass
class _Asked:
    """A token bucket for one service: a minute's requests at once, then evenly."""

    left: float
    since: float = field(default_factory=time.monotonic)

    def take(self, rate: int) -> bool:
        now = time.monotonic()
        self.left = min(float(rate), self.left + (now - self.since) * rate / 60)
        self.since = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


class Relay:
    """Asks endpoints for queries. `most` requests run at once."""

    def __init__(self, services: tuple[Service, ...], *, most: int = 8) -> None:
        self._services = {service.address: service for service in services}
        self._asked = {service.address: _Asked(float(service.rate)) for service in services}
        self._running = asyncio.Semaphore(most)

    async def ask(self, address: str, query: str) -> AsyncIterator[bytes]:
        """Yield the media type of an endpoint's answer to a query, then the answer, piece by piece.

        Raises:
            QueryRefusedError: the address is not listed, or is none that may be asked.
            FederationError: it was asked too often, did not answer in time, or not with a result.
        """
        service = self._listed(address)
        if self._running.locked():
            raise FederationError("too many queries ask other endpoints", remedy="ask again later")
        if not self._asked[address].take(service.rate):
            raise FederationError(f"<{address}> is asked more than {service.rate} times a minute", remedy="ask later")
        async with self._running:
            try:
                async with asyncio.timeout(service.timeout):
                    async for piece in self._answer(service, query):
                        yield piece
            except TimeoutError as error:
                problem = f"<{address}> did not answer within {service.timeout:g} s"
                raise FederationError(problem, remedy="ask it for less, or leave it out") from error
            except OSError as error:
                raise FederationError(f"<{address}> cannot be asked: {error}") from error

    def _listed(self, address: str) -> Service:
        if address not in self._services:
            remedy = (
                "ask one of " + ", ".join(f"<{each}>" for each in sorted(self._services)) if self._services else None
            )
            raise QueryRefusedError(f"<{address}> is not on this server's list of endpoints", remedy=remedy)
        return self._services[address]

    async def _answer(self, service: Service, query: str) -> AsyncIterator[bytes]:
        from exgraph.pool.request import RemoteRequest  # noqa: PLC0415 - its library comes with the server

        for _ in range(_MOST_REDIRECTS + 1):
            exchange = await RemoteRequest.begin(service, query)
            try:
                status, headers = await exchange.head()
                if status not in _REDIRECTS:
                    async for piece in _checked(service, status, headers, exchange):
                        yield piece
                    return
                service = self._listed(urljoin(service.address, headers.get("location", "")))
            finally:
                exchange.close()
        raise FederationError(f"<{service.address}> redirects more than {_MOST_REDIRECTS} times")


async def _checked(
    service: Service, status: int, headers: Mapping[str, str], exchange: RemoteRequest
) -> AsyncIterator[bytes]:
    if status != 200:
        raise FederationError(f"<{service.address}> answered with status {status}")
    if headers.get("content-encoding", "identity") != "identity":
        raise FederationError(f"<{service.address}> answered in an encoding that was not asked for")
    yield headers.get("content-type", "").partition(";")[0].strip().encode()
    size = 0
    async for piece in exchange.body():
        size += len(piece)
        if size > service.size:
            raise FederationError(
                f"<{service.address}> answered with more than {service.size:,} bytes", remedy="ask less"
            )
        yield piece
