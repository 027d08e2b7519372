"""Parts of the pool that need no process."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from exgraph.errors import Location, QueryError
from exgraph.pool import CutOffError, UnavailableError
from exgraph.pool.error import from_fields, to_fields
from exgraph.pool.message import Buffer, pack
from exgraph.pool.queue import FairQueue, LongJobs
from exgraph.pool.rows import counter
from exgraph.pool.run import Run
from exgraph.pool.spool import Allowance, Spool
from exgraph.store import QueryComplexityError


def test_messages_come_whole_whatever_pieces_they_come_in() -> None:
    stream = pack(b"H", b"head") + pack(b"D") + pack(b"D", b"x" * 1000) + pack(b"E")
    for size in (1, 3, 7, 5000):
        buffer = Buffer()
        got = [each for n in range(0, len(stream), size) for each in buffer.feed(stream[n : n + size])]
        assert got == [(b"H", b"head"), (b"D", b""), (b"D", b"x" * 1000), (b"E", b"")]


def test_errors_keep_their_kind_and_place_between_processes() -> None:
    error = QueryComplexityError("too deep", at=Location(Path("query"), 3, 4), remedy="less")
    back = from_fields(to_fields(error))
    assert type(back) is QueryComplexityError
    assert (back.problem, back.remedy, back.at) == (error.problem, error.remedy, error.at)

    class OtherError(QueryError):
        pass

    assert type(from_fields(to_fields(OtherError("x")))) is QueryError


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
@pytest.mark.parametrize(
    ("media_type", "text", "rows"),
    [
        ("text/csv; charset=utf-8", b'a,b\r\n1,"x\r\ny ""q"" z"\r\n2,\r\n', 3),
        ("text/tab-separated-values", b"?a\t?b\n1\t2\n\t\n", 3),
        ("application/sparql-results+xml", b"<results><result>&lt;/result></result><result></result></results>", 2),
        ("application/sparql-results+json", b'{"results":{"bindings":[{"a":{}},{"a":{}},{}]}}', 2),
        ("text/turtle", b"a\nb\n", 0),
    ],
)
def test_rows_are_counted_whatever_pieces_they_come_in(media_type: str, text: bytes, rows: int, size: int) -> None:
    count = counter(media_type)
    assert sum(count(text[n : n + size]) for n in range(0, len(text), size)) == rows


def test_clients_take_turns_and_a_crowd_is_served_from_its_end() -> None:
    async def work() -> None:
        queue = FairQueue()
        runs = [Run(b"", n, "many", float(n), 99.0) for n in range(8)] + [Run(b"", 8, "one", 8.0, 99.0)]
        for run in runs:
            queue.push(run)
        assert queue.oldest(50.0) == 0.0
        assert [queue.pop().key for _ in range(3)] == [7, 8, 6]
        assert queue.remove(runs[0])
        assert not queue.remove(runs[0])
        assert [queue.pop().key for _ in range(len(queue))] == [5, 1, 2, 3, 4]
        assert queue.oldest(50.0) == 50.0
        with pytest.raises(KeyError):
            queue.pop()

    asyncio.run(work())


def test_long_jobs_are_remembered_until_they_are_not() -> None:
    known = LongJobs()
    for key in range(10_001):
        known.add(key)
    assert 0 not in known
    assert 10_000 in known
    known.forget(10_000)
    assert 10_000 not in known


def test_a_spool_gives_out_what_it_got_in_order_and_gives_room_back() -> None:
    async def work() -> None:
        allowance = Allowance(3_000_000)
        spool = Spool(allowance)
        pieces = [bytes([n]) * 300_000 for n in range(12)]
        for piece in pieces:
            spool.put(piece)
        spool.end()
        taken = b""
        while piece := await spool.take():
            taken += piece
        assert taken == b"".join(pieces)
        with pytest.raises(UnavailableError):
            allowance.take(3_000_000)
        spool.close()
        allowance.take(3_000_000)

    asyncio.run(work())


def test_a_spool_that_fails_tells_after_what_it_got() -> None:
    async def work() -> None:
        spool = Spool(Allowance(0))
        taking = asyncio.ensure_future(spool.take())
        await asyncio.sleep(0)
        spool.put(b"begun")
        spool.fail(QueryError("no more"))
        assert await taking == b"begun"
        with pytest.raises(CutOffError, match="no more"):
            await spool.take()
        with pytest.raises(UnavailableError):
            spool.put(b"x" * ((1 << 20) + 1))

    asyncio.run(work())
