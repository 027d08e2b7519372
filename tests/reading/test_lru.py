from __future__ import annotations

import itertools

from exgraph.reading.lru import LruCache


def test_a_value_is_made_once() -> None:
    numbers = itertools.count()
    cache: LruCache[int] = LruCache(8)
    assert [cache.get(key, lambda: next(numbers)) for key in "aabaab"] == [0, 0, 1, 0, 0, 1]


def test_the_least_recently_asked_for_goes_first() -> None:
    cache: LruCache[bytes] = LruCache(20, len)
    for key in "abcd":
        cache.get(key, lambda: bytes(5))
    cache.get("a", lambda: b"made anew")
    cache.get("e", lambda: bytes(5))
    assert cache.get("a", lambda: b"made anew") == bytes(5)
    assert cache.get("b", lambda: b"again") == b"again"


def test_what_is_too_large_is_given_but_not_kept() -> None:
    cache: LruCache[bytes] = LruCache(20, len)
    assert cache.get("a", lambda: bytes(6)) == bytes(6)
    assert cache.get("a", lambda: b"again") == b"again"
