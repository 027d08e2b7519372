"""A query worker: forked from the zygote, answers one query after the other, and may be killed at any time.

Whatever is in a query happens in here: reading it, evaluating it, writing and compressing its answer.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle
import signal
import socket
import zlib
from collections.abc import Mapping
from typing import Any, Literal, NoReturn, Protocol

from exgraph.errors import ExgraphError, QueryError
from exgraph.pool import message
from exgraph.pool.error import NotAcceptableError, SizeLimitError, to_fields
from exgraph.pool.limit import MEBIBYTE, Limits, allow_processor, confine, resident
from exgraph.pool.remote import RemoteAnswers
from exgraph.pool.rows import counter
from exgraph.store import Answer, Change, MemoryStore, Remote, Store, UpdateRefusedError, scan

_PIECE = 64 * 1024
"""Bytes sent at once."""
_WORTH_COMPRESSING = 1000
_MAY_GROW = 128 * MEBIBYTE
"""A worker that has grown by so much is replaced by a fresh one."""

Encoding = Literal["gzip", "zstd"]


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


def serve(store: Store, connection: socket.socket, limits: Limits, *, files: bool) -> None:
    """Answer jobs until the connection ends. The process must not be used for anything else afterwards."""
    confine(limits.memory, files=files)
    start = resident()
    buffer = message.Buffer()
    gc.disable()  # a worker that grows is replaced
    while (messages := buffer.read(connection)) is not None:
        for kind, payload in messages:
            if kind == b"U" and isinstance(store, MemoryStore):
                store.apply(Change.from_bytes(*marshal.loads(payload)))  # noqa: S302 - as what follows
            if kind != b"J":
                continue  # the end of an answer of another endpoint that is not waited for any more
            job = marshal.loads(payload)  # noqa: S302 - from the web process, which made it
            allow_processor(job["seconds"])
            try:
                remote = RemoteAnswers(connection, buffer).ask if limits.federated else None
                _Answering(connection, job, limits, remote).run(store)
            except ExgraphError as error:
                connection.sendall(message.pack_json(b"X", **to_fields(error)))
            except MemoryError:
                os.kill(os.getpid(), signal.SIGABRT)  # as the engine does: nothing can be relied on from here
            if resident() > start + _MAY_GROW:
                return


def write(store: MemoryStore, connection: socket.socket, limits: Limits) -> None:
    """Work out what writes would change until the connection ends: each as if those before it were made."""
    confine(limits.memory, files=False)
    most = resident() + _MAY_GROW
    buffer = message.Buffer()
    while (messages := buffer.read(connection)) is not None:
        for _, payload in messages:
            try:
                connection.sendall(_planned(store, payload, most))
            except ExgraphError as error:
                connection.sendall(message.pack_json(b"X", **to_fields(error)))
            except MemoryError:
                os.kill(os.getpid(), signal.SIGABRT)


def _planned(store: MemoryStore, job: bytes, most: int) -> bytes:
    asked, activity, seconds = pickle.loads(job)  # noqa: S301 - from the web process, which made it
    allow_processor(seconds)
    graphs = store.graphs()
    change = store.plan(asked, activity)
    created = [name for name in change.graphs() if name is not None and name not in graphs]
    parts = [message.pack(b"D", part) for part in change.to_bytes()]
    store.apply(change)
    counts = {"added": len(change.added), "removed": len(change.removed), "created": created}
    return b"".join((message.pack_json(b"H", **counts, grown=resident() > most), *parts, message.pack(b"E")))


class _Answering:
    """The output of one query: collects, counts, compresses and sends."""

    def __init__(
        self, connection: socket.socket, job: Mapping[str, Any], limits: Limits, remote: Remote | None
    ) -> None:
        self._connection = connection
        self._remote = remote
        self._job = job
        self._limits = limits
        self._answer: Answer
        self._compressor: _Compressor | None = None
        self._waiting = bytearray()
        self._begun = False
        self._size = self._rows = 0
        self._count = counter(None)

    def run(self, store: Store) -> None:
        try:
            self._answer = answer = _answer(store, self._job, self._remote)
        except UpdateRefusedError as error:
            if not self._limits.writable:
                raise
            remedy = "send it by POST as update=, or as application/sparql-update"
            raise QueryError("this is an update, sent as a query", at=error.at, remedy=remedy) from error
        self._count = counter(answer.media_type)
        if self._job.get("mark") and answer.media_type.startswith("text/csv"):
            self._waiting += "\ufeff".encode()
        answer.write(self)
        if self._size > self._limits.rows:  # no row is shorter than a byte
            self._count_rows()
        head = b"" if self._begun else self._head()
        self._send(head + self._data(bytes(self._waiting), last=True) + message.pack(b"E"))

    def write(self, data: bytes, /) -> int:
        """Take a piece from the engine."""
        self._size += len(data)
        if self._size > self._limits.answer:
            self._refuse()
        self._waiting += data
        if len(self._waiting) >= _PIECE:
            self._count_rows()
            head = b"" if self._begun else self._head()
            self._send(head + self._data(bytes(self._waiting)))
            self._begun = True
            self._waiting.clear()
        return len(data)

    def _count_rows(self) -> None:
        self._rows += self._count(bytes(self._waiting))
        if self._rows > self._limits.rows:
            self._refuse()

    def _refuse(self) -> NoReturn:
        problem = f"the answer has more than {self._limits.rows:,} rows or {self._limits.answer:,} bytes"
        raise SizeLimitError(problem, remedy="ask for less, or page with ORDER BY, LIMIT and OFFSET")

    def flush(self) -> None:
        """Do nothing: the engine asks for it at the end."""

    def _head(self) -> bytes:
        encoding = self._job.get("encoding")
        if encoding is not None and len(self._waiting) >= _WORTH_COMPRESSING:
            self._compressor = _compressor(encoding)
        else:
            encoding = None
        answer = self._answer
        head = f"{answer.media_type}\n{answer.form}\n{encoding or ''}\n{'lasting' if answer.lasting else ''}"
        return message.pack(b"H", head.encode())

    def _data(self, data: bytes, *, last: bool = False) -> bytes:
        if self._compressor is not None:
            data = self._compressor.compress(data)
            if last:
                data += self._compressor.flush()
        return message.pack(b"D", data) if data else b""

    def _send(self, data: bytes) -> None:
        try:
            self._connection.sendall(data)
        except OSError:
            os._exit(0)  # nobody waits any more


def _answer(store: Store, job: Mapping[str, Any], remote: Remote | None) -> Answer:
    if job["kind"] == "graph":
        return store.graph(job["name"], job["graph"])
    if job["kind"] == "dataset":
        return store.everything(job["graph"])
    results, graph = job["results"], job["graph"]
    if results is None or graph is None:
        form = scan(job["text"], services=remote is not None).form
        if (results if form in ("select", "ask") else graph) is None:
            store.check(job["text"])  # what is wrong with the query matters more than the type it would come in
            raise NotAcceptableError(form)
    return store.query(
        job["text"],
        accept_results=results or "json",
        graph_format=graph or "turtle",
        default_graphs=job["default_graphs"],
        named_graphs=job["named_graphs"],
        remote=remote,
    )


def _compressor(encoding: Encoding) -> _Compressor:
    if encoding == "gzip":
        return zlib.compressobj(5, wbits=31)
    from backports import zstd  # noqa: PLC0415 - loaded before the fork, see exgraph.pool.zygote

    return zstd.ZstdCompressor(3)
