"""/sparql for programs: a plain ASGI application before everything else, since most requests come here.

What it does not answer goes on untouched: pages, the service description, updates.
"""

from __future__ import annotations

import asyncio
import logging
from functools import lru_cache
from typing import cast

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exgraph.errors import ExgraphError, QueryError
from exgraph.export.format import NETWORK_FORMATS
from exgraph.pool import CutOffError, GoneError, NotAcceptableError, Pool, Query, Reply
from exgraph.pool.run import Encoding
from exgraph.store import GraphFormat, ResultFormat, Update
from exgraph.web.http import problem
from exgraph.web.http.client import client
from exgraph.web.http.negotiation import GRAPHS, HTML, RESULTS, Offer, choose, choose_format, etag
from exgraph.web.http.problem import RequestError, unacceptable
from exgraph.web.http.response import send_start, stream
from exgraph.web.sparql.cache import AnswerCache, Cached
from exgraph.web.sparql.protocol import Operation, read

_LOG = logging.getLogger(__name__)
_PATHS = frozenset({"/sparql", "/sparql/"})
ANSWER = "exgraph.answer"
"""Where a request's scope has the answer, if that has been asked for already."""
_MOST_ACCEPT = 4000
"""Characters of Accept and Accept-Encoding that are looked at."""
_TOLD_BY_PAGE = (NotAcceptableError, QueryError, RequestError)
"""What a page tells better, and costs little to find out again."""
_NETWORKS = tuple(Offer(ending, f"network/{ending}", (ending,)) for ending in NETWORK_FORMATS if ending != "jsonld")
"""Formats of networks, which only the address names (`format=gexf`); `jsonld` there is a graph's."""
_ENCODINGS = (Offer("zstd", "coding/zstd"), Offer("gzip", "coding/gzip"), Offer("identity", "coding/identity"))


class EndpointMiddleware:
    """Answers queries of programs at /sparql, and hands on everything else."""

    def __init__(self, app: ASGIApp, pool: Pool, cache: AnswerCache) -> None:
        self._app = app
        self._pool = pool
        self._cache = cache

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
            if not await self._answered(request, scope, replay, send):
                await self._app(scope, replay.again(), send)
        except GoneError:
            return
        except CutOffError as error:
            _LOG.warning("%s", error.problem)
            return  # leaves the answer incomplete, and so the server closes the connection
        except ExgraphError as error:
            if isinstance(error, _TOLD_BY_PAGE) and problem.wants_page(request):
                await self._app(scope, replay.again(), send)
                return
            response = refused(request, error)
            await response(scope, receive, send)

    async def _answered(self, request: Request, scope: Scope, replay: Replay, send: Send) -> bool:
        """Answer, or return False for what is not a program's query."""
        accept, accepted_coding = _accepted(scope)
        name = (scope["query_string"], accept, accepted_coding) if scope["method"] != "POST" else None
        if name is not None and (cached := self._cache.find(self._pool.version, name)) is not None:
            await self._send_cached(request, cached, send)
            return True
        found = await self._asked(request, accept)
        if found is None:
            return False
        query, timeout = found
        scope["asked"] = query.text
        encoding = coding(accepted_coding)
        key = (query, encoding)
        if (cached := self._cache.find(self._pool.version, key)) is None:
            held = request.headers.get("if-none-match")
            if held is not None and held == _tag(self._pool.version, query):
                await _send(send, 304, _validators(held, self._pool))
                return True
            given: asyncio.Future[Reply] | None = scope.get(ANSWER)
            reply = (
                await given
                if given is not None
                else await self._pool.ask(
                    query, client=client(scope), timeout=timeout, encoding=encoding, gone=replay.disconnected
                )
            )
            headers = headers_of(reply, query, self._pool)
            cached = self._cache.keep(key, len(query.text) * 2, reply, headers)
            if cached is None:
                await stream(reply, headers, replay.disconnected, send, self._pool.limits.read_time)
                return True
        if name is not None:
            self._cache.link(name, cached, len(scope["query_string"]))
        await self._send_cached(request, cached, send)
        return True

    async def _asked(self, request: Request, accept: str | None) -> tuple[Query, float | None] | None:
        """Return a program's query and how long it would wait, or None where the request is something else."""
        operation = await read(request)
        if isinstance(operation, Update):
            return None
        query = asked(operation, accept) if operation is not None else None
        return (query, operation.timeout) if operation is not None and query is not None else None

    async def _send_cached(self, request: Request, cached: Cached, send: Send) -> None:
        if cached.tag is not None and request.headers.get("if-none-match") == cached.tag:
            await _send(send, 304, _validators(cached.tag, self._pool))
            return
        await _send(send, 200, cached.headers, cached.body)


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


