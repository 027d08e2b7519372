"""The pairs of one property, to be walked from one end: eight bytes a pair, and four a thing."""

from __future__ import annotations

from array import array
from collections.abc import Iterator


class Adjacency:
    """For each thing the things it leads to, the latest first: linked lists in arrays, of things numbered from 0."""

    __slots__ = ("_heads", "_links", "_values")

    def __init__(self) -> None:
        self._heads = array("I")
        self._links = array("I", [0])
        self._values = array("I", [0])

    def add(self, thing: int, value: int) -> None:
        """Add that a thing leads to another; the same pair may be added again."""
        heads = self._heads
        if thing >= len(heads):
            heads.frombytes(bytes(heads.itemsize * (thing // 8 + thing + 8 - len(heads))))
        self._links.append(heads[thing])
        heads[thing] = len(self._values)
        self._values.append(value)

    def of(self, thing: int) -> list[int]:
        """Return what a thing leads to."""
        if thing >= len(self._heads):
            return []
        found: list[int] = []
        link = self._heads[thing]
        while link:
            found.append(self._values[link])
            link = self._links[link]
        return found

    def things(self) -> Iterator[int]:
        """Yield the things that lead to any."""
        return (thing for thing, link in enumerate(self._heads) if link)
