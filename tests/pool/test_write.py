from __future__ import annotations

import asyncio
from pathlib import Path

from exgraph.errors import QueryError
from exgraph.model.iri import Base
from exgraph.pool import MemoryLimitError, Pool, Query, TimeLimitError, WriteRefusedError
from exgraph.pool.limit import MEBIBYTE
from exgraph.store import Activity, GraphWrite, Journal, QueryRefusedError, RdfDocument, Update

from .conftest import GRAPH, count, error_of, publish, run

HOME = f"{Base().root}graph/written/somebody"
SOMEBODY = Activity("somebody", admin=False, time="2026-04-01T09:00:00Z", id="1")
VALUES = Query("SELECT ?o { <http://example.org/1> <http://example.org/is> ?o } ORDER BY ?o", results="csv")


def insert(value: object, graph: str = HOME) -> Update:
    return Update(f"INSERT DATA {{ GRAPH <{graph}> {{ <http://example.org/1> <http://example.org/is> {value} }} }}")


async def values(pool: Pool) -> list[str]:
    return (await (await pool.ask(VALUES)).whole()).decode().split()[1:]


def test_nothing_is_written_unless_that_is_switched_on(build: Path) -> None:
    async def work(pool: Pool) -> None:
        assert isinstance(await error_of(pool.write(insert(2), SOMEBODY)), WriteRefusedError)

    run(build, work)


def test_a_write_is_seen_by_what_is_asked_then_and_outlasts_the_server(build: Path) -> None:
    async def work(pool: Pool) -> None:
        written = await pool.write(insert(2), SOMEBODY)
        assert (written.version, written.removed) == ("one+1", 0)
        assert HOME in written.created
        assert await values(pool) == ["1", "2"]
        again = await pool.write(insert(2), SOMEBODY)
        assert (again.version, again.added) == ("one+1", 0)

    async def later(pool: Pool) -> None:
        assert pool.version == "one+1"
        assert await values(pool) == ["1", "2"]
        publish(build, "two", 1)
        while pool.version != "two+1":
            await asyncio.sleep(0.05)
        assert await values(pool) == ["2"]

    run(build, work, writable=True)
    run(build, later)


def test_the_union_follows_the_named_graphs(build: Path) -> None:
    async def work(pool: Pool) -> None:
        await pool.write(insert('"1"'), SOMEBODY)  # said by two graphs now
        await pool.write(insert('"2"'), SOMEBODY)
        assert await values(pool) == ["1", "2"]
        await pool.write(Update(f"CLEAR GRAPH <{HOME}>"), SOMEBODY)
        assert await values(pool) == ["1"]

    async def later(pool: Pool) -> None:
        assert await values(pool) == ["1"]

    run(build, work, writable=True)
    run(build, later, writable=True)


def test_a_plain_default_graph_is_one_among_others(build: Path) -> None:
    async def work(pool: Pool) -> None:
        assert await count(pool) == ("one", 0)
        await pool.write(Update("INSERT DATA { <a:a> <a:b> 1 }"), SOMEBODY)
        assert await count(pool) == ("one+1", 1)
        await pool.write(Update("CLEAR ALL"), SOMEBODY)
        assert await count(pool) == ("one+2", 0)

    run(build, work, writable=True, union=False)


def test_a_graph_is_replaced_or_added_to_or_removed(build: Path) -> None:
    async def work(pool: Pool) -> None:
        async def write(*values: int, replace: bool) -> int:
            documents = tuple(RdfDocument(f"<1> <is> {value} .".encode(), "text/turtle") for value in values)
            written = await pool.write(GraphWrite(GRAPH, documents, "http://example.org/", replace), SOMEBODY)
            return written.removed

        def named(text: str) -> Query:
            return Query(f"SELECT ?o {{ GRAPH <{GRAPH}> {{ {text} <http://example.org/is> ?o }} }}", results="csv")

        async def found() -> list[str]:
            return (await (await pool.ask(named("<http://example.org/1>"))).whole()).decode().split()[1:]

        assert await write(2, replace=False) == 0
        assert await found() == ["2", "1"]
        assert await write(3, replace=True) == 301
        assert await found() == ["3"]
        assert await write(replace=True) == 1
        assert await write(replace=True) == 0
        assert await found() == []

    run(build, work, writable=True, union=False)


def test_an_update_past_its_limits_or_refused_writes_nothing(build: Path) -> None:
    product = f"INSERT {{ GRAPH <{HOME}> {{ ?a ?e ?i }} }} WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }}"

    async def work(pool: Pool) -> None:
        stopped = await error_of(pool.write(Update(product), SOMEBODY))
        assert isinstance(stopped, (TimeLimitError, MemoryLimitError))
        for text in ("LOAD <http://127.0.0.1:1/>", "CLEAR ALL"):
            assert isinstance(await error_of(pool.write(Update(text), SOMEBODY)), QueryRefusedError)
        assert isinstance(await error_of(pool.write(Update("INSERT DATA {"), SOMEBODY)), QueryError)
        assert await count(pool) == ("one", 300)
        assert not (build / "journal.rdfp").exists()

    run(build, work, writable=True, timeout=1.0, memory=128 * MEBIBYTE)


def test_writes_at_once_are_made_one_after_the_other_amid_reads(build: Path) -> None:
    async def work(pool: Pool) -> None:
        writes = [pool.write(insert(n), SOMEBODY) for n in range(40)]
        done = asyncio.gather(*writes)
        while not done.done():
            await count(pool)
        assert {written.version for written in await done} == {f"one+{n}" for n in range(1, 41)}
        assert len(await values(pool)) == 41

    run(build, work, writable=True)


def test_half_a_transaction_at_the_end_of_the_journal_does_not_count(build: Path) -> None:
    async def work(pool: Pool) -> None:
        await pool.write(insert(len(await values(pool))), SOMEBODY)

    run(build, work, writable=True)
    journal = build / "journal.rdfp"
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[: len(whole) - 20])
    assert len(list(Journal(journal).changes())) == 1
    run(build, work, writable=True)
    assert len(list(Journal(journal).changes())) == 2
