"""Plain queries answered without the machinery around an ASGI application, which takes longer than most queries.

Only GET /sparql of a program, without anything unusual in its head, and with a whole answer: all else, errors too,
goes the usual way. What has been asked here is not asked again there.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.types import Scope
from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from exgraph.errors import ExgraphError
from exgraph.pool import Pool, Reply
from exgraph.pool.run import Run
from exgraph.web.http.client import client
from exgraph.web.http.request import BEGUN, Recorder
from exgraph.web.sparql.cache import AnswerCache, Cached
from exgraph.web.sparql.endpoint import ANSWER, asked, coding, headers_of
from exgraph.web.sparql.protocol import read_address

_UNUSUAL = frozenset({b"if-none-match", b"authorization", b"expect", b"x-request-id", b"content-length", b"upgrade"})
_USUAL = 1000
"""Bytes of a header."""
_HEAD = b"HTTP/1.1 200 OK\r\n"
_Resume = Callable[[], None]
_Name = tuple[bytes, str | None, str]


class Direct:
    """Answers what it can, and tells what it cannot."""

    def __init__(self, pool: Pool, cache: AnswerCache, recorder: Recorder, always: list[tuple[bytes, bytes]]) -> None:
        self._pool = pool
        self._cache = cache
        self._recorder = recorder
        self._always = always

    def begin(self, cycle: RequestResponseCycle, resume: _Resume) -> Run | bool:
        """Answer a request, now (True) or later (what runs for it); False where it is one for the usual way.

        `resume` sends it the usual way after all.
        """
        scope: Scope = cycle.scope  # type: ignore[assignment]
        if scope["method"] != "GET" or scope["path"] != "/sparql" or not scope["query_string"]:
            return False
        if b"release=" in scope["query_string"]:
            return False
        begun = time.perf_counter()
        name = _name(scope)
        cached = self._cache.find(self._pool.version, name) if name is not None else None
        if name is None or cached is not None:
            return cached is not None and self._send(cycle, cached, begun)
        try:
            return self._ask(cycle, name, begun, resume)
        except ExgraphError:
            return False  # is told the usual way

    def _ask(self, cycle: RequestResponseCycle, name: _Name, begun: float, resume: _Resume) -> Run | bool:
        scope: Scope = cycle.scope  # type: ignore[assignment]
        address, accept, accepted_coding = name
        operation = read_address(address)
        query = asked(operation, accept) if operation else None
        if operation is None or query is None:
            return False
        encoding = coding(accepted_coding)
        key = (query, encoding)
        if (cached := self._cache.find(self._pool.version, key)) is not None:
            self._cache.link(name, cached, len(address))
            return self._send(cycle, cached, begun)
        run = self._pool.submit(query, client=client(scope), timeout=operation.timeout, encoding=encoding)
        scope["asked"] = query.text

        def answered(future: asyncio.Future[Reply]) -> None:
            if cycle.disconnected:
                future.exception()  # is of no interest to anybody
                return
            if future.exception() is None and (reply := future.result()).body is not None:
                kept = self._cache.keep(key, 2 * len(query.text), reply, headers_of(reply, query, self._pool))
                if kept is not None:
                    self._cache.link(name, kept, len(address))
                    self._send(cycle, kept, begun)
                    return
            scope[ANSWER], scope[BEGUN] = future, begun
            resume()

        run.future.add_done_callback(answered)
        return run

    def abandon(self, run: Run) -> None:
        """Stop what runs: nobody waits for it."""
        self._pool.abandon(run)

    def _send(self, cycle: RequestResponseCycle, cached: Cached, begun: float) -> bool:
        head = cached.head
        if head is None:
            length = (b"content-length", b"%d" % len(cached.body))
            lines = (b"%s: %s\r\n" % header for header in (*cached.headers, *self._always, length))
            head = cached.head = b"".join(lines)
        date = b"".join([b"%s: %s\r\n" % header for header in cycle.default_headers])
        id_ = self._recorder.new_id()
        close = b"" if cycle.keep_alive else b"connection: close\r\n"
        cycle.response_started = cycle.response_complete = True
        cycle.transport.write(b"%s%s%sx-request-id: %s\r\n%s\r\n%s" % (_HEAD, date, head, id_, close, cached.body))
        cycle.message_event.set()
        if not cycle.keep_alive:
            cycle.transport.close()
        self._recorder.record(cycle.scope, 200, time.perf_counter() - begun, id_)  # type: ignore[arg-type]
        cycle.on_response()
        return True


def _name(scope: Scope) -> _Name | None:
    """Return all that an answer depends on; None where there is something unusual in the head."""
    accept, accepted_coding = None, ""
    for header, value in scope["headers"]:
        if header in _UNUSUAL:
            return None
        if header == b"accept":
            if accept is not None or len(value) > _USUAL:
                return None
            accept = value.decode("latin-1")
        elif header == b"accept-encoding" and len(value) <= _USUAL:
            accepted_coding = value.decode("latin-1")
    return scope["query_string"], accept, accepted_coding
