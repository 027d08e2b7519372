"""The zygote: a process that holds one version of the graph, and forks the processes that answer queries from it.

It answers nothing itself and has one thread only, so that forking is safe and takes milliseconds. It ends, and its
workers with it, when the web process does.
"""

from __future__ import annotations

import gc
import json
import marshal
import os
import select
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from exgraph.errors import ExgraphError, Location, StoreError
from exgraph.model.iri import Base
from exgraph.pool import message, worker
from exgraph.pool.error import to_fields
from exgraph.pool.limit import Limits, die_with_parent, leave_network
from exgraph.publish import verify
from exgraph.store import Change, Journal, MemoryStore, Store


def main() -> None:
    """Run with the number of the control socket and what to load, as JSON, for arguments."""
    control = socket.socket(fileno=int(sys.argv[1]))
    arguments = json.loads(sys.argv[2])
    die_with_parent(arguments["parent"])
    limits = Limits(**arguments["limits"])
    try:
        graph = _open(Path(arguments["folder"]), Path(arguments["journal"]), Base(arguments["base"]), limits)
    except ExgraphError as error:
        control.sendall(message.pack_json(b"X", **to_fields(error)))
        return
    from backports import zstd  # noqa: F401, PLC0415 - once here rather than in every worker

    alone = leave_network()
    gc.collect()
    gc.freeze()
    _Zygote(control, graph, limits).run(alone=alone)


@dataclass
class _Graph:
    """A version with what was written to it: a store in memory, or for larger ones a folder."""

    opened: Callable[[], Store]
    """Gives a worker its store. One on disk is opened by each worker for itself, since an open one has threads, and a
    process must have none to be forked."""
    memory: MemoryStore | None
    journal: Journal
    writes: int = 0
    fault: StoreError | None = None
    """What is wrong with the journal: from there on it is not followed, and nothing can be written."""

    def follow(self) -> None:
        """Make the changes that the journal has beside those that were made."""
        if self.memory is None or self.fault is not None:
            return
        try:
            for change in self.journal.changes():
                self.memory.apply(change)
                self.writes += 1
        except StoreError as error:
            self.fault = error


def _open(folder: Path, journal: Path, base: Base, limits: Limits) -> _Graph:
    nquads = folder / "graph.nq"
    kept = Journal(journal)
    if not limits.writable and kept.is_empty and _quads(nquads, limits.in_memory) > limits.in_memory:
        return _Graph(partial(Store.open, folder / "store", base=base), None, kept)
    verify(folder)
    store = MemoryStore.load(nquads, base=base, union=limits.union)
    graph = _Graph(lambda: store, store, kept)
    graph.follow()
    return graph


def _quads(nquads: Path, enough: int) -> int:
    """Return how many quads a file has, or more than `enough`.

    Raises:
        StoreError: there is no such file.
    """
    count = 0
    try:
        with nquads.open("rb") as file:
            while count <= enough and (piece := file.read(1 << 20)):
                count += piece.count(b"\n")
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", at=Location(nquads)) from error
    return count


class _Zygote:
    """The zygote in its loop."""

    def __init__(self, control: socket.socket, graph: _Graph, limits: Limits) -> None:
        self._control = control
        self._graph = graph
        self._limits = limits
        self._children: set[int] = set()

    def run(self, *, alone: bool) -> None:
        """Do as told until the control socket ends, then end all that was forked."""
        wake, woken = os.pipe()
        os.set_blocking(wake, False)
        os.set_blocking(woken, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        in_memory = self._graph.memory is not None
        self._tell(b"R", alone=alone, in_memory=in_memory, **self._state())
        try:
            sources: list[socket.socket | int] = [self._control, wake]
            while True:
                ready, _, _ = select.select(sources, [], [])
                if wake in ready:
                    os.read(wake, 4096)
                    self._bury()
                if self._control in ready and not self._obey():
                    return
        finally:
            for child in self._children:
                os.kill(child, signal.SIGKILL)

    def _obey(self) -> bool:
        try:
            received = message.receive(self._control)
        except OSError:
            return False
        if received is None:
            return False
        kind, payload, descriptor = received
        if kind == b"F" and descriptor is not None:
            self._fork(descriptor, self._answer)
        elif kind == b"W" and descriptor is not None:
            self._fork(descriptor, self._plan)
        elif kind == b"C" and descriptor is not None:
            self._commit(descriptor)
        elif kind == b"U":
            self._graph.follow()
            self._tell(b"C", **self._state())
        else:
            fields = message.fields(payload)
            if fields["process"] in self._children:  # one that has not been waited for: its number is its own
                if kind == b"K":
                    os.kill(fields["process"], signal.SIGKILL)
                elif kind == b"N":
                    os.setpriority(os.PRIO_PROCESS, fields["process"], 10)
        return True

    def _state(self) -> dict[str, object]:
        fault = self._graph.fault
        return {"writes": self._graph.writes, "fault": to_fields(fault) if fault else None}

    def _fork(self, descriptor: int, work: Callable[[socket.socket], None]) -> None:
        own = os.getpid()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                die_with_parent(own)
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                self._control.close()
                work(socket.socket(fileno=descriptor))
                status = 0
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(status)
        os.close(descriptor)
        self._children.add(child)
        self._tell(b"P", process=child)

    def _answer(self, connection: socket.socket) -> None:
        graph = self._graph
        worker.serve(graph.opened(), connection, self._limits, files=graph.memory is None)

    def _plan(self, connection: socket.socket) -> None:
        if self._graph.memory is not None:
            worker.write(self._graph.memory, connection, self._limits)

    def _commit(self, descriptor: int) -> None:
        """Write changes to disk, then make them: workers forked from here on see them."""
        with socket.socket(fileno=descriptor) as connection:
            received = message.receive(connection)
        sent = marshal.loads(received[1]) if received else []  # noqa: S302 - from the web process, which made it
        changes = [(Change.from_bytes(added, removed), head) for added, removed, head in sent]
        try:
            self._graph.journal.append(changes)
        except ExgraphError as error:
            self._tell(b"C", error=to_fields(error))
            return
        for change, _ in changes:
            if self._graph.memory is not None:
                self._graph.memory.apply(change)
            self._graph.writes += 1
        self._tell(b"C", **self._state())

    def _bury(self) -> None:
        while self._children:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child == 0:
                return
            self._children.discard(child)
            code = os.waitstatus_to_exitcode(status)
            self._tell(b"Z", process=child, signal=-code if code < 0 else 0)

    def _tell(self, kind: bytes, **fields: object) -> None:
        try:
            self._control.sendall(message.pack_json(kind, **fields))
        except OSError:
            for child in self._children:
                os.kill(child, signal.SIGKILL)
            os._exit(0)


if __name__ == "__main__":
    main()
