"""`?release=`: a request asked of a release instead of what is published now; every answer says what it is of."""

from __future__ import annotations

from typing import cast
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exgraph.errors import ExgraphError
from exgraph.release import ReleaseError
from exgraph.web.http import problem
from exgraph.web.http.problem import RequestError
from exgraph.web.page.release_links import of_releases
from exgraph.web.releases.archive import Archive, Opened
from exgraph.web.sparql.endpoint import EndpointMiddleware

_OPENED = "exgraph.release"
_REFUSED = "exgraph.refused"


def opened(scope: Scope) -> Opened | None:
    """Return the release that a request asks, None where it asks what is published now.

    Raises:
        ExgraphError: the release cannot be asked, or there is none of that id.
    """
    if (refused := scope.get(_REFUSED)) is not None:
        raise cast(ExgraphError, refused)
    found: Opened | None = scope.get(_OPENED)
    return found


class ReleaseMiddleware:
    """Opens the release that an address names, and has its graph asked; without one hands the request on."""

    def __init__(self, app: ASGIApp, endpoint: ASGIApp, archive: Archive) -> None:
        self._app = app
        self._endpoint = endpoint
        self._archive = archive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        id_ = asked(scope)
        if id_ is None:
            await self._endpoint(scope, receive, send)
            return
        try:
            if not of_releases(scope["path"]):
                remedy = "leave release= out, or download the release"
                raise RequestError(400, "this address cannot be asked of a release", remedy=remedy)
            found = await self._archive.open(id_)
        except ExgraphError as error:
            refusal = (
                RequestError(404, error.problem, remedy=error.remedy) if isinstance(error, ReleaseError) else error
            )
            if problem.wants_page(Request(scope)):
                scope[_REFUSED] = refusal
                await self._app(scope, receive, send)
            else:
                await problem.answer(Request(scope), refusal)(scope, receive, send)
            return
        scope[_OPENED] = found

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.get("headers", ())
                if all(name != b"exgraph-release" for name, _ in headers):
                    message["headers"] = [*headers, (b"exgraph-release", id_.encode())]
            await send(message)

        await EndpointMiddleware(self._app, found.answers)(scope, receive, named)


def asked(scope: Scope) -> str | None:
    """Return the release that the address of a request names."""
    if scope["type"] != "http" or b"release" not in scope.get("query_string", b""):
        return None
    parameters = parse_qsl(scope["query_string"].decode("latin-1"))
    return next((value for name, value in parameters if name == "release"), None)
