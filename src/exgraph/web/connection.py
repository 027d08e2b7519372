"""Connections of the HTTP server: uvicorn's, with limits of our own.

uvicorn waits for a request's head without end, bounds neither its size nor the number of connections, and sends the
head and the body of an answer apart.
"""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import Any, ClassVar, cast

from uvicorn._types import ASGI3Application
from uvicorn.config import Config
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from exgraph.pool import Limits
from exgraph.pool.run import Run
from exgraph.web.sparql.direct import Direct

_MOST_HEAD = 96 * 1024
"""Bytes of a request's head: an address with a query of 60,000 bytes fits in."""
_MOST_ADDRESS = 60_000
"""Bytes of an address; the parser takes no more than 65,535."""
_HEAD = b"HTTP/1.1 "


class Connection(HttpToolsProtocol):
    """One connection."""

    limits: ClassVar[Limits] = Limits()
    direct: ClassVar[Direct | None] = None

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._head = 0
        self._in_body = self._refused = False
        self._timer: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None
        self._running: Run | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """See asyncio.Protocol."""
        super().connection_made(cast(asyncio.Transport, Corked(transport, self.loop)))
        if len(self.connections) > self.limits.connections:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE)
        else:
            self._timer = self.loop.call_later(self.limits.head_time, self._refuse, HTTPStatus.REQUEST_TIMEOUT)

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio.Protocol."""
        self._stop_timer()
        if self._unread is not None:
            self._unread.cancel()
        super().connection_lost(exc)
        if self._running is not None and self.direct is not None and not self._running.future.done():
            self.direct.abandon(self._running)

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        in_head = not self._in_body
        if in_head:
            self._head += len(data)
            if self._timer is None:
                self._timer = self.loop.call_later(self.limits.head_time, self._refuse, HTTPStatus.REQUEST_TIMEOUT)
        super().data_received(data)
        if in_head and self._head > _MOST_HEAD:  # and no end of it in sight
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_headers_complete(self) -> None:
        """See httptools."""
        self._in_body = True
        self._head = 0
        self._stop_timer()
        if len(self.url) > _MOST_ADDRESS:
            self._refuse(HTTPStatus.REQUEST_URI_TOO_LONG)
        elif sum(len(name) + len(value) + 4 for name, value in self.headers) > _MOST_HEAD:  # a head read all at once
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        else:
            super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        usual = super()._start_asgi_task
        begun = self.direct.begin(cycle, lambda: usual(cycle, app)) if self.direct is not None else False
        if begun is False:
            usual(cycle, app)
        else:
            self._running = None if begun is True else begun

    def on_body(self, body: bytes) -> None:
        """See httptools."""
        if not self._refused:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """See httptools."""
        self._in_body = False
        if not self._refused:
            super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST)

    def pause_writing(self) -> None:
        """See asyncio.Protocol."""
        super().pause_writing()
        self._watch_reader()

    def resume_writing(self) -> None:
        """See asyncio.Protocol."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def _watch_reader(self) -> None:
        size = self.transport.get_write_buffer_size()
        self._unread = self.loop.call_later(self.limits.read_time, self._look_at_reader, size)

    def _look_at_reader(self, size: int) -> None:
        """Leave a reader who has taken nothing since."""
        if self.transport.get_write_buffer_size() < size:
            self._watch_reader()
        else:
            self.transport.abort()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _refuse(self, status: HTTPStatus) -> None:
        """Answer what never becomes a request, and close the connection."""
        self._timer = None
        self._refused = True
        if self.transport.is_closing():
            return
        document = {"type": "about:blank", "title": status.phrase, "status": status.value}
        body = json.dumps(document).encode()
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\ncontent-type: application/problem+json\r\n"
            f"content-length: {len(body)}\r\nretry-after: 1\r\naccess-control-allow-origin: *\r\n"
            "x-content-type-options: nosniff\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


class Corked:
    """A transport that sends the head of an answer together with what is written right after it: one call, not two."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: bytes | None = None
        self._flushing: asyncio.Handle | None = None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the transport has
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """See asyncio.WriteTransport."""
        if self._held is None:
            if data.startswith(_HEAD):
                self._held = data
                self._flushing = self._loop.call_soon(self.flush)
            else:
                self._transport.write(data)
            return
        held, self._held = self._held, None
        if self._flushing is not None:
            self._flushing.cancel()
        self._transport.write(held + data)

    def flush(self) -> None:
        """Send what is held back."""
        if self._held is not None:
            held, self._held = self._held, None
            self._transport.write(held)

    def close(self) -> None:
        """See asyncio.BaseTransport."""
        self.flush()
        self._transport.close()
