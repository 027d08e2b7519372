"""Parts of any answer (RFC 9110, section 14): programs that read a file by its address ask for its size and then parts.

What answers need not know of parts: a whole answer is taken and the part cut out of it. Whole answers that have an
entity tag are kept, so that a file of which a program reads a hundred parts is made once.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MOST = 64 << 20
"""Bytes of an answer of which parts are given, and of all answers that are kept; a longer one is given whole."""
_ONE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))")
_ASKED_BY = (b"accept", b"accept-language", b"cookie", b"authorization")
"""Headers by which answers at one address differ."""
_Raw = list[tuple[bytes, bytes]]


@dataclass
class _Answer:
    """An answer that is coming in: its head, its body so far, how long that is."""

    status: int = 0
    headers: _Raw = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)
    size: int = 0
    passed: bool = False
    """Whether it has been handed on as it came."""

    def header(self, name: bytes) -> bytes | None:
        """Return the value of a header."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class RangeMiddleware:
    """Gives the part of an answer that a GET asks for (Range), and the length of every answer to a HEAD."""

    def __init__(self, app: ASGIApp, most: int = _MOST) -> None:
        self._app = app
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], _Answer] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self._app(scope, receive, _Measured(send))
        elif scope["type"] == "http" and scope["method"] == "GET" and _asked(scope) is not None:
            await self._part(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _part(self, scope: Scope, receive: Receive, send: Send) -> None:
        by = (value for name, value in scope["headers"] if name in _ASKED_BY)
        key = (scope["path"], scope["query_string"], *by)
        kept = self._kept.get(key)
        answer = await self._whole(_plain(scope, kept), receive, send)
        if answer.passed:
            return
        if answer.status == 304 and kept is not None and not Headers(scope=scope).get("if-none-match"):
            self._kept.move_to_end(key)
            answer = kept
        elif answer.status == 200 and answer.header(b"etag") is not None:
            self._keep(key, answer)
        await _send_part(answer, scope, send)

    async def _whole(self, scope: Scope, receive: Receive, send: Send) -> _Answer:
        """Return the whole answer; one that is too long, or a part already, is handed on as it comes."""
        answer = _Answer()

        async def take(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message.get("headers", ()))
                answer.passed = answer.status == 206 or int(answer.header(b"content-length") or 0) > self._most
                if answer.passed:
                    await send(message)
                return
            if not answer.passed:
                answer.body += message.get("body", b"")
                if len(answer.body) <= self._most:
                    return
                answer.passed = True
                await _start(answer.status, answer.headers, send)
                message = {**message, "body": bytes(answer.body)}
            await send(message)

        await self._app(scope, receive, take)
        return answer

    def _keep(self, key: tuple[object, ...], answer: _Answer) -> None:
        self._kept.pop(key, None)
        self._kept[key] = answer
        while sum(len(each.body) for each in self._kept.values()) > self._most:
            self._kept.popitem(last=False)


class _Measured:
    """Sends an answer to a HEAD with the length of its body, counted where nothing says it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._answer = _Answer()

    async def __call__(self, message: Message) -> None:
        """Send one message."""
        answer = self._answer
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message.get("headers", ()))
            answer.passed = answer.header(b"content-length") is not None or answer.status != 200
            if answer.passed:
                await self._send(message)
            return
        answer.size += len(message.get("body", b""))
        if not answer.passed and not message.get("more_body", False):
            await _start(answer.status, [*answer.headers, (b"content-length", b"%d" % answer.size)], self._send)
        if answer.passed or not message.get("more_body", False):
            await self._send({**message, "body": b""})


def _asked(scope: Scope) -> re.Match[str] | None:
    """Return the one range of bytes that a request asks for; several, or another unit, count as none."""
    headers = Headers(scope=scope)
    # What only a strong tag or a date can say, that the answer is the same byte for byte, is not said here.
    if "if-range" in headers:
        return None
    found = _ONE.fullmatch(headers.get("range", "").replace(" ", ""))
    backwards = found is not None and found[2] and int(found[2]) < int(found[1])
    return None if backwards else found


def _plain(scope: Scope, kept: _Answer | None) -> Scope:
    """Return a request for the whole answer, not packed; with the tag of the one that is kept."""
    headers = [(name, value) for name, value in scope["headers"] if name not in (b"accept-encoding",)]
    tag = kept.header(b"etag") if kept is not None else None
    if tag is not None and all(name != b"if-none-match" for name, _ in headers):
        headers.append((b"if-none-match", tag))
    return {**scope, "headers": headers}


async def _send_part(answer: _Answer, scope: Scope, send: Send) -> None:
    asked, size = _asked(scope), len(answer.body)
    if answer.status != 200 or asked is None:
        await _start(answer.status, answer.headers, send)
        await send({"type": "http.response.body", "body": bytes(answer.body)})
        return
    first, last = _span(asked, size)
    others = [each for each in answer.headers if each[0].lower() not in (b"content-length", b"content-range")]
    if first > last:
        headers = [(b"content-range", b"bytes */%d" % size), (b"content-length", b"0")]
        await _start(416, headers, send)
        await send({"type": "http.response.body", "body": b""})
        return
    part = bytes(answer.body[first : last + 1])
    span = (b"content-range", b"bytes %d-%d/%d" % (first, last, size))
    await _start(206, [*others, span, (b"content-length", b"%d" % len(part))], send)
    await send({"type": "http.response.body", "body": part})


def _span(asked: re.Match[str], size: int) -> tuple[int, int]:
    """Return the first and the last byte that are asked for; the last before the first where there is none."""
    first, last, suffix = asked.groups()
    if suffix is not None:
        return (size - min(int(suffix), size), size - 1) if int(suffix) else (0, -1)
    return int(first), min(int(last), size - 1) if last else size - 1


async def _start(status: int, headers: _Raw, send: Send) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
