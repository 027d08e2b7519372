"""The zygote, as the web process sees it: see `exgraph.pool.zygote`."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import marshal
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from exgraph.errors import ExgraphError, ServerError
from exgraph.model.iri import Base
from exgraph.pool import message
from exgraph.pool.error import from_fields
from exgraph.pool.limit import Limits
from exgraph.pool.process import Watcher, Worker

_LOG = logging.getLogger(__name__)
_RECENT, _RECENT_SIZE = 256, 1 << 22
"""Writes, and bytes of them, that a worker forked before can be told of; after more it is forked anew."""
_TUNABLES = "glibc.malloc.tcache_count=2000"
"""More freed pieces of memory are kept to be used again at once: a tenth of a short query's time."""


class ZygoteHandle:
    """A process that holds a version of the graph and forks workers."""

    def __init__(
        self, name: str, lost: Callable[[ZygoteHandle], None], control: socket.socket, process: subprocess.Popen[bytes]
    ) -> None:
        self.name = name
        self.writes = 0
        self.in_memory = True
        self.fault: ExgraphError | None = None
        self.workers: dict[int, Worker] = {}
        self._forking: deque[tuple[socket.socket, Watcher, int]] = deque()
        self._recent: deque[tuple[int, bytes]] = deque()
        self._lost = lost
        self._control = control
        self._popen = process
        self.process = process.pid
        self._buffer = message.Buffer()
        self._loop = asyncio.get_running_loop()
        self._answer: asyncio.Future[None] = self._loop.create_future()
        self.ended: asyncio.Future[None] = self._loop.create_future()
        self._closed = False
        self._tasks: set[asyncio.Task[object]] = set()

    @classmethod
    async def start(
        cls, folder: Path, journal: Path, base: Base, limits: Limits, lost: Callable[[ZygoteHandle], None]
    ) -> ZygoteHandle:
        """Start the process for the version in `folder`, with what `journal` adds to it, and wait until it is loaded.

        `lost` is told when the process ends without having been told to.

        Raises:
            StoreError: the version cannot be loaded.
            ServerError: the process ends before it is loaded.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            command = _arguments(folder, journal, base, limits, theirs.fileno())
            # A session of its own: what is typed at the terminal ends the server, which ends its processes in order.
            process = subprocess.Popen(  # noqa: S603 - our own program; starting it takes a millisecond
                command,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                env={"GLIBC_TUNABLES": _TUNABLES, **os.environ},
            )
        handle = cls(folder.name, lost, ours, process)
        handle._loop.add_reader(ours, handle._readable)
        try:
            await handle._answer
        except BaseException:
            handle.close()
            raise
        return handle

    @property
    def version(self) -> str:
        """The version's name, with the number of writes since it was built."""
        return self.version_at(self.writes)

    def version_at(self, writes: int) -> str:
        """Return the name of the version that so many writes make."""
        return f"{self.name}+{writes}" if writes else self.name

    def fork(self, watcher: Watcher) -> None:
        """Have a worker forked; the watcher is told when it is ready."""
        self._fork(b"F", watcher)

    def fork_writer(self, watcher: Watcher) -> None:
        """Have a process forked that works out a write."""
        self._fork(b"W", watcher)

    def _fork(self, kind: bytes, watcher: Watcher) -> None:
        ours = self._send_socket(kind)
        if ours is not None:
            self._forking.append((ours, watcher, self.writes))

    def _send_socket(self, kind: bytes) -> socket.socket | None:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [message.pack(kind)], [theirs.fileno()])
            except OSError:
                ours.close()
                return None
        return ours

    async def follow(self) -> None:
        """Have what was written meanwhile by another process made here too.

        Raises:
            ServerError: the process has ended.
        """
        self._answer = self._loop.create_future()
        try:
            self._control.sendall(message.pack(b"U"))
        except OSError as error:
            raise ServerError("the process that holds the graph has ended") from error
        await self._answer

    async def commit(self, changes: Sequence[tuple[bytes, bytes, Mapping[str, str]]]) -> None:
        """Have changes written to disk and made: what comes, what goes, and what the journal says of each.

        Raises:
            StoreError: it cannot be written; then it is not made.
            ServerError: the process has ended; whether the change was written shows when it is loaded anew.
        """
        self._answer = self._loop.create_future()
        connection = self._send_socket(b"C")
        if connection is None:
            raise ServerError("the process that holds the graph has ended")
        before = self.writes
        with connection:
            data = message.pack(b"D", marshal.dumps([(*parts, dict(head)) for *parts, head in changes]))
            await asyncio.to_thread(connection.sendall, data)
            await self._answer
        for number, (added, removed, _) in enumerate(changes, before + 1):
            self._recent.append((number, message.pack(b"U", marshal.dumps((added, removed)))))
        while self._recent and (
            len(self._recent) > _RECENT or sum(len(each) for _, each in self._recent) > _RECENT_SIZE
        ):
            self._recent.popleft()

    def since(self, writes: int) -> bytes | None:
        """Return what tells a worker what was written since it had so many writes; None where that is lost."""
        if writes >= self.writes:
            return b""
        if not self._recent or self._recent[0][0] > writes + 1:
            return None
        return b"".join(data for number, data in self._recent if number > writes)

    def tell(self, kind: bytes, worker: Worker) -> None:
        """Tell the zygote what to do with a worker."""
        try:
            self._control.sendall(message.pack_json(kind, process=worker.process))
        except OSError:
            _LOG.debug("process %s is gone", self.process)

    def forget(self, worker: Worker) -> None:
        """Take note that a worker has ended."""
        self.workers.pop(worker.process, None)

    def close(self) -> None:
        """End the process and its workers."""
        if self._closed:
            return
        self._closed = True
        if not self.ended.done():
            self.ended.set_result(None)
        self._loop.remove_reader(self._control)
        self._control.close()
        for connection, *_ in self._forking:
            connection.close()
        for worker in list(self.workers.values()):
            worker.close()
        self._run(asyncio.to_thread(self._popen.wait))

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
            self._ended()
        for kind, payload in self._buffer.feed(data):
            self._take(kind, payload)

    def _take(self, kind: bytes, payload: bytes) -> None:
        fields = message.fields(payload)
        if kind == b"R":
            if not fields["alone"] and not fields["in_memory"]:
                _LOG.warning("the kernel gives workers no network of their own: only the scan keeps queries from it")
            self.in_memory = fields["in_memory"]
            self._settle(fields)
        elif kind == b"X" or (kind == b"C" and "error" in fields):
            self._answer.set_exception(from_fields(fields.get("error", fields)))
        elif kind == b"C":
            self._settle(fields)
        elif kind == b"P":
            self._forked(fields["process"])
        elif kind == b"Z" and (found := self.workers.get(fields["process"])) is not None:
            found.ended(fields["signal"])

    def _settle(self, state: Mapping[str, Any]) -> None:
        self.writes = state["writes"]
        fault = from_fields(state["fault"]) if state["fault"] else None
        if fault is not None and self.fault is None:
            _LOG.error("what was written from here on is left out, and nothing can be written: %s", fault)
        self.fault = fault
        self._answer.set_result(None)

    def _forked(self, process: int) -> None:
        connection, watcher, writes = self._forking.popleft()
        worker = Worker(self, watcher, process, connection)
        worker.writes, worker.version = writes, self.version_at(writes)
        self.workers[process] = worker
        watcher.ready(worker)

    def _ended(self) -> None:
        self._loop.remove_reader(self._control)
        if not self._answer.done():
            self._answer.set_exception(ServerError("the process that holds the graph has ended"))
        self._lost(self)
        for worker in list(self.workers.values()):
            worker.ended(signal.SIGKILL)
        self.close()


def _arguments(folder: Path, journal: Path, base: Base, limits: Limits, control: int) -> list[str]:
    """Return the command that starts the process for a version."""
    arguments = {
        "folder": str(folder),
        "journal": str(journal),
        "base": base.root,
        "limits": dataclasses.asdict(limits),
        "parent": os.getpid(),
    }
    return [sys.executable, "-m", "exgraph.pool.zygote", str(control), json.dumps(arguments)]
