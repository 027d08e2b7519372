"""A bounded, thread-safe LRU cache."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class LruCache(Generic[Value]):
    """Values by key; the least recently asked for is forgotten first."""

    def __init__(self, most: int, size: Callable[[Value], int] = lambda _: 1) -> None:
        """Keep values of the summed size `most`, none larger than a quarter of it; a size of 1 is never too large."""
        self._most, self._size = most, size
        self._values: OrderedDict[Hashable, Value] = OrderedDict()
        self._taken = 0
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return how many values are kept."""
        return len(self._values)

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made by `make` where it is not kept. Made twice at worst when two ask at once."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        size = self._size(value)
        with self._lock:
            if key not in self._values and size <= max(1, self._most // 4):
                self._values[key] = value
                self._taken += size
                while self._taken > self._most:
                    self._taken -= self._size(self._values.popitem(last=False)[1])
        return value
