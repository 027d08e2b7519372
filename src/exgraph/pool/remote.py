"""Answers of other endpoints, as a worker gets them: it has no network and asks the web process for them."""

from __future__ import annotations

import socket
import struct
from typing import IO, cast

from exgraph.pool import message
from exgraph.pool.error import from_fields
from exgraph.store import FederationError

NUMBER = struct.Struct(">I")
"""How a message about another endpoint begins: with the number of what was asked."""


class RemoteAnswers:
    """The requests of one job to other endpoints."""

    _number = 0

    def __init__(self, connection: socket.socket, buffer: message.Buffer) -> None:
        self._connection, self._buffer = connection, buffer

    def ask(self, address: str, query: str) -> tuple[str, IO[bytes]]:
        """Return the media type of an endpoint's answer to a query, and the answer as it comes in.

        Raises:
            QueryRefusedError, FederationError: see `exgraph.pool.relay.Relay.ask`.
        """
        RemoteAnswers._number += 1
        number = RemoteAnswers._number
        self._connection.sendall(message.pack_json(b"S", number=number, address=address, query=query))
        answer = _Incoming(self._connection, self._buffer, number)
        return answer.piece().decode(), cast(IO[bytes], answer)


class _Incoming:
    """An answer that comes in piece by piece, as a file."""

    def __init__(self, connection: socket.socket, buffer: message.Buffer, number: int) -> None:
        self._connection, self._buffer, self._number = connection, buffer, NUMBER.pack(number)
        self._messages: list[tuple[bytes, bytes]] = []
        self._rest = b""
        self._ended = False

    def piece(self) -> bytes:
        """Return the next piece; nothing at the end."""
        while not self._ended:
            if not self._messages:
                self._messages = self._buffer.read(self._connection) or [(b"F", self._number)]
            kind, payload = self._messages.pop(0)
            if payload.startswith(self._number):
                self._ended = kind != b"R"
                if kind == b"X":
                    raise from_fields(message.fields(payload[NUMBER.size :]))
                return payload[NUMBER.size :]
        return b""

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes; nothing at the end."""
        if size < 0:
            raise FederationError("an answer is read piece by piece")
        while not self._rest and not self._ended:
            self._rest = self.piece()
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken
