"""Answers kept to be given again, of the current version only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from exgraph.pool import Reply
from exgraph.store import Form

_OVERHEAD = 1000
"""Bytes that an answer, or a name of one, takes beside its text."""


@dataclass(eq=False, slots=True)
class Whole:
    """A whole answer with its headers."""

    body: bytes
    form: Form
    headers: list[tuple[bytes, bytes]]
    tag: str | None
    lasting: bool
    names: set[Hashable] = field(default_factory=set)
    size: int = 0
    head: bytes | None = None
    """The headers as they are sent, once they have been."""


class AnswerCache:
    """An LRU cache of whole answers by request, bounded in bytes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._version: str | None = None
        self._by_name: dict[Hashable, Whole] = {}
        self._order: OrderedDict[int, Whole] = OrderedDict()
        self._size = 0

    def find(self, version: str | None, name: Hashable) -> Whole | None:
        """Return the answer known by a name, of this version."""
        if version != self._version:
            self._clear(version)
        whole = self._by_name.get(name)
        if whole is not None:
            self._order.move_to_end(id(whole))
        return whole

    def keep(self, name: Hashable, length: int, reply: Reply, headers: list[tuple[bytes, bytes]]) -> Whole | None:
        """Return a reply as an answer, kept if it lasts; None for one that is not whole. `length` is the name's."""
        if reply.body is None:
            return None
        tag = next((value.decode() for key, value in headers if key == b"etag"), None)
        whole = Whole(reply.body, reply.form, headers, tag, reply.lasting)
        if reply.lasting and reply.version == self._version and len(reply.body) < self._most // 8:
            self._order[id(whole)] = whole
            self._grow(whole, len(reply.body) + _OVERHEAD)
            self.link(name, whole, length)
        return whole

    def link(self, name: Hashable, whole: Whole, length: int) -> None:
        """Let a kept answer be known by another name too, which is so many bytes long."""
        if id(whole) in self._order and name not in whole.names:
            whole.names.add(name)
            self._by_name[name] = whole
            self._grow(whole, length + _OVERHEAD)

    def _grow(self, whole: Whole, size: int) -> None:
        whole.size += size
        self._size += size
        while self._size > self._most:
            _, oldest = self._order.popitem(last=False)
            for name in oldest.names:
                del self._by_name[name]
            self._size -= oldest.size

    def _clear(self, version: str | None) -> None:
        self._version = version
        self._by_name.clear()
        self._order.clear()
        self._size = 0
