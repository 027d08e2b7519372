"""The client of a request."""

from __future__ import annotations

from starlette.types import Scope


def client(scope: Scope) -> str:
    """Return who asks, as far as fairness goes: an address, of IPv6 the network."""
    host = (scope.get("client") or ("",))[0]
    return ":".join(host.split(":")[:4]) if ":" in host else host
