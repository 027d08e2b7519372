"""Writes: worked out in a process that may be killed, then written to disk and made, those that wait all together."""

from __future__ import annotations

import asyncio
import pickle
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from exgraph.errors import ExgraphError
from exgraph.pool import message
from exgraph.pool.error import UnavailableError, ended_by, from_fields, out_of_time
from exgraph.pool.limit import Limits
from exgraph.pool.process import Worker
from exgraph.pool.zygote_handle import ZygoteHandle
from exgraph.store import Activity, Write

_TOGETHER = 64
"""Writes that are made at once, at most."""


@dataclass(frozen=True)
class Written:
    """The result of a write: the version it made, how many quads came and went, which graphs are new."""

    version: str
    added: int
    removed: int
    created: frozenset[str]


@dataclass
class Plan:
    """The planned effect of a write."""

    added: int = 0
    removed: int = 0
    created: frozenset[str] = frozenset()
    parts: list[bytes] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many quads come and go."""
        return self.added + self.removed


@dataclass
class _Waiting:
    """A write that waits for its turn."""

    job: bytes
    head: Mapping[str, str]
    done: asyncio.Future[Written]

    def fail(self, error: BaseException) -> None:
        if not self.done.done():
            self.done.set_exception(error)

    def finish(self, written: Written) -> None:
        if not self.done.done():
            self.done.set_result(written)


class Writer:
    """Makes writes in the order in which they come. All that wait are worked out and put on disk together."""

    def __init__(self, limits: Limits, current: Callable[[], ZygoteHandle], changing: asyncio.Lock) -> None:
        """Take what gives the process that holds the graph, or raises why nothing can be written, and its lock."""
        self._limits = limits
        self._current = current
        self._changing = changing
        self._queue: deque[_Waiting] = deque()
        self._planner: _Planner | None = None
        self._task: asyncio.Task[None] | None = None

    async def write(self, write: Write, activity: Activity, head: Mapping[str, str]) -> Written:
        """Make a change; see `Pool.write`."""
        done: asyncio.Future[Written] = asyncio.get_running_loop().create_future()
        job = message.pack(b"J", pickle.dumps((write, activity, self._limits.timeout)))
        self._queue.append(_Waiting(job, {"by": activity.agent, **head}, done))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())
        return await done

    async def _work(self) -> None:
        while self._queue:
            async with self._changing:
                # Who has stopped waiting before it began is passed over; what has begun is seen through.
                batch = [each for each in self._taken() if not each.done.done()]
                try:
                    left = await self._make(self._current(), batch)
                except ExgraphError as error:
                    for each in batch:
                        each.fail(error)
                else:
                    self._queue.extendleft(reversed(left))

    def _taken(self) -> list[_Waiting]:
        return [self._queue.popleft() for _ in range(min(_TOGETHER, len(self._queue)))]

    async def _make(self, zygote: ZygoteHandle, batch: Sequence[_Waiting]) -> Sequence[_Waiting]:
        """Make writes; return those that are still to be made, since one before them ended the process."""
        if self._planner is None or self._planner.zygote is not zygote or self._planner.has_ended:
            self._planner = _Planner(zygote, self._limits)
        planner = self._planner
        plans = await planner.plan([each.job for each in batch])
        pairs = list(zip(batch, plans, strict=False))
        changing = [(each, plan) for each, plan in pairs if isinstance(plan, Plan) and plan.size]
        before = zygote.writes
        try:
            if changing:
                await zygote.commit([(plan.parts[0], plan.parts[1], each.head) for each, plan in changing])
        except ExgraphError:
            planner.end()  # it has made what was not written
            raise
        numbers = {id(each): before + place for place, (each, _) in enumerate(changing, 1)}
        number = before
        for each, plan in pairs:
            number = numbers.get(id(each), number)
            if isinstance(plan, Plan):
                each.finish(Written(zygote.version_at(number), plan.added, plan.removed, plan.created))
            else:
                each.fail(plan)
        return batch[len(plans) :]


class _Planner:
    """The process that works out writes, and makes them in its own copy, as the web process sees it."""

    def __init__(self, zygote: ZygoteHandle, limits: Limits) -> None:
        self.zygote = zygote
        self.has_ended = False
        self._limits = limits
        self._worker: Worker | None = None
        self._jobs: list[bytes] = []
        self._plan = Plan()
        self._outcomes: deque[asyncio.Future[Plan]] = deque()
        self._grown = False
        zygote.fork_writer(self)

    async def plan(self, jobs: list[bytes]) -> list[Plan | ExgraphError]:
        """Return what each write would do, or why it cannot be made, up to the first that ends the process."""
        futures = [asyncio.get_running_loop().create_future() for _ in jobs]
        self._outcomes = deque(futures)
        self._jobs = jobs
        if self._worker is not None:
            self._send(self._worker)
        found: list[Plan | ExgraphError] = []
        for outcome in futures:
            waited: tuple[asyncio.Future[Any], ...] = (outcome, self.zygote.ended)
            await asyncio.wait(waited, timeout=self._limits.timeout, return_when=asyncio.FIRST_COMPLETED)
            if not outcome.done():
                self.end()
                found.append(reloading() if self.zygote.ended.done() else out_of_time(self._limits.timeout))
                break
            error = outcome.exception()
            found.append(error if isinstance(error, ExgraphError) else outcome.result())
            if self.has_ended:
                break
        for each in futures:
            each.cancel()
        if self._grown:
            self.end()
        return found

    def ready(self, worker: Worker) -> None:
        """See Watcher."""
        self._worker = worker
        if self.has_ended:
            worker.kill()
        else:
            self._send(worker)

    def got(self, worker: Worker, kind: bytes, payload: bytes) -> None:
        """See Watcher."""
        if kind == b"D":
            self._plan.parts.append(payload)
        elif kind == b"H":
            effect = message.fields(payload)
            self._plan = Plan(effect["added"], effect["removed"], frozenset(effect["created"]))
            self._grown = self._grown or effect["grown"]
        elif self._outcomes:
            outcome = self._outcomes.popleft()
            if outcome.done():
                return
            if kind == b"E":
                outcome.set_result(self._plan)
            else:
                outcome.set_exception(from_fields(message.fields(payload)))

    def gone(self, worker: Worker) -> None:
        """See Watcher."""
        self.has_ended = True
        if self._outcomes and not self._outcomes[0].done():
            self._outcomes.popleft().set_exception(self._error(worker.signal or 0))

    def end(self) -> None:
        """End the process, whatever it does."""
        self.has_ended = True
        if self._worker is not None:
            self._worker.kill()
            self._worker.close()

    def _send(self, worker: Worker) -> None:
        jobs, self._jobs = self._jobs, []
        if jobs:
            worker.send(b"".join(jobs))

    def _error(self, by: int) -> ExgraphError:
        own = ended_by(by, self._limits, self._limits.timeout)
        if own is not None:
            return own[1]
        remedy = "send it again: nothing was written"
        return UnavailableError("the process that worked on this ended", remedy=remedy, retry_after=1)


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
