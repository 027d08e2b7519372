"""Writes: worked out in a process that may be killed, then written to disk and made."""

from __future__ import annotations

import asyncio
import pickle
from dataclasses import dataclass, field
from typing import Any

from exgraph.errors import ExgraphError
from exgraph.pool import message
from exgraph.pool.error import UnavailableError, ended_by, from_fields, out_of_time
from exgraph.pool.limit import Limits
from exgraph.pool.process import Worker
from exgraph.pool.zygote_handle import ZygoteHandle
from exgraph.store import Activity, Write


@dataclass(frozen=True)
class Written:
    """What a write has done: the version it made, how many quads came and went, which graphs are new."""

    version: str
    added: int
    removed: int
    created: frozenset[str]


@dataclass
class Plan:
    """What a write would do."""

    added: int = 0
    removed: int = 0
    created: frozenset[str] = frozenset()
    parts: list[bytes] = field(default_factory=list)


async def plan(zygote: ZygoteHandle, write: Write, activity: Activity, limits: Limits) -> Plan:
    """Return what a write would do.

    Raises:
        QueryError, StoreError: see `exgraph.store.MemoryStore.plan`.
        TimeLimitError, MemoryLimitError: it takes too much.
        UnavailableError: the process that holds the graph has ended.
    """
    seconds = limits.timeout
    planning = _Planning(pickle.dumps((write, activity, seconds)), limits)
    zygote.fork_writer(planning)
    try:
        async with asyncio.timeout(seconds):
            either: tuple[asyncio.Future[Any], ...] = (planning.future, zygote.ended)
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        if not planning.future.done():
            raise reloading()
        return await planning.future
    except TimeoutError as error:
        raise out_of_time(seconds) from error
    finally:
        planning.end()


def reloading() -> UnavailableError:
    """Return the error for a write while the graph cannot be changed."""
    return UnavailableError(
        "the graph is being loaded again", remedy="send it again soon: nothing was written", retry_after=2
    )


def faulty(fault: ExgraphError) -> UnavailableError:
    """Return the error for a write while the journal is at fault."""
    line = fault.at.line if fault.at else None
    problem = f"line {line} of the journal of writes cannot be read" if line else "the journal of writes cannot be read"
    return UnavailableError(problem, remedy="who runs the server has to mend it; nothing was written", retry_after=60)


class _Planning:
    """Watches the process that works out a write."""

    def __init__(self, job: bytes, limits: Limits) -> None:
        self.future: asyncio.Future[Plan] = asyncio.get_running_loop().create_future()
        self._job = job
        self._limits = limits
        self._plan = Plan()
        self._worker: Worker | None = None

    def ready(self, worker: Worker) -> None:
        """See Watcher."""
        self._worker = worker
        if self.future.done():
            worker.kill()
        else:
            worker.send(message.pack(b"J", self._job))

    def got(self, worker: Worker, kind: bytes, payload: bytes) -> None:
        """See Watcher."""
        if kind == b"D":
            self._plan.parts.append(payload)
        elif kind == b"H":
            reply = message.fields(payload)
            self._plan.added, self._plan.removed = reply["added"], reply["removed"]
            self._plan.created = frozenset(reply["created"])
        elif not self.future.done():
            if kind == b"E":
                self.future.set_result(self._plan)
            else:
                self.future.set_exception(from_fields(message.fields(payload)))

    def gone(self, worker: Worker) -> None:
        """See Watcher."""
        if not self.future.done():
            self.future.set_exception(self._error(worker.signal or 0))

    def end(self) -> None:
        """End the process, whatever it does."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.close()

    def _error(self, by: int) -> ExgraphError:
        own = ended_by(by, self._limits, self._limits.timeout)
        if own is not None:
            return own[1]
        remedy = "send it again: nothing was written"
        return UnavailableError("the process that worked on this ended", remedy=remedy, retry_after=1)
