"""Middleware of every request: an id, a limit on its body, a count, a line in the log."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from itertools import count
from urllib.parse import unquote_plus

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exgraph.pool import Limits
from exgraph.web.http.log import REQUEST
from exgraph.web.http.metric import Metrics
from exgraph.web.http.problem import RequestError

_ACCESS = logging.getLogger("exgraph.access")
_SLOW = logging.getLogger("exgraph.slow")
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
_GIVEN = re.compile(rb"[A-Za-z0-9._-]{1,64}")
BEGUN = "exgraph.begun"
"""Where a request's scope has the time at which it was begun, if that was before."""
_SHOWN = 2000
"""Characters of a slow query in the log."""


class Recorder:
    """Names requests, and counts, times and logs their answers."""

    def __init__(self, metrics: Metrics, *, slow: float, access: bool) -> None:
        self._metrics = metrics
        self._slow = slow
        self._access = access
        self._prefix = secrets.token_hex(4)
        self._numbers = count(1)

    def new_id(self) -> bytes:
        """Return an id that no other request has."""
        return b"%s-%d" % (self._prefix.encode(), next(self._numbers))

    def record(self, scope: Scope, status: int, seconds: float, id_: bytes) -> None:
        """Take note of an answer; status 0 is that nobody waited for it."""
        kind = "sparql" if scope["path"].startswith("/sparql") else "other"
        self._metrics.count(kind, status, seconds)
        if not self._access and seconds < self._slow:
            return
        fields = {
            "request": id_.decode(),
            "client": (scope.get("client") or ("",))[0],
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "seconds": round(seconds, 4),
        }
        if self._access:
            _ACCESS.info("request", extra={"fields": fields})
        if seconds >= self._slow:
            query = scope.get("asked") or unquote_plus(scope.get("query_string", b"").decode("latin-1"))
            _SLOW.warning("slow", extra={"fields": {**fields, "query": query[:_SHOWN]}})


class RequestMiddleware:
    """Gives a request its id, waits for its body no longer than it may, and has its answer recorded."""

    def __init__(self, app: ASGIApp, limits: Limits, recorder: Recorder) -> None:
        self._app = app
        self._limits = limits
        self._recorder = recorder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_ = self._id(scope)
        REQUEST.set(id_.decode())
        begun = scope.get(BEGUN) or time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", id_)]
            await send(message)

        if scope["method"] not in _BODILESS:
            receive = _Body(receive, self._limits)
        try:
            await self._app(scope, receive, send_with_id)
        except ClientDisconnect:
            return  # amid its body
        finally:
            self._recorder.record(scope, status, time.perf_counter() - begun, id_)

    def _id(self, scope: Scope) -> bytes:
        """Return the id that a proxy or client gave the request, if it is a plain one; else a new one."""
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), None)
        return given if given is not None and _GIVEN.fullmatch(given) else self._recorder.new_id()


class _Body:
    """Receives a request's body within its time and size.

    Raises:
        RequestError: 408, it does not come; 413, it is too long.
    """

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self._receive = receive
        self._limits = limits
        self._end = asyncio.get_running_loop().time() + limits.body_time
        self._size = 0
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._end):
                message = await self._receive()
        except TimeoutError as error:
            problem = f"the body has not come within {self._limits.body_time:g} s"
            raise RequestError(408, problem, headers={"Connection": "close"}) from error
        self._size += len(message.get("body", b""))
        if self._size > self._limits.body:
            problem = f"the body has more than {self._limits.body:,} bytes"
            raise RequestError(413, problem, headers={"Connection": "close"})
        self._whole = not message.get("more_body", False)
        return message
