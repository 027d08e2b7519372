"""What is done for every request: an id, a limit on its body, a count, a line in the log."""

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
from exgraph.web.log import REQUEST
from exgraph.web.metric import Metrics
from exgraph.web.problem import RequestError

_ACCESS = logging.getLogger("exgraph.access")
_SLOW = logging.getLogger("exgraph.slow")
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
_GIVEN = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_SHOWN = 2000
"""Characters of a slow query in the log."""


class RequestMiddleware:
    """Names, counts, times and logs requests, and waits for their bodies no longer than it may."""

    def __init__(self, app: ASGIApp, limits: Limits, metrics: Metrics, *, slow: float, access: bool) -> None:
        self._app = app
        self._limits = limits
        self._metrics = metrics
        self._slow = slow
        self._access = access
        self._prefix = secrets.token_hex(4)
        self._numbers = count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id_ = self._id(scope)
        REQUEST.set(id_)
        begun = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message.get("headers", ()), (b"x-request-id", id_.encode())]
            await send(message)

        if scope["method"] not in _BODILESS:
            receive = _Body(receive, self._limits)
        try:
            await self._app(scope, receive, send_with_id)
        except ClientDisconnect:
            return  # amid its body
        finally:
            self._tell(scope, status, time.perf_counter() - begun)

    def _id(self, scope: Scope) -> str:
        """Return the id that a proxy or client gave the request, if it is a plain one; else a new one."""
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), None)
        if given is not None and _GIVEN.fullmatch(given):
            return str(given, "ascii")
        return f"{self._prefix}-{next(self._numbers)}"

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        kind = "sparql" if scope["path"].startswith("/sparql") else "other"
        self._metrics.count(kind, status, seconds)
        if not self._access and seconds < self._slow:
            return
        told = {
            "client": (scope.get("client") or ("",))[0],
            "method": scope["method"],
            "path": scope["path"],
            "status": status,  # 0: nobody waited for the answer
            "seconds": round(seconds, 4),
        }
        if self._access:
            _ACCESS.info("request", extra={"told": told})
        if seconds >= self._slow:
            query = scope.get("asked") or unquote_plus(scope.get("query_string", b"").decode("latin-1"))
            _SLOW.warning("slow", extra={"told": {**told, "query": query[:_SHOWN]}})


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
