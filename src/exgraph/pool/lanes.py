"""Scheduling of jobs: which runs when, and for how long.

Every job starts in the quick lane. One that outlasts it goes on in the long lane where that has room; else it is
stopped if others wait, and begins again when there is. So short queries find a worker while long ones fill the other
lane. What was long once is known as long afterwards. The more jobs wait, the less time each has in the quick lane.

Why so: docs/decisions/0011-processes.md.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter

from exgraph.errors import ExgraphError, StoreError
from exgraph.pool.error import BusyError, UnavailableError, ended_by, from_fields, out_of_time
from exgraph.pool.limit import Limits
from exgraph.pool.message import fields
from exgraph.pool.process import Worker, Zygote
from exgraph.pool.queue import FairQueue, LongJobs
from exgraph.pool.relay import Relay
from exgraph.pool.roster import Roster
from exgraph.pool.run import Run
from exgraph.pool.spool import Allowance

_LOG = logging.getLogger(__name__)
_TICK = 0.01
"""Seconds between two looks at what runs."""
_SHORTEST = 0.02
"""Seconds of processor time that a job has in the quick lane at least."""
_DRAINED = 0.3
"""Seconds of processor time in which all that wait have had their turn, then."""
_PATIENCE = 0.1
"""Seconds that a job waits before those in the quick lane are hurried."""
_LONG = 0.5
"""Seconds of processor time after which a job gives way to all others."""
_PAUSE = 0.5
"""Seconds after which a worker is replaced that ended before it had a job."""


class Lanes:
    """The workers of the current version, the jobs they have, and those that wait."""

    def __init__(self, limits: Limits, relay: Relay) -> None:
        self._limits = limits
        self._relay = relay
        self._loop = asyncio.get_running_loop()
        self._zygote: Zygote | None = None
        self._roster = Roster(limits.workers)
        self._waiting = FairQueue()
        self._waiting_long = FairQueue()
        self._known = LongJobs()
        self.stopped: Counter[str] = Counter()
        self._ticking = False
        self._allowance = Allowance(limits.spool)

    @property
    def waiting(self) -> int:
        """Jobs that wait."""
        return len(self._waiting) + len(self._waiting_long)

    @property
    def running(self) -> int:
        """Jobs that run."""
        return len(self._roster.quick) + len(self._roster.long)

    def use(self, zygote: Zygote) -> None:
        """Run jobs on the workers of this process from now on; those before end with the jobs they have."""
        before, self._zygote = self._zygote, zygote
        self._roster.dismiss()
        for _ in range(self._roster.size):
            zygote.fork(self)
        if before is not None:
            self._retire(before)

    def submit(self, run: Run) -> None:
        """Take a job on; its future tells the answer.

        Raises:
            BusyError: too many wait.
        """
        run.long = run.key in self._known
        if self.waiting >= self._limits.waiting:
            raise _busy()
        self._wait(run)
        self._dispatch()
        if not self._ticking:
            self._ticking = True
            self._loop.call_later(_TICK, self._tick)

    def abandon(self, run: Run) -> None:
        """Stop a job, unless it is done: nobody waits for it any more."""
        if self._waiting.remove(run) or self._waiting_long.remove(run):
            self.stopped["gone"] += 1
        elif run.worker is not None and run.worker.run is run:
            self.stopped["gone"] += 1
            run.abandoned = True
            if run.worker in self._roster.long:
                self._stop(run.worker)
            # In the quick lane it is over soon, with less ado than a new worker would take.

    # What workers tell

    def ready(self, worker: Worker) -> None:
        """See Watcher."""
        if not self._current(worker):
            worker.close()
            return
        self._roster.idle.append(worker)
        self._dispatch()

    def got(self, worker: Worker, kind: bytes, payload: bytes) -> None:
        """See Watcher."""
        run = worker.run
        if run is None or worker.killed:
            return
        if kind == b"S":
            worker.ask(self._relay, payload)
            return
        if kind in b"EX":
            if kind == b"E":
                run.finish(worker.version, self._loop.time())
            else:
                run.fail(from_fields(fields(payload)))
            self._done(worker, run)
            return
        try:
            run.take(kind, payload)
            if run.size > self._limits.held and not run.streaming:
                self._outgrown(worker, run)
        except ExgraphError as error:
            self._stop(worker)
            run.fail(error)

    def gone(self, worker: Worker) -> None:
        """See Watcher."""
        run = self._roster.free(worker)
        if worker in self._roster.idle:
            self._roster.idle.remove(worker)
        if worker.zygote is not self._zygote:
            self._retire(worker.zygote)
        elif worker.used or not self._current(worker):
            worker.zygote.fork(self)
        else:  # one that ends before it has done anything may not be the last to do so
            self._loop.call_later(_PAUSE, self._replace, worker.zygote)
        if run is not None:
            self._bereaved(run, worker.signal or 0)
        self._dispatch()

    def _replace(self, zygote: Zygote) -> None:
        if zygote is self._zygote:
            zygote.fork(self)

    def lost(self, zygote: Zygote) -> None:
        """Take note that the process has ended from which workers were forked."""
        if zygote is self._zygote:
            self._zygote = None

    # What happens to jobs

    def _current(self, worker: Worker) -> bool:
        return worker.zygote is self._zygote and worker.zygote.since(worker.writes) is not None

    def _wait(self, run: Run) -> None:
        if not run.long:
            self._waiting.push(run)
        elif len(self._waiting_long) < self._limits.waiting_long:
            self._waiting_long.push(run)
        else:
            raise _busy()

    def _dispatch(self) -> None:
        while self._roster.idle:
            if not self._roster.idle[-1].follow():
                self._roster.idle.pop().close()  # too much was written meanwhile: a fresh one takes its place
                continue
            if self._waiting and self._roster.has_room_quick:
                run, lane = self._waiting.pop(), self._roster.quick
            elif self._waiting_long and self._roster.has_room_long:
                run, lane = self._waiting_long.pop(), self._roster.long
            else:
                return
            worker = self._roster.idle.pop()
            lane.add(worker)
            run.started = self._loop.time()
            worker.start(run)

    def _done(self, worker: Worker, run: Run) -> None:
        if run.long and self._loop.time() - run.started < self._limits.quick:
            self._known.forget(run.key)
        worker.stop_asking()
        self._roster.free(worker)
        if worker.giving_way or not self._current(worker):
            worker.close()  # it would give way for good: a fresh one takes its place
        else:
            self._roster.idle.append(worker)
        self._dispatch()

    def _outgrown(self, worker: Worker, run: Run) -> None:
        """Begin to give out an answer too large to be held: in the long lane, since it cannot be taken back."""
        if worker in self._roster.quick and not self._roster.promote(worker):
            self._demote(worker, run)
        else:
            run.stream(worker.version, self._loop.time(), self._allowance, lambda: self.abandon(run))

    def _demote(self, worker: Worker, run: Run) -> None:
        self._stop(worker)
        run.reset()
        run.long = True  # what it has done is lost, at most what the quick lane allows; others have waited longer
        try:
            self._wait(run)
        except BusyError as error:
            run.fail(error)

    def _stop(self, worker: Worker) -> None:
        """Kill a worker; its place is free at once, a spare one takes it."""
        self._roster.free(worker)
        worker.kill()
        self._dispatch()

    def _bereaved(self, run: Run, by: int) -> None:
        """Do what is to be done for a job whose worker has ended of itself, or by somebody else's hand."""
        own = ended_by(by, self._limits, run.deadline - run.arrived)
        self.stopped[own[0] if own else "killed"] += 1
        if own is not None:
            run.fail(own[1])
        elif not run.retried and not run.streaming and not run.abandoned:
            # The kernel may have taken the worker for want of memory that another one used: once more, not for ever.
            run.retried = True
            run.reset()
            self._waiting.push(run)
        else:
            _LOG.error("a worker ended by signal %s", by)
            run.fail(StoreError("the worker that answered this ended"))

    # Time

    def _tick(self) -> None:
        now = self._loop.time()
        crowded = self._waiting.oldest(now) < now - _PATIENCE
        for worker in self._roster.running():
            run = worker.run
            if run is None:
                continue
            if now > run.deadline:
                self._stop(worker)
                self.stopped["time"] += 1
                run.fail(out_of_time(run.deadline - run.arrived))
                continue
            # Processor time, not time by the clock: on a busy machine a short query may take long by the clock.
            spent = worker.spent()
            if worker in self._roster.quick:
                self._look_at_quick(worker, run, spent, crowded=crowded)
            elif spent > _LONG and not worker.giving_way:
                worker.give_way()
        for queue in (self._waiting, self._waiting_long):
            for run in [run for run in queue if now > run.deadline]:
                queue.remove(run)
                run.fail(UnavailableError("no worker was free in time", retry_after=_later(self._limits)))
        self._ticking = bool(self.running or self.waiting)
        if self._ticking:
            self._loop.call_later(_TICK, self._tick)

    def _look_at_quick(self, worker: Worker, run: Run, spent: float, *, crowded: bool) -> None:
        most = self._limits.quick
        if spent > most:
            self._known.add(run.key)
        if crowded:
            # All that wait have their turn within the same short time, however many they are.
            most = max(_SHORTEST, min(most, _DRAINED / (1 + len(self._waiting))))
        if run.abandoned and self._loop.time() - run.started > most:
            self._stop(worker)
        elif spent > most and not self._roster.promote(worker) and crowded:
            self._demote(worker, run)

    def _retire(self, zygote: Zygote) -> None:
        """End a process of an earlier version when its last job has ended."""
        for worker in list(zygote.workers.values()):
            if worker.run is None:
                worker.close()
        if zygote is not self._zygote and not any(worker.run for worker in zygote.workers.values()):
            zygote.close()


def _busy() -> BusyError:
    return BusyError("too many queries wait already", remedy="ask again later", retry_after=1)


def _later(limits: Limits) -> int:
    return max(1, int(limits.timeout))