def asked(operation: Operation, accept: str | None) -> Query | None:
    """Return a program's query, or None where a page is liked best, or the file of a network.

    Where a page is liked best for one kind of query there is no format for that kind: the query comes back, and is
    handed on to the page.
    """
    results, graph = _offers(accept, operation.formats)
    if results == graph == HTML or results in _NETWORKS:
        return None
    return Query(
        operation.query,
        cast(ResultFormat, results.name) if results and results != HTML else None,
        cast(GraphFormat, graph.name) if graph and graph != HTML else None,
        operation.default_graphs,
        operation.named_graphs,
        operation.with_mark,
    )


def network_ending(operation: Operation, accept: str | None) -> str | None:
    """Return the ending of the network format that an address names, None where none is named or Accept says else."""
    results, _ = _offers(accept, operation.formats)
    return results.name if results is not None and results in _NETWORKS else None


def _accepted(scope: Scope) -> tuple[str | None, str]:
    """Return Accept and Accept-Encoding."""
    accept, accepted_coding = None, ""
    for name, value in scope["headers"]:
        if name == b"accept":
            text = value.decode("latin-1")
            accept = text if accept is None else f"{accept},{text}"
        elif name == b"accept-encoding":
            accepted_coding = value.decode("latin-1")
    return accept and accept[:_MOST_ACCEPT], accepted_coding[:_MOST_ACCEPT]


@lru_cache(256)
def _offers(accept: str | None, formats: tuple[str, ...]) -> tuple[Offer | None, Offer | None]:
    return choose_format(accept, formats, (*RESULTS, HTML, *_NETWORKS)), choose_format(accept, formats, (*GRAPHS, HTML))


@lru_cache(256)
def coding(accepted: str) -> Encoding | None:
    """Return the coding the client likes best (RFC 9110, 12.5.3), none where it names none."""
    if not accepted.strip():
        return None
    ranges = ",".join(f"coding/{part.strip()}" for part in accepted.split(",") if part.strip())
    chosen = choose(ranges, _ENCODINGS)
    return None if chosen is None or chosen.name == "identity" else cast(Encoding, chosen.name)


def headers_of(reply: Reply, query: Query, pool: Pool) -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer to a query."""
    headers = [(b"content-type", reply.media_type.encode())]
    if reply.encoding is not None:
        headers.append((b"content-encoding", reply.encoding.encode()))
    if not reply.lasting:
        told = (b"exgraph-version", (reply.version or "").encode())
        return [*headers, told, (b"vary", b"Accept, Accept-Encoding"), (b"cache-control", b"no-store")]
    return headers + _validators(_tag(reply.version, query), pool)


def _tag(version: str | None, query: Query) -> str:
    graphs = (*query.default_graphs, "", *query.named_graphs)
    return etag(version, query.text, query.results, query.graph, query.mark, *graphs)


def _validators(tag: str, pool: Pool) -> list[tuple[bytes, bytes]]:
    # Where the graph can be written, who has written must not be shown what was there before.
    lasting = b"no-cache" if pool.limits.writable else b"public, max-age=300"
    told = (b"exgraph-version", (pool.version or "").encode())
    return [told, (b"etag", tag.encode()), (b"vary", b"Accept, Accept-Encoding"), (b"cache-control", lasting)]


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> None:
    length = [] if status == 304 else [(b"content-length", b"%d" % len(body))]
    await send_start(send, status, headers + length)
    await send({"type": "http.response.body", "body": body, "more_body": False})
