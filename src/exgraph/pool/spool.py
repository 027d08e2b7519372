"""A buffer between a worker and a reader who may be slow: the worker is free once it has written its answer."""

from __future__ import annotations

import asyncio
import tempfile
from collections import deque
from typing import IO

from exgraph.errors import ExgraphError
from exgraph.pool.error import CutOffError, UnavailableError

_IN_MEMORY = 1 << 20
"""Bytes of an answer kept in memory; what comes after them goes to a temporary file."""
_PIECE = 1 << 18


class Allowance:
    """Bytes that all spools together may hold on disk."""

    def __init__(self, most: int) -> None:
        self._left = most

    def take(self, count: int) -> None:
        """Take some.

        Raises:
            UnavailableError: there are not so many left.
        """
        if count > self._left:
            raise UnavailableError("too many large answers are being read at once", remedy="ask again, or for less")
        self._left -= count

    def give_back(self, count: int) -> None:
        """Give back what is no longer needed."""
        self._left += count


class Spool:
    """Pieces of an answer, put in at one end as they are made and taken out at the other as they are read."""

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._pieces: deque[bytes] = deque()
        self._in_memory = 0
        self._file: IO[bytes] | None = None
        self._written = self._read = 0
        self._error: ExgraphError | None = None
        self._ended = self._closed = False
        self._changed = asyncio.Event()

    def put(self, piece: bytes) -> None:
        """Add a piece.

        Raises:
            UnavailableError: the spools are full.
        """
        if self._closed:
            return
        if self._file is None and self._in_memory + len(piece) <= _IN_MEMORY:
            self._pieces.append(piece)
            self._in_memory += len(piece)
        else:
            self._allowance.take(len(piece))
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by close()
            self._file.seek(self._written)
            self._file.write(piece)
            self._written += len(piece)
        self._changed.set()

    def end(self) -> None:
        """Tell that the answer is whole."""
        self._ended = True
        self._changed.set()

    def fail(self, error: ExgraphError) -> None:
        """Tell that the answer ends here, too early."""
        self._error = error
        self._changed.set()

    async def take(self) -> bytes:
        """Return the next piece, or nothing at the end.

        Raises:
            CutOffError: the answer ends too early.
        """
        while True:
            if self._pieces:
                piece = self._pieces.popleft()
                self._in_memory -= len(piece)
                return piece
            if self._file is not None and self._read < self._written:
                self._file.seek(self._read)
                piece = self._file.read(min(_PIECE, self._written - self._read))
                self._read += len(piece)
                return piece
            if self._error is not None:
                raise CutOffError(f"the answer is cut off: {self._error.problem}") from self._error
            if self._ended:
                return b""
            self._changed.clear()
            await self._changed.wait()

    def close(self) -> None:
        """Forget everything."""
        if not self._closed:
            self._closed = True
            self._pieces.clear()
            if self._file is not None:
                self._file.close()
                self._allowance.give_back(self._written)
