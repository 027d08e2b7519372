"""Messages between the web process, the zygote and its workers: one letter, four bytes of length, the rest.

query worker  <-  J job
query worker  ->  H head of an answer, D data, E end; or X error instead of any of them; S what to ask another endpoint
query worker  <-  R a piece of its answer, F its end, or X an error instead, each with the number of what was asked
zygote <- F fork a worker (with its socket), K kill, N nice, W fork a writer (with its socket), C commit,
          U follow the journal
zygote -> R ready, P process forked, Z process ended, C committed, X error
"""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping
from typing import Any

HEADER = struct.Struct(">cI")
_PIECE = 1 << 18
"""Bytes read at once."""


def pack(kind: bytes, payload: bytes = b"") -> bytes:
    """Return a message as bytes."""
    return HEADER.pack(kind, len(payload)) + payload


def pack_json(kind: bytes, /, **fields: object) -> bytes:
    """Return a message of named fields as bytes."""
    return pack(kind, json.dumps(fields, ensure_ascii=True).encode())


def receive(connection: socket.socket) -> tuple[bytes, bytes, int | None] | None:
    """Wait for a message and return its letter, the rest, and the file descriptor that came along; None at the end."""
    header, descriptors, _, _ = socket.recv_fds(connection, HEADER.size, 1)
    header += _exactly(connection, HEADER.size - len(header)) if header else b""
    if len(header) < HEADER.size:
        return None
    kind, length = HEADER.unpack(header)
    payload = _exactly(connection, length)
    if len(payload) < length:
        return None
    return kind, payload, descriptors[0] if descriptors else None


def fields(payload: bytes) -> Mapping[str, Any]:
    """Return the named fields of a message."""
    found: Mapping[str, Any] = json.loads(payload)
    return found


def _exactly(connection: socket.socket, length: int) -> bytes:
    parts = []
    while length > 0:
        part = connection.recv(min(length, 1 << 20))
        if not part:
            break
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


class Buffer:
    """Bytes as they come in, given out message by message."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        # One for all: a large new one each time would cost more than what is read.
        self._received = bytearray(_PIECE)
        self._view = memoryview(self._received)

    def read(self, connection: socket.socket) -> list[tuple[bytes, bytes]] | None:
        """Read from a socket and return the messages that are whole now; None at its end.

        Raises:
            BlockingIOError: there is nothing to be read.
            OSError: the connection is broken.
        """
        count = connection.recv_into(self._received)
        return self.feed(self._view[:count]) if count else None

    def feed(self, data: bytes | memoryview) -> list[tuple[bytes, bytes]]:
        """Take in bytes and return the messages that are whole now."""
        self._bytes += data
        messages = []
        place, total = 0, len(self._bytes)
        while total - place >= HEADER.size:
            kind, length = HEADER.unpack_from(self._bytes, place)
            end = place + HEADER.size + length
            if total < end:
                break
            messages.append((kind, bytes(self._bytes[place + HEADER.size : end])))
            place = end
        del self._bytes[:place]
        return messages
