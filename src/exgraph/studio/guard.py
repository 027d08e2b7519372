"""Who may use the studio: people at this machine, or who bring its token; and only from its own pages."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names of this machine that no other machine reaches."""

_COOKIE = "exgraph-studio"
_READING = frozenset({"GET", "HEAD"})
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
_Answer = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Guard:
    """The rules of one run: the token that a browser has to bring, none on loopback."""

    token: str = ""
    headers: dict[str, str] = field(default_factory=lambda: dict(_HEADERS))

    async def __call__(self, request: Request, answer: _Answer) -> Response:
        """Answer a request, or refuse it."""
        response = self._refused(request) or await answer(request)
        for name, value in self.headers.items():
            if not (name == "Cache-Control" and request.url.path.startswith("/static/")):
                response.headers[name] = value
        return response

    def _refused(self, request: Request) -> Response | None:
        if not self.token and host_of(request) not in LOOPBACK:
            # Another site whose name is made to point here cannot read a page either.
            return PlainTextResponse("Invalid host name: open the studio at the address it printed\n", 400)
        if self.token and not self._is_known(request):
            return self._enter(request)
        if request.method not in _READING and not is_own(request):
            return PlainTextResponse("This form is of no page of the studio: open it anew and decide again\n", 403)
        return None

    def _is_known(self, request: Request) -> bool:
        return secrets.compare_digest(request.cookies.get(_COOKIE, "").encode(), self.token.encode())

    def _enter(self, request: Request) -> Response:
        """Take the token of an address as a cookie, and refuse without one."""
        given = request.query_params.get("token", "")
        if request.method not in _READING or not secrets.compare_digest(given.encode(), self.token.encode()):
            return PlainTextResponse("The studio asks for its token: open the address that it printed\n", 401)
        entered = RedirectResponse(request.url.path, 303)
        entered.set_cookie(_COOKIE, self.token, httponly=True, samesite="strict")
        return entered


def host_of(request: Request) -> str:
    """Return the host name that a request is for, without its port."""
    return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""


def is_own(request: Request) -> bool:
    """Say whether a write comes from a page of the same origin, as the browser says: `Origin`, else Sec-Fetch-Site."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site") == "same-origin"
