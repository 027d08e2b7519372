"""A load generator for loopback: one thread, raw sockets, requests made beforehand; it checks every answer.

It spends some 30 microseconds on a request, so that a server on the same two cores is what is measured. Where the
figures come near 10,000 requests a second, they are the generator's.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_HEAD_END = b"\r\n\r\n"


@dataclass
class Outcome:
    """What came of a run: seconds of each answer, the time taken, what was wrong."""

    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0
    errors: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.elapsed if self.elapsed else 0.0

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share of the answers came."""
        ordered = sorted(self.seconds)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


class _Connection:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answer = bytearray()
        self.number = 0
        self.begun = 0.0

    def send(self, number: int, request: bytes) -> None:
        self.number, self.begun = number, time.perf_counter()
        self.socket.sendall(request)

    def complete(self) -> tuple[int, int] | None:
        """Return status and body length once the answer is whole."""
        head = self.answer.find(_HEAD_END)
        if head < 0:
            return None
        status = int(self.answer[9:12])
        headers = bytes(self.answer[:head]).lower()
        body = head + len(_HEAD_END)
        start = headers.find(b"content-length:")
        if start >= 0:
            length = int(headers[start + 15 : (headers + b"\r").index(b"\r", start)])
            return (status, length) if len(self.answer) - body >= length else None
        if not self.answer.endswith(b"0\r\n\r\n"):
            return None
        return status, _unchunked(self.answer, body)


def run(
    port: int,
    requests: Iterable[tuple[int, bytes]],
    *,
    connections: int,
    seconds: float,
    lengths: Callable[[int, int], bool],
) -> Outcome:
    """Send requests (a number and its bytes) over so many connections for so many seconds.

    `lengths(number, length)` tells whether a body of this length is right for the request of this number.
    """
    outcome, remaining = Outcome(), iter(requests)
    with selectors.DefaultSelector() as selector:
        start = time.perf_counter()
        for _ in range(connections):
            connection = _Connection(port)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(*next(remaining))
        open_ = connections
        while open_:
            ready = selector.select(timeout=30)
            if not ready:
                outcome.errors.append("no answer within 30 s")
                break
            for key, _ in ready:
                connection = key.data
                if not _received(connection, outcome, lengths):
                    continue
                following = next(remaining, None) if time.perf_counter() - start < seconds else None
                if following is None or connection.socket.fileno() < 0:
                    selector.unregister(key.fileobj)
                    connection.socket.close()
                    open_ -= 1
                else:
                    connection.send(*following)
        outcome.elapsed = time.perf_counter() - start
    return outcome


def _received(connection: _Connection, outcome: Outcome, lengths: Callable[[int, int], bool]) -> bool:
    """Take in what has come; tell whether the connection is free again."""
    data = connection.socket.recv(1 << 18)
    connection.answer += data
    complete = connection.complete()
    if complete is None:
        if data:
            return False
        outcome.errors.append("the connection was closed amid an answer")
        return True
    status, length = complete
    connection.answer.clear()
    if status != 200 or not lengths(connection.number, length):
        outcome.errors.append(f"status {status}, {length} bytes for request {connection.number}")
    else:
        outcome.seconds.append(time.perf_counter() - connection.begun)
    return True


def _unchunked(answer: bytearray, start: int) -> int:
    """Return the length of a chunked body without its framing (RFC 9112, 7.1)."""
    length = 0
    while True:
        line = answer.index(b"\r\n", start)
        size = int(answer[start:line].partition(b";")[0], 16)
        if size == 0:
            return length
        length += size
        start = line + 2 + size + 2
