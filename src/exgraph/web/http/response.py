"""Responses: answers of the pool as they come in, and those known by a tag."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from email.utils import formatdate
from pathlib import Path

from fastapi import Request, Response
from starlette.types import Receive, Scope, Send

from exgraph.pool import CutOffError, GoneError, Reply


class StreamedResponse(Response):
    """An answer that is sent as it comes in; one that ends too early leaves the response incomplete, and seen to be."""

    def __init__(self, reply: Reply, headers: dict[str, str], patience: float) -> None:
        super().__init__(headers=headers | {"Content-Type": reply.media_type})
        del self.headers["content-length"]
        self._reply = reply
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the answer."""

        async def disconnected() -> None:
            while (await receive())["type"] != "http.disconnect":
                pass

        try:
            await stream(self._reply, list(self.raw_headers), disconnected, send, self._patience)
        except (CutOffError, GoneError):
            return  # the server closes the connection of an answer without an end


def tagged(
    request: Request, tag: str, write: Callable[[], bytes], media_type: str, headers: Mapping[str, str]
) -> Response:
    """Return what `write` gives under its ETag; 304, and nothing written, where the client has it already."""
    named = {"ETag": tag, **headers}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=named)
    return Response(write(), headers={**named, "Content-Type": media_type})


def modified(*paths: Path) -> dict[str, str]:
    """Return Last-Modified: when the last of these that are there was changed."""
    times = [path.stat().st_mtime for path in paths if path.exists()]
    return {"Last-Modified": formatdate(max(times), usegmt=True)} if times else {}


async def stream(
    reply: Reply,
    headers: list[tuple[bytes, bytes]],
    disconnected: Callable[[], Awaitable[None]],
    send: Send,
    patience: float,
) -> None:
    """Send an answer as it comes in. A reader who takes nothing for `patience` seconds is left.

    Raises:
        CutOffError: it ends too early, or is not read: what has been sent is not whole.
    """
    watch = asyncio.ensure_future(disconnected())
    try:
        await send_start(send, 200, headers)
        async for chunk in reply.chunks():
            if watch.done():
                raise GoneError("nobody reads the answer any more")
            async with asyncio.timeout(patience):
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    except TimeoutError as error:
        raise CutOffError("the answer is not read") from error
    finally:
        watch.cancel()
        reply.close()


async def send_start(send: Send, status: int, headers: list[tuple[bytes, bytes]]) -> None:
    """Send the head of an answer."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
