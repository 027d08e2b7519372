"""A worker process, as the web process sees it."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Mapping
from typing import Any, Protocol

from exgraph.errors import ExgraphError
from exgraph.pool import message
from exgraph.pool.error import to_fields
from exgraph.pool.relay import Relay
from exgraph.pool.remote import NUMBER
from exgraph.pool.run import Run


class Watcher(Protocol):
    """Receives the events of workers."""

    def ready(self, worker: Worker) -> None:
        """A worker can be given a job."""

    def got(self, worker: Worker, kind: bytes, payload: bytes) -> None:
        """A worker has answered something."""

    def gone(self, worker: Worker) -> None:
        """A worker has ended; `worker.signal` tells what by."""


class Zygote(Protocol):
    """The zygote as its workers and the scheduler need it."""

    workers: dict[int, Worker]

    @property
    def version(self) -> str:
        """The version's name, with the number of writes since it was built."""

    @property
    def writes(self) -> int:
        """The number of writes since the version was built."""

    def since(self, writes: int) -> bytes | None:
        """Return what tells a worker what was written since it had so many writes; None where that is lost."""

    def fork(self, watcher: Watcher) -> None:
        """Have a worker forked; the watcher is told when it is ready."""

    def tell(self, kind: bytes, worker: Worker) -> None:
        """Tell the zygote what to do with a worker."""

    def forget(self, worker: Worker) -> None:
        """Take note that a worker has ended."""

    def close(self) -> None:
        """End the process and its workers."""


class Worker:
    """A worker process at the other end of a socket.

    The loop only tells when the socket can be read or written: uvloop closes a socket that it is given for a transport
    twice at times, and by then the number may be another one's.
    """

    def __init__(self, zygote: Zygote, watcher: Watcher, process: int, connection: socket.socket) -> None:
        self.zygote = zygote
        self.watcher = watcher
        self.process = process
        self.version = ""
        self.writes = 0
        self.run: Run | None = None
        self.used = False
        self.giving_way = False
        self.killed = False
        self.signal: int | None = None
        self._buffer = message.Buffer()
        self._connection: socket.socket | None = connection
        self._unsent = b""
        self._asking: set[asyncio.Task[None]] = set()
        self._before: float | None = None
        self._loop = asyncio.get_running_loop()
        connection.setblocking(False)
        self._loop.add_reader(connection, self._readable)

    def start(self, run: Run) -> None:
        """Give the worker a job."""
        self.run = run
        self.used = True
        run.worker = self
        self._before = None
        self.send(run.job)

    def follow(self) -> bool:
        """Have the worker make what was written since it was forked; return whether that can be told."""
        changes = self.zygote.since(self.writes)
        if changes:
            self.send(changes)
            self.writes, self.version = self.zygote.writes, self.zygote.version
        return changes is not None

    def spent(self) -> float:
        """Return the seconds of processor time that the job has had since this was asked first."""
        spent = _processor_time(self.process)
        if self._before is None:
            self._before = spent
        return spent - self._before

    def send(self, data: bytes) -> None:
        """Send a message."""
        if self._connection is None:
            return
        if self._unsent:
            self._unsent += data
            return
        try:
            sent = self._connection.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # the zygote will tell that the process has ended
        if sent < len(data):
            self._unsent = data[sent:]
            self._loop.add_writer(self._connection, self._writable)

    def ask(self, relay: Relay, payload: bytes) -> None:
        """Ask another endpoint what the worker wants to know; what it answers is sent as it comes."""
        task = self._loop.create_task(self._asked(relay, message.fields(payload)))
        self._asking.add(task)
        task.add_done_callback(self._asking.discard)

    async def _asked(self, relay: Relay, wanted: Mapping[str, Any]) -> None:
        number = NUMBER.pack(wanted["number"])
        try:
            async for piece in relay.ask(wanted["address"], wanted["query"]):
                self.send(message.pack(b"R", number + piece))
            self.send(message.pack(b"F", number))
        except ExgraphError as error:
            self.send(message.pack(b"X", number + json.dumps(to_fields(error)).encode()))

    def stop_asking(self) -> None:
        """Stop what is asked of other endpoints: nobody waits for it any more."""
        for task in list(self._asking):
            task.cancel()

    def kill(self) -> None:
        """End the process at once."""
        self.stop_asking()
        if not self.killed:
            self.killed = True
            self.zygote.tell(b"K", self)

    def close(self) -> None:
        """Let the process end by itself."""
        self.stop_asking()
        if self._connection is not None:
            self._loop.remove_reader(self._connection)
            self._loop.remove_writer(self._connection)
            self._connection.close()
            self._connection = None
            self._end()

    def _readable(self) -> None:
        if self._connection is None:
            return
        try:
            messages = self._buffer.read(self._connection)
        except BlockingIOError:
            return
        except OSError:
            messages = None
        if messages is None:
            self.close()
            return
        for kind, payload in messages:
            self.watcher.got(self, kind, payload)

    def _writable(self) -> None:
        if self._connection is not None:
            data, self._unsent = self._unsent, b""
            self._loop.remove_writer(self._connection)
            self.send(data)

    def give_way(self) -> None:
        """Let other processes have the processor first, from here on."""
        self.giving_way = True
        self.zygote.tell(b"N", self)

    def ended(self, by: int) -> None:
        """Take note of what the process ended by: a signal's number, or 0."""
        self.signal = by
        self._end()

    def _end(self) -> None:
        # Both ends of the news are waited for: an answer may still be in the socket when the process has ended.
        if self._connection is None and self.signal is not None:
            self.zygote.forget(self)
            self.watcher.gone(self)


def _processor_time(process: int) -> float:
    """Return the seconds of processor time that a process has had (schedstat: nanoseconds); without /proc, the time."""
    try:
        with open(f"/proc/{process}/schedstat", "rb") as file:  # noqa: PTH123 - asked a hundred times a second
            return int(file.read().split()[0]) / 1e9
    except (OSError, IndexError, ValueError):
        return time.monotonic()
