"""Proxies in front of the server. Their forwarding headers count only where they are trusted."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from exgraph.errors import SettingsError
from exgraph.web.http.address import HOST

_SCHEMES = ("http", "https")
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """Return addresses and networks such as 10.0.0.0/8.

    Raises:
        SettingsError: one of them is neither.
    """
    try:
        return tuple(ipaddress.ip_network(name, strict=False) for name in names)
    except ValueError as error:
        raise SettingsError(f"{error}", remedy="name an address, or a network such as 10.0.0.0/8") from error


class ProxyMiddleware:
    """Takes client, scheme and host from X-Forwarded-For, -Proto and -Host of trusted proxies, and drops them else."""

    def __init__(self, app: ASGIApp, trusted: tuple[Network, ...] = ()) -> None:
        self._app = app
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and self._trusted and self._trusts((scope.get("client") or ("",))[0]):
            scope = self._as_forwarded(scope)
        await self._app(scope, receive, send)

    def _trusts(self, host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return any(address in network for network in self._trusted)

    def _as_forwarded(self, scope: Scope) -> Scope:
        headers = Headers(scope=scope)
        changed = dict(scope)
        scheme = headers.get("x-forwarded-proto", "").strip().lower()
        if scheme in _SCHEMES:
            changed["scheme"] = scheme
        host = headers.get("x-forwarded-host", "").strip()
        if HOST.fullmatch(host):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            changed["headers"] = [*others, (b"host", host.encode())]
        # Each proxy adds whom it saw at the end; the last one that is no proxy of ours is the client.
        seen = [part.strip() for part in headers.get("x-forwarded-for", "").split(",") if part.strip()]
        client = next((each for each in reversed(seen) if not self._trusts(each)), None)
        if client is not None:
            changed["client"] = (client, 0)
        return changed
