"""A job from its arrival to its answer."""

from __future__ import annotations

import asyncio
import marshal
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal, cast

from exgraph.errors import ExgraphError
from exgraph.pool import message
from exgraph.pool.error import GoneError
from exgraph.pool.spool import Allowance, Spool
from exgraph.store import DatasetFormat, Form, GraphFormat, ResultFormat

_PATIENT = 0.2
"""Seconds after which it is watched whether somebody still waits for an answer."""

Encoding = Literal["gzip", "zstd"]


@dataclass(frozen=True, slots=True)
class Query:
    """A query, its data set, and the formats of its answer: None where the client takes none for results, or graphs."""

    text: str
    results: ResultFormat | None = "json"
    graph: GraphFormat | None = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    mark: bool = False
    """Whether CSV begins with a byte order mark, which Excel needs to read UTF-8."""


@dataclass(frozen=True, slots=True)
class GraphRead:
    """A named graph to be read, or with None the default graph."""

    name: str | None
    format: GraphFormat = "turtle"


@dataclass(frozen=True, slots=True)
class DatasetRead:
    """The whole data set to be read."""

    format: DatasetFormat = "nquads"


@dataclass(slots=True)
class Reply:
    """An answer: whole, or still coming in."""

    media_type: str
    form: Form
    lasting: bool
    encoding: Encoding | None
    version: str
    seconds: float
    """From arrival to here."""
    body: bytes | None
    spool: Spool | None = None
    leave: Callable[[], None] | None = None

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the answer piece by piece. Not reading to the end stops the query.

        Raises:
            CutOffError: it ends too early.
        """
        if self.spool is None:
            yield self.body or b""
            return
        try:
            while piece := await self.spool.take():
                yield piece
        finally:
            self.close()

    async def whole(self) -> bytes:
        """Return the answer, all of it.

        Raises:
            CutOffError: it ends too early.
        """
        return b"".join([chunk async for chunk in self.chunks()])

    def close(self) -> None:
        """Give the answer up: stop what still makes it."""
        if self.spool is not None:
            self.spool.close()
        if self.leave is not None:
            self.leave()


class Run:
    """A job that waits, is worked on, or is answered."""

    __slots__ = (
        "abandoned", "arrived", "client", "deadline", "fields", "future", "head", "job", "key", "long", "pieces",
        "retried", "size", "spool", "started", "worker",
    )  # fmt: skip

    def __init__(self, job: bytes, key: int, client: str, arrived: float, deadline: float) -> None:
        self.job = job
        self.key = key
        self.client = client
        self.arrived = arrived
        self.deadline = deadline
        self.future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self.long = self.retried = self.abandoned = False
        self.started = 0.0
        self.worker: Any = None
        self.spool: Spool | None = None
        self.reset()

    def reset(self) -> None:
        """Forget what has been answered so far, to be worked on anew."""
        self.head: list[str] = []
        self.pieces: list[bytes] = []
        self.size = 0

    @property
    def streaming(self) -> bool:
        """Whether the beginning of the answer has been given out."""
        return self.spool is not None

    def take(self, kind: bytes, payload: bytes) -> None:
        """Take in a message of the worker's other than the last one.

        Raises:
            UnavailableError: the spools are full.
        """
        if kind == b"H":
            self.head = payload.decode().split("\n")
        elif self.spool is not None:
            self.spool.put(payload)
        else:
            self.pieces.append(payload)
            self.size += len(payload)

    def stream(self, version: str, now: float, allowance: Allowance, leave: Callable[[], None]) -> None:
        """Give out the beginning of the answer; the rest follows as it comes."""
        self.spool = Spool(allowance)
        for piece in self.pieces:
            self.spool.put(piece)
        self.pieces = []
        self._answer(version, now, None, leave)

    def finish(self, version: str, now: float) -> None:
        """Give out the answer, or tell its reader that it is whole."""
        if self.spool is not None:
            self.spool.end()
        else:
            self._answer(version, now, b"".join(self.pieces), None)

    def fail(self, error: ExgraphError) -> None:
        """Give out an error, or cut the answer off."""
        if self.spool is not None:
            self.spool.fail(error)
        elif not self.future.done():
            self.future.set_exception(error)

    def _answer(self, version: str, now: float, body: bytes | None, leave: Callable[[], None] | None) -> None:
        if self.future.done():
            return
        media_type, form, encoding, lasting = self.head
        self.future.set_result(
            Reply(
                media_type,
                cast(Form, form),
                lasting != "",
                cast(Encoding, encoding) if encoding else None,
                version,
                now - self.arrived,
                body,
                self.spool,
                leave,
            )
        )


def job(asked: Query | GraphRead | DatasetRead, seconds: float, encoding: Encoding | None) -> bytes:
    """Return the message that gives a worker its job."""
    fields: dict[str, Any] = {"seconds": seconds, "encoding": encoding}
    if isinstance(asked, Query):
        fields |= {
            "kind": "query",
            "text": asked.text,
            "results": asked.results,
            "graph": asked.graph,
            "default_graphs": asked.default_graphs,
            "named_graphs": asked.named_graphs,
            "mark": asked.mark,
        }
    elif isinstance(asked, GraphRead):
        fields |= {"kind": "graph", "name": asked.name, "graph": asked.format}
    else:
        fields |= {"kind": "dataset", "graph": asked.format}
    return message.pack(b"J", marshal.dumps(fields))


def watch_later(run: Run, gone: Callable[[], Awaitable[None]], abandon: Callable[[Run], None]) -> Callable[[], None]:
    """See whether somebody still waits for an answer that takes long; return what ends the watch."""
    task: asyncio.Task[None] | None = None

    async def watch() -> None:
        await gone()
        abandon(run)
        run.fail(GoneError("nobody waits for the answer any more"))

    def begin() -> None:
        nonlocal task
        task = asyncio.create_task(watch())

    timer = asyncio.get_running_loop().call_later(_PATIENT, begin)

    def end() -> None:
        timer.cancel()
        if task is not None:
            task.cancel()

    return end
