"""/sparql for programs: a plain ASGI application before everything else, since most requests come here.

What it does not answer goes on untouched: pages, the service description, updates.
"""

from __future__ import annotations

import asyncio
import logging

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exgraph.errors import ExgraphError, QueryError
from exgraph.pool import CutOffError, GoneError, NotAcceptableError, Query, Reply
from exgraph.store import Update
from exgraph.web.http import problem
from exgraph.web.http.client import client
from exgraph.web.http.negotiation import GRAPHS, HTML, RESULTS
from exgraph.web.http.problem import RequestError, unacceptable
from exgraph.web.http.response import send_start, stream
from exgraph.web.sparql.answer import Answers, Coming
from exgraph.web.sparql.cache import Whole
from exgraph.web.sparql.offer import coding, query_of, wanted
from exgraph.web.sparql.protocol import read

_LOG = logging.getLogger(__name__)
_PATHS = frozenset({"/sparql", "/sparql/"})
ANSWER = "exgraph.answer"
"""Where a request's scope has the answer, if that has been asked for already."""
_BETTER_ON_PAGE = (NotAcceptableError, QueryError, RequestError)
"""Errors that the HTML form explains better; asking again is cheap."""


class EndpointMiddleware:
    """Answers queries of programs at /sparql, and hands on everything else."""

    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self._app = app
        self._answers = answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or scope["path"] not in _PATHS:
            await self._app(scope, receive, send)
            return
        method = scope["method"]
        asks = method == "POST" or (method in ("GET", "HEAD") and scope.get("query_string"))
        if not asks:
            await self._app(scope, receive, send)
            return
        replay = Replay(receive)
        request = Request(scope, replay)
        try:
            if not await self._answered(request, replay, send):
                await self._app(scope, replay.again(), send)
        except GoneError:
            return
        except CutOffError as error:
            _LOG.warning("%s", error.problem)
            return  # leaves the answer incomplete, and so the server closes the connection
        except ExgraphError as error:
            if isinstance(error, _BETTER_ON_PAGE) and problem.wants_page(request):
                await self._app(scope, replay.again(), send)
                return
            response = refused(request, error)
            await response(scope, receive, send)

    async def _answered(self, request: Request, replay: Replay, send: Send) -> bool:
        """Answer, or return False for what is not a program's query."""
        scope, answers, asked = request.scope, self._answers, wanted(request.scope)
        by_bytes = asked if scope["method"] != "POST" else None
        held = request.headers.get("if-none-match")
        answer: Whole | Coming | None = answers.known(by_bytes)
        if answer is None:
            found = await _query(request, asked.accept)
            if found is None:
                return False
            query, timeout = found
            scope["asked"] = query.text
            encoding = coding(asked.coding)
            if held is not None and held == answers.tag(query):
                await _send(send, 304, answers.validators(held))
                return True
            begun: asyncio.Future[Reply] | None = scope.get(ANSWER)
            answer = await answers.answer(
                query,
                encoding,
                client=client(scope),
                timeout=timeout,
                wanted=by_bytes,
                gone=replay.disconnected,
                begun=begun,
            )
        if isinstance(answer, Coming):
            patience = answers.pool.limits.read_time
            await stream(answer.reply, answer.headers, replay.disconnected, send, patience)
        elif answer.tag is not None and held == answer.tag:
            await _send(send, 304, answers.validators(answer.tag))
        else:
            await _send(send, 200, answer.headers, answer.body)
        return True


class Replay:
    """A request's body that can be read twice: once here, once by who it is handed on to."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._taken: list[Message] = []

    async def __call__(self) -> Message:
        """Receive the next message."""
        message = await self._receive()
        self._taken.append(message)
        return message

    def again(self) -> Receive:
        """Return what receives from the beginning."""
        taken = iter(self._taken)

        async def receive() -> Message:
            return next(taken, None) or await self._receive()

        return receive

    async def disconnected(self) -> None:
        """Wait until the client goes away."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


def refused(request: Request, error: ExgraphError) -> Response:
    """Return an error as an answer."""
    if isinstance(error, NotAcceptableError):
        offers = RESULTS if error.form in ("select", "ask") else GRAPHS
        error = unacceptable((*offers, HTML))
    return problem.answer(request, error)


async def _query(request: Request, accept: str | None) -> tuple[Query, float | None] | None:
    """Return a program's query and how long it would wait, or None where the request is something else."""
    operation = await read(request)
    if operation is None or isinstance(operation, Update):
        return None
    query = query_of(operation, accept)
    return (query, operation.timeout) if query is not None else None


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
    length = [] if status == 304 else [(b"content-length", b"%d" % len(body))]
    await send_start(send, status, headers + length)
    await send({"type": "http.response.body", "body": body, "more_body": False})
