"""The pool: it takes requests to the published version and returns answers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from pathlib import Path

from exgraph.errors import ExgraphError
from exgraph.model.iri import Base
from exgraph.pool.error import UnavailableError, WriteRefusedError
from exgraph.pool.lanes import Lanes
from exgraph.pool.limit import Limits
from exgraph.pool.relay import Relay, Service
from exgraph.pool.run import DatasetRead, Encoding, GraphRead, Query, Reply, Run, job, watch_later
from exgraph.pool.write import Writer, Written, faulty, reloading
from exgraph.pool.zygote_handle import ZygoteHandle
from exgraph.publish import versions
from exgraph.store import Activity, Write

_LOG = logging.getLogger(__name__)
_LOOK = 0.2
"""Seconds between two looks at which version is published."""
_PAUSE = 1.0
"""Seconds until a version is loaded again whose process has ended and could not be started."""
_LARGE = 1 << 25
"""Bytes of a dump that take seconds to be loaded."""
_DRAIN = 30.0
"""Seconds that jobs have to end in when the server shuts down."""

Prepare = Callable[[Path], Callable[[], None]]
"""Opens the version in a folder for who reads it otherwise, and returns what is to be done when queries go to it.

It is called in a thread. Where it raises an ExgraphError the version is not taken up.
"""


class Pool:
    """Processes that answer queries from the version that `build/current` points to, and from what was written since.

    What is written is kept in `journal`.
    """

    def __init__(
        self,
        build: Path,
        base: Base,
        limits: Limits,
        *,
        journal: Path | None = None,
        prepare: Prepare | None = None,
        services: tuple[Service, ...] = (),
    ) -> None:
        """Ask what is published in `build`; `prepare` is told of each version before it is asked, see `Prepare`.

        `services` are the endpoints that queries may ask, where `limits` let them ask any.
        """
        self._services = services
        self._prepare = prepare
        self._refused: ExgraphError | None = None
        self._link = build / "current"
        self._journal = journal or build / "journal.rdfp"
        self._changing = asyncio.Lock()
        self._writer = Writer(limits, self._writable, self._changing)
        self._base = base
        self.limits = limits
        self._zygote: ZygoteHandle | None = None
        self._target: str | None = None
        self._dead = False
        self._fault: tuple[int, int] | None = None
        self._lanes: Lanes
        self._loop: asyncio.AbstractEventLoop
        self._following: asyncio.Task[None] | None = None

    @property
    def version(self) -> str | None:
        """The version asked now; None while there is none."""
        return self._zygote.version if self._zygote else None

    @property
    def process(self) -> int | None:
        """The process that holds the version."""
        return self._zygote.process if self._zygote else None

    @property
    def running(self) -> int:
        """Queries that are worked on."""
        return self._lanes.running

    @property
    def waiting(self) -> int:
        """Queries that wait for a worker."""
        return self._lanes.waiting

    def stopped(self, reason: str) -> int:
        """Return how many queries were stopped so far: by `time`, `memory`, `crash`, `gone` or `killed`."""
        return self._lanes.stopped[reason]

    def workers(self) -> list[int]:
        """Return the worker processes."""
        return list(self._zygote.workers) if self._zygote else []

    async def start(self) -> None:
        """Load the published version, if there is one, and follow what is published from now on."""
        self._loop = asyncio.get_running_loop()
        self._lanes = Lanes(self.limits, Relay(self._services))
        await self._look()
        self._following = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        """Let the jobs end that there are, then end the processes."""
        if self._following is not None:
            self._following.cancel()
        end = asyncio.get_running_loop().time() + min(_DRAIN, self.limits.timeout)
        while self._lanes.running + self._lanes.waiting and asyncio.get_running_loop().time() < end:
            await asyncio.sleep(0.02)
        async with self._changing:  # a write that has begun is seen through
            if self._zygote is not None:
                self._zygote.close()

    async def ask(
        self,
        asked: Query | GraphRead | DatasetRead,
        *,
        client: str = "",
        timeout: float | None = None,
        encoding: Encoding | None = None,
        gone: Callable[[], Awaitable[None]] | None = None,
    ) -> Reply:
        """Answer a query, or read a graph. Cancelling stops it, and so does `gone` when it returns.

        `timeout` (seconds) may be shorter than the pool's, `client` is who must not keep others waiting.

        Raises:
            GoneError: `gone` has returned.
            QueryError, StoreError: see `exgraph.store.Store.query`.
            UnknownGraphError: there is no such graph.
            NotAcceptableError: there is no format for a query of this form.
            TimeLimitError, MemoryLimitError, SizeLimitError: it takes too much.
            BusyError: too many wait.
            UnavailableError: nothing is published, or no worker was free in time.
        """
        run = self.submit(asked, client=client, timeout=timeout, encoding=encoding)
        watching = watch_later(run, gone, self._lanes.abandon) if gone else None
        try:
            return await run.future
        except asyncio.CancelledError:
            self._lanes.abandon(run)
            raise
        finally:
            if watching is not None:
                watching()

    def submit(
        self,
        asked: Query | GraphRead | DatasetRead,
        *,
        client: str = "",
        timeout: float | None = None,
        encoding: Encoding | None = None,
    ) -> Run:
        """Begin to answer: `future` of what is returned tells the answer, or what `ask` raises.

        Raises:
            BusyError: too many wait.
            UnavailableError: nothing is published.
        """
        if self._zygote is None:
            raise self._unpublished()
        now = self._loop.time()
        seconds = min(self.limits.timeout, timeout) if timeout else self.limits.timeout
        run = Run(job(asked, seconds, encoding), hash(asked), client, now, now + seconds)
        self._lanes.submit(run)
        return run

    def abandon(self, run: Run) -> None:
        """Stop what has been submitted: nobody waits for it any more."""
        self._lanes.abandon(run)

    async def write(self, write: Write, activity: Activity, head: Mapping[str, str] | None = None) -> Written:
        """Make a change; those that wait are made in their order, all together.

        It is on disk when this returns, and whatever is asked then sees it.

        `head` is what the journal says of it beside who made it: by that nothing is written of which nobody knows.

        Raises:
            WriteRefusedError: writing is not switched on.
            QueryError, StoreError: see `exgraph.store.MemoryStore.plan`; or the change cannot be written to disk.
            TimeLimitError, MemoryLimitError: it takes too much.
            UnavailableError: nothing is published; the graph is being loaded; or the journal is at fault.
        """
        if not self.limits.writable:
            raise WriteRefusedError("updates are not taken here", remedy="the graph is built from reviewed tables")
        return await self._writer.write(write, activity, head or {})

    def _writable(self) -> ZygoteHandle:
        if self._zygote is None:
            raise self._unpublished()
        if self._dead or not self._zygote.in_memory:
            raise reloading()  # at once: who waits here would keep the graph from being loaded
        if self._zygote.fault is not None:
            raise faulty(self._zygote.fault)
        return self._zygote

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            await self._look()

    def _lost(self, zygote: ZygoteHandle) -> None:
        if zygote is self._zygote:
            _LOG.error("the process that holds version %s has ended; it is loaded anew", zygote.version)
            self._target = None
            self._dead = True
            self._lanes.lost(zygote)

    async def _look(self) -> None:
        try:
            target = str(self._link.readlink())
        except OSError:
            return
        mended = self._fault is not None and self._fault != self._written()
        if target == self._target and not mended:
            return
        self._target = target
        goes_on = self._zygote is not None and not self._dead
        build = self._link.parent
        for folder in [(build / target).resolve()] if goes_on else versions(build):
            try:
                if not goes_on and self._loads_slowly(folder):
                    await self._take(folder, replace(self.limits, in_memory=0, writable=False))
                await self._take(folder, self.limits)
            except ExgraphError as error:
                _LOG.exception("version %s cannot be loaded; the one before is asked", folder.name)
                self._refused = error
            else:
                return
        if self._dead:
            self._target = None  # there is none before: tried again, but not at once
            await asyncio.sleep(_PAUSE)

    async def _take(self, folder: Path, limits: Limits) -> None:
        """Load a version and ask it from then on; what is asked and written meanwhile goes to the one before.

        Raises:
            ExgraphError: it cannot be loaded.
        """
        written = self._written()
        starting = ZygoteHandle.start(folder, self._journal, self._base, limits, self._lost)
        zygote, use = await asyncio.gather(starting, self._prepared(folder), return_exceptions=True)
        if isinstance(use, BaseException) and isinstance(zygote, ZygoteHandle):
            zygote.close()
        if isinstance(zygote, BaseException):
            raise zygote
        if isinstance(use, BaseException):
            raise use
        try:
            async with self._changing:
                await zygote.follow()
                self._dead = False
                self._zygote = zygote
                self._fault = written if zygote.fault else None
                self._lanes.use(zygote)
                use()
        except BaseException:
            zygote.close()
            raise

    async def _prepared(self, folder: Path) -> Callable[[], None]:
        return await asyncio.to_thread(self._prepare, folder) if self._prepare else lambda: None

    def _unpublished(self) -> UnavailableError:
        problem = (
            f"no version can be loaded: {self._refused.problem}" if self._refused else "no version is published yet"
        )
        return UnavailableError(problem, remedy="run exgraph build", retry_after=10)

    def _loads_slowly(self, folder: Path) -> bool:
        """Tell whether a version is better asked on disk until it is in memory."""
        dump = folder / "graph.nq"
        is_large = dump.is_file() and dump.stat().st_size > _LARGE
        return is_large and self._written() is None and (folder / "store" / "CURRENT").is_file()

    def _written(self) -> tuple[int, int] | None:
        """Return what tells one state of the journal from another; None where nothing was ever written."""
        try:
            status = self._journal.stat()
        except OSError:
            return None
        return (status.st_mtime_ns, status.st_size) if status.st_size else None
