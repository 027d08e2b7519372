"""Writes on disk: an RDF Patch that is only ever added to, and done again on every version that is loaded.

Each transaction has its head (who, when), the quads that go (D) and come (A), and TC at its end. One without its end,
which a crash may leave, was never answered and does not count.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from exgraph.errors import Location, StoreError
from exgraph.model.ntriples import literal
from exgraph.store.writing.change import Change

_BEGIN, _END = b"TX .\n", b"TC .\n"

_Lines = Sequence[tuple[int, bytes]]
"""Lines of a transaction, each with its number in the file."""


class Journal:
    """The writes of a store, in their order."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = self._line = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever written."""
        return not self._path.exists() or self._path.stat().st_size == 0

    def changes(self) -> Iterator[Change]:
        """Yield the changes written since this was asked before; at first, all.

        Raises:
            StoreError: the file cannot be read; or a line of it is at fault, which is named. The changes before it
                have been yielded, those after it are not.
        """
        try:
            if self._path.exists():
                yield from self._read()
        except OSError as error:
            raise StoreError(f"cannot be read: {error.strerror}", at=Location(self._path)) from error

    def _read(self) -> Iterator[Change]:
        place, number = self._place, self._line
        lines: list[tuple[int, bytes]] = []
        with self._path.open("rb") as file:
            file.seek(place)
            for line in file:
                place, number = place + len(line), number + 1
                if line == _END:
                    change = _change(lines, self._path)
                    self._place, self._line, lines = place, number, []
                    yield change
                elif line == _BEGIN:
                    lines = []  # and with them one that a crash has left without its end
                elif not line.startswith(b"H "):
                    lines.append((number, line))

    def append(self, changes: Sequence[tuple[Change, Mapping[str, str]]]) -> None:
        """Write changes, each with a head that says who made it and what else is to be known of it.

        They are on disk when this returns: all of them, or after a crash those before the first that is not whole.

        Raises:
            StoreError: the file cannot be written; then nothing is.
        """
        text = b"".join(_transaction(change, head) for change, head in changes)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = not self._path.exists()
            with self._path.open("ab", buffering=0) as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                _end_last_line(file.fileno(), self._path)
                size = os.fstat(file.fileno()).st_size
                try:
                    _write_through(file.fileno(), text)
                except OSError:
                    os.ftruncate(file.fileno(), size)
                    raise
            if new:
                _sync_folder(self._path.parent)
        except OSError as error:
            raise StoreError(f"cannot be written: {error.strerror}", at=Location(self._path)) from error


def _change(lines: _Lines, path: Path) -> Change:
    parts = {b"A ": b"", b"D ": b""}
    for letter in parts:
        parts[letter] = b"".join(line[2:] for _, line in lines if line.startswith(letter))
    unknown = [number for number, line in lines if line[:2] not in parts]
    try:
        if not unknown:
            return Change.from_bytes(parts[b"A "], parts[b"D "])
    except SyntaxError:
        unknown = [number for number, line in lines if not _is_readable(line[2:])]
    at = Location(path, (unknown or [lines[0][0]])[0])
    raise StoreError("cannot be read", at=at, remedy="mend the line, or take its transaction out, from TX to TC")


def _is_readable(quad: bytes) -> bool:
    try:
        Change.from_bytes(quad, b"")
    except SyntaxError:
        return False
    return True


def _write_through(descriptor: int, data: bytes) -> None:
    """Write all of it to the disk."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.fsync(descriptor)


def _transaction(change: Change, head: Mapping[str, str]) -> bytes:
    added, removed = change.to_bytes()
    fields = {**head, "at": datetime.now(UTC).isoformat(timespec="milliseconds")}
    heads = "".join(f"H {name} {literal(value)} .\n" for name, value in fields.items())
    return b"".join((heads.encode(), _BEGIN, _lettered(b"D ", removed), _lettered(b"A ", added), _END))


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
