"""Headers of every answer: CORS for other sites, and the content security policy of pages."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = {
    "Access-Control-Expose-Headers": (
        "ETag, Link, Location, Retry-After, WWW-Authenticate, Content-Type, X-Request-Id, "
        "Exgraph-Release, Exgraph-Version, Repr-Digest, Content-Range, Accept-Ranges"
    ),
    "Accept-Ranges": "bytes",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
}
_ALLOWED = (
    ("/sparql", "GET, HEAD, OPTIONS, POST"),
    ("/rdf-graph-store", "DELETE, GET, HEAD, OPTIONS, POST, PUT"),
    ("/reconcile", "GET, HEAD, OPTIONS, POST"),
    ("/feedback", "GET, HEAD, OPTIONS, POST"),
    ("", "GET, HEAD, OPTIONS"),
)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, Authorization, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}
_AS_IT_IS = (b"content-encoding", b"identity")
_Raw = list[tuple[bytes, bytes]]


class HeaderMiddleware:
    """Adds the headers to every answer that has none of that name, errors included, and answers OPTIONS itself.

    `origins` are the sites whose scripts may read answers; `*` is every site.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ("*",)) -> None:
        self._app = app
        self._origins = frozenset(origin.encode() for origin in origins)
        self.always = [(name.lower().encode(), value.encode()) for name, value in _ALWAYS.items()]
        if b"*" in self._origins:
            self.always.append((b"access-control-allow-origin", b"*"))

    @property
    def same_for_all(self) -> bool:
        """Whether every answer has the same headers, whoever asks."""
        return b"*" in self._origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                # A file that must not be packed on its way says so by this, which is no coding to be told (RFC 9110).
                kept = (header for header in message.get("headers", ()) if header != _AS_IT_IS)
                headers = message["headers"] = list(kept)
                present = {name for name, _ in headers}
                headers += [header for header in self._headers(scope) if header[0] not in present]
            await send(message)

        if scope["method"] == "OPTIONS":
            allow = next((methods for path, methods in _ALLOWED if scope["path"].startswith(path)), "")
            preflight = _PREFLIGHT if "origin" in Headers(scope=scope) else {}
            response = Response(status_code=204, headers={"Allow": allow, **preflight})
            await response(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _headers(self, scope: Scope) -> _Raw:
        if self.same_for_all:
            return self.always
        origin = next((value for name, value in scope["headers"] if name == b"origin"), None)
        allowed = [(b"access-control-allow-origin", origin)] if origin is not None and origin in self._origins else []
        return [*self.always, *allowed, (b"vary", b"Origin")]
