"""The loaded process and its workers, as the web process sees them."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import signal
import socket
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import Protocol, cast

from exgraph.errors import ServerError
from exgraph.model.iri import Base
from exgraph.pool import message
from exgraph.pool.error import from_fields
from exgraph.pool.limit import Limits
from exgraph.pool.run import Run

_LOG = logging.getLogger(__name__)


class Watcher(Protocol):
    """Who is told what happens to workers."""

    def ready(self, worker: Worker) -> None:
        """A worker can be given a job."""

    def got(self, worker: Worker, kind: bytes, payload: bytes) -> None:
        """A worker has answered something."""

    def gone(self, worker: Worker) -> None:
        """A worker has ended; `worker.signal` tells what by."""

    def lost(self, loaded: Loaded) -> None:
        """The loaded process has ended without being told to."""


class Worker(asyncio.Protocol):
    """A worker process at the other end of a socket."""

    def __init__(self, loaded: Loaded, process: int) -> None:
        self.loaded = loaded
        self.process = process
        self.run: Run | None = None
        self.long = False
        self.killed = False
        self.signal: int | None = None
        self._buffer = message.Buffer()
        self._transport: asyncio.Transport | None = None
        self._disconnected = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See asyncio.Protocol."""
        self._transport = cast(asyncio.Transport, transport)
        self.loaded.watcher.ready(self)

    def data_received(self, data: bytes) -> None:
        """See asyncio.Protocol."""
        for kind, payload in self._buffer.feed(data):
            self.loaded.watcher.got(self, kind, payload)

    def connection_lost(self, exc: Exception | None) -> None:
        """See asyncio.Protocol."""
        self._disconnected = True
        self._end()

    def start(self, run: Run) -> None:
        """Give the worker a job."""
        self.run = run
        run.worker = self
        assert self._transport is not None  # noqa: S101 - for the type checker
        self._transport.write(run.job)

    def kill(self) -> None:
        """End the process at once."""
        if not self.killed:
            self.killed = True
            self.loaded.tell(b"K", self)

    def close(self) -> None:
        """Let the process end by itself."""
        if self._transport is not None:
            self._transport.close()

    def give_way(self) -> None:
        """Let other processes have the processor first."""
        self.loaded.tell(b"N", self)

    def ended(self, by: int) -> None:
        """Take note of what the process ended by: a signal's number, or 0."""
        self.signal = by
        self._end()

    def _end(self) -> None:
        # Both ends of the news are waited for: an answer may still be in the socket when the process has ended.
        if self._disconnected and self.signal is not None:
            self.loaded.workers.pop(self.process, None)
            self.loaded.watcher.gone(self)


class Loaded:
    """A process that holds a version of the graph and forks workers."""

    def __init__(
        self, version: str, watcher: Watcher, control: socket.socket, process: subprocess.Popen[bytes]
    ) -> None:
        self.version = version
        self.watcher = watcher
        self.workers: dict[int, Worker] = {}
        self.forking: deque[socket.socket] = deque()
        self._control = control
        self._process = process
        self._buffer = message.Buffer()
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[None] = self._loop.create_future()
        self._closed = False
        self._tasks: set[asyncio.Task[object]] = set()

    @classmethod
    async def start(cls, folder: Path, base: Base, limits: Limits, watcher: Watcher) -> Loaded:
        """Start the process for the version in `folder` and wait until it is loaded.

        Raises:
            StoreError: the version cannot be loaded.
            ServerError: the process ends before it is loaded.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            command = _arguments(folder, base, limits, theirs.fileno())
            # A session of its own: what is typed at the terminal ends the server, which ends its processes in order.
            process = subprocess.Popen(  # noqa: S603 - our own program; starting it takes a millisecond
                command, pass_fds=[theirs.fileno()], start_new_session=True, stdin=subprocess.DEVNULL
            )
        loaded = cls(folder.name, watcher, ours, process)
        loaded._loop.add_reader(ours, loaded._readable)
        try:
            await loaded._ready
        except BaseException:
            loaded.close()
            raise
        return loaded

    def fork(self) -> None:
        """Have a worker forked; the watcher is told when it is ready."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [message.pack(b"F")], [theirs.fileno()])
            except OSError:
                ours.close()
                return
        self.forking.append(ours)

    def tell(self, kind: bytes, worker: Worker) -> None:
        """Tell the process what to do with a worker."""
        try:
            self._control.sendall(message.pack_json(kind, process=worker.process))
        except OSError:
            _LOG.debug("process %s is gone", self._process.pid)

    def close(self) -> None:
        """End the process and its workers."""
        if self._closed:
            return
        self._closed = True
        self._loop.remove_reader(self._control)
        self._control.close()
        for connection in self.forking:
            connection.close()
        for worker in list(self.workers.values()):
            worker.close()
        self._run(asyncio.to_thread(self._process.wait))

    def _run(self, work: object) -> None:
        task: asyncio.Task[object] = self._loop.create_task(work)  # type: ignore[arg-type]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _readable(self) -> None:
        try:
            data = self._control.recv(1 << 16, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lost()
        for kind, payload in self._buffer.feed(data):
            self._told(kind, payload)

    def _told(self, kind: bytes, payload: bytes) -> None:
        told = message.fields(payload)
        if kind == b"R":
            if not told["alone"] and not told["in_memory"]:
                _LOG.warning("the kernel gives workers no network of their own: only the scan keeps queries from it")
            self._ready.set_result(None)
        elif kind == b"X":
            self._ready.set_exception(from_fields(told))
        elif kind == b"P":
            worker = Worker(self, told["process"])
            self.workers[worker.process] = worker
            connection = self.forking.popleft()
            self._run(self._loop.create_unix_connection(lambda: worker, sock=connection))
        elif kind == b"Z" and (found := self.workers.get(told["process"])) is not None:
            found.ended(told["signal"])

    def _lost(self) -> None:
        self._loop.remove_reader(self._control)
        if not self._ready.done():
            self._ready.set_exception(ServerError("the process that holds the graph ended while loading it"))
            return
        for worker in list(self.workers.values()):
            worker.ended(signal.SIGKILL)
        self.watcher.lost(self)


def _arguments(folder: Path, base: Base, limits: Limits, control: int) -> list[str]:
    """Return the command that starts the process for a version."""
    told = {"folder": str(folder), "base": base.root, "limits": dataclasses.asdict(limits)}
    return [sys.executable, "-m", "exgraph.pool.zygote", str(control), json.dumps(told)]
