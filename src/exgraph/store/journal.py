"""Writes on disk: an RDF Patch that is only ever added to, and done again on every version that is loaded.

Each transaction has its head (who, when), the quads that go (D) and come (A), and TC at its end. One without its end,
which a crash may leave, was never answered and does not count.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from exgraph.errors import Location, StoreError
from exgraph.model.ntriples import literal
from exgraph.store.change import Change

_BEGIN, _END = b"TX .\n", b"TC .\n"


class Journal:
    """The writes of a store, in their order."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def changes(self) -> Iterator[Change]:
        """Yield the changes written so far.

        Raises:
            StoreError: the file cannot be read.
        """
        try:
            if self._path.exists():
                yield from _read(self._path)
        except OSError as error:
            raise StoreError(f"cannot be read: {error.strerror}", at=Location(self._path)) from error

    def append(self, change: Change, by: str) -> None:
        """Write a change; it is on disk when this returns.

        Raises:
            StoreError: the file cannot be written; then nothing is.
        """
        added, removed = change.to_bytes()
        head = f'H by {literal(by)} .\nH at "{datetime.now(UTC).isoformat(timespec="milliseconds")}" .\n'
        text = b"".join((head.encode(), _BEGIN, _lettered(b"D ", removed), _lettered(b"A ", added), _END))
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = not self._path.exists()
            with self._path.open("ab") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                _end_last_line(file.fileno(), self._path)
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if new:
                _sync_folder(self._path.parent)
        except OSError as error:
            raise StoreError(f"cannot be written: {error.strerror}", at=Location(self._path)) from error


def _read(path: Path) -> Iterator[Change]:
    added: list[bytes] = []
    removed: list[bytes] = []
    with path.open("rb") as file:
        for line in file:
            if line == _BEGIN:
                added, removed = [], []
            elif line.startswith(b"A "):
                added.append(line[2:])
            elif line.startswith(b"D "):
                removed.append(line[2:])
            elif line == _END:
                yield Change.from_bytes(b"".join(added), b"".join(removed))
                added, removed = [], []


def _lettered(letter: bytes, lines: bytes) -> bytes:
    return b"".join(letter + line for line in lines.splitlines(keepends=True))


def _end_last_line(descriptor: int, path: Path) -> None:
    """End a line that a crash has left half written, so that it spoils none of ours."""
    size = os.fstat(descriptor).st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 1))
        if file.read(1) not in (b"", b"\n"):
            os.write(descriptor, b"\n")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
