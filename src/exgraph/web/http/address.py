"""The public address of the server: the host that a request names, where it is a plain one."""

from __future__ import annotations

import re

from fastapi import Request

HOST = re.compile(r"[A-Za-z0-9.\-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")
"""Hosts that are repeated in addresses: names and IP addresses, with a port or without."""


def public(request: Request, path: str) -> str:
    """Return the public address of a path.

    Host and scheme are the request's, which the server takes from proxy headers only where it trusts the proxy.
    """
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host if HOST.fullmatch(host) else 'localhost'}{path}"
