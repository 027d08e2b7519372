"""Counting the rows of a result while it is written, whatever pieces it comes in."""

from __future__ import annotations

from collections.abc import Callable


def counter(media_type: str | None) -> Callable[[bytes], int]:
    """Return a function that tells how many rows each next piece of a result of this type ends; 0 for graphs."""
    kind = (media_type or "").partition(";")[0]
    if kind == "text/csv":
        return _Csv()
    if kind == "text/tab-separated-values":
        return lambda piece: piece.count(b"\n")  # line ends in values are escaped
    if kind == "application/sparql-results+xml":
        return _Mark(b"</result>")  # < in values is escaped
    if kind == "application/sparql-results+json":
        return _Mark(b"},{")  # stands between two rows; a value that holds it counts as one row more
    return lambda piece: 0


class _Mark:
    """Counts a mark that may come in two pieces."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._before = b""

    def __call__(self, piece: bytes) -> int:
        found = self._before + piece
        self._before = found[-(len(self._mark) - 1) :]
        return found.count(self._mark)


class _Csv:
    """Counts line ends outside quotes."""

    def __init__(self) -> None:
        self._quoted = False

    def __call__(self, piece: bytes) -> int:
        if b'"' not in piece:
            return 0 if self._quoted else piece.count(b"\n")
        parts = piece.split(b'"')
        count = sum(part.count(b"\n") for part in parts[int(self._quoted) :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return count
