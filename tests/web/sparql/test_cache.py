from __future__ import annotations

from exgraph.pool import Reply
from exgraph.web.sparql.cache import AnswerCache


def reply(body: bytes | None, version: str = "one", *, lasting: bool = True) -> Reply:
    return Reply("text/csv", "select", lasting, None, version, 0.0, body)


def test_an_answer_is_found_by_all_its_names_until_the_version_changes() -> None:
    cache = AnswerCache(100_000)
    assert cache.find("one", "a") is None
    kept = cache.keep("a", 1, reply(b"1"), [(b"etag", b"x")])
    assert kept is not None
    cache.link("b", kept, 1)
    assert cache.find("one", "a") is cache.find("one", "b") is kept
    assert cache.find("two", "a") is None
    assert cache.find("one", "a") is None


def test_what_passes_or_streams_or_is_of_another_version_is_not_kept() -> None:
    cache = AnswerCache(100_000)
    assert cache.find("one", "a") is None
    assert cache.keep("a", 1, reply(None), []) is None
    for other in (reply(b"1", lasting=False), reply(b"1", "two"), reply(b"1" * 90_000)):
        assert cache.keep("a", 1, other, []) is not None
        assert cache.find("one", "a") is None


def test_the_least_recently_given_go_first_and_names_count() -> None:
    cache = AnswerCache(20_000)
    assert cache.find("one", 0) is None
    for n in range(8):
        cache.keep(n, 10, reply(b"x" * 300), [])
        assert cache.find("one", 0) is not None
    assert [n for n in range(8) if cache.find("one", n)] == [0, *range(1, 8)]
    cache.keep("long", 15_000, reply(b"x"), [])
    assert cache.find("one", "long") is not None
    assert len([n for n in range(8) if cache.find("one", n)]) < 3
