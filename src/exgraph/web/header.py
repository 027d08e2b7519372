"""Headers that go with every answer: what other sites may do with it, and what a page may load."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ALWAYS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Location, Retry-After, WWW-Authenticate, Content-Type",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
}
_ALLOWED = (
    ("/sparql", "GET, HEAD, OPTIONS, POST"),
    ("/rdf-graph-store", "DELETE, GET, HEAD, OPTIONS, POST, PUT"),
    ("", "GET, HEAD, OPTIONS"),
)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, Authorization, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}


class HeaderMiddleware:
    """Adds the headers to every answer, errors included, and answers OPTIONS itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(ALWAYS)
            await send(message)

        if scope["method"] == "OPTIONS":
            allow = next((methods for path, methods in _ALLOWED if scope["path"].startswith(path)), "")
            preflight = _PREFLIGHT if "origin" in Headers(scope=scope) else {}
            response = Response(status_code=204, headers={"Allow": allow, **preflight})
            await response(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)
