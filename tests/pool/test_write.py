from __future__ import annotations

import asyncio
from pathlib import Path

from exgraph.errors import QueryError
from exgraph.pool import MemoryLimitError, Pool, Query, TimeLimitError, WriteRefusedError
from exgraph.pool.limit import MEBIBYTE
from exgraph.store import Document, GraphWrite, Journal, QueryRefusedError, Update

from .conftest import GRAPH, count, error_of, publish, run

OTHER = "http://example.org/other"


def insert(value: object, graph: str = OTHER) -> Update:
    return Update(f"INSERT DATA {{ GRAPH <{graph}> {{ <http://example.org/1> <http://example.org/is> {value} }} }}")


async def values(pool: Pool) -> list[str]:
    reply = await pool.ask(Query("SELECT ?o { <http://example.org/1> ?p ?o } ORDER BY ?o", results="csv"))
    return (await reply.whole()).decode().split()[1:]


def test_nothing_is_written_unless_that_is_switched_on(build: Path) -> None:
    async def work(pool: Pool) -> None:
        assert isinstance(await error_of(pool.write(insert(2), by="test")), WriteRefusedError)

    run(build, work)


def test_a_write_is_seen_by_what_is_asked_then_and_outlasts_the_server(build: Path) -> None:
    async def work(pool: Pool) -> None:
        written = await pool.write(insert(2), by="test")
        assert (written.version, written.added, written.removed) == ("one+1", 1, 0)
        assert written.created == {OTHER}
        assert await values(pool) == ["1", "2"]
        assert await count(pool) == ("one+1", 301)
        again = await pool.write(insert(2), by="test")
        assert (again.version, again.added) == ("one+1", 0)

    async def later(pool: Pool) -> None:
        assert pool.version == "one+1"
        assert await values(pool) == ["1", "2"]
        publish(build, "two", 10)
        while pool.version != "two+1":
            await asyncio.sleep(0.05)
        assert await count(pool) == ("two+1", 11)

    run(build, work, writable=True)
    run(build, later)


def test_the_union_follows_the_named_graphs(build: Path) -> None:
    async def work(pool: Pool) -> None:
        await pool.write(insert('"1"'), by="test")  # said by two graphs now
        assert await count(pool) == ("one+1", 300)
        await pool.write(Update(f"CLEAR GRAPH <{OTHER}>"), by="test")
        assert await count(pool) == ("one+2", 300)
        await pool.write(Update(f'DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?s ?p "1" }} }}'), by="test")
        assert await count(pool) == ("one+3", 299)
        for text in ("INSERT DATA { <a:a> <a:b> 1 }", 'DELETE WHERE { ?s ?p "2" }', "CLEAR DEFAULT"):
            assert isinstance(await error_of(pool.write(Update(text), by="test")), QueryError)
        assert await count(pool) == ("one+3", 299)
        await pool.write(Update("CLEAR ALL"), by="test")
        assert await count(pool) == ("one+4", 0)

    run(build, work, writable=True)


def test_a_plain_default_graph_is_one_among_others(build: Path) -> None:
    async def work(pool: Pool) -> None:
        assert await count(pool) == ("one", 0)
        await pool.write(Update("INSERT DATA { <a:a> <a:b> 1 }"), by="test")
        assert await count(pool) == ("one+1", 1)

    run(build, work, writable=True, union=False)


def test_a_graph_is_replaced_or_added_to_or_removed(build: Path) -> None:
    def document(value: int) -> Document:
        return Document(f"<1> <is> {value} .".encode(), "text/turtle")

    async def work(pool: Pool) -> None:
        await pool.write(GraphWrite(GRAPH, (document(2),), "http://example.org/", replace=False), by="test")
        assert await count(pool) == ("one+1", 301)
        await pool.write(GraphWrite(GRAPH, (document(3),), "http://example.org/", replace=True), by="test")
        assert await values(pool) == ["3"]
        await pool.write(GraphWrite(GRAPH, (), "http://example.org/", replace=True), by="test")
        assert await count(pool) == ("one+3", 0)

    run(build, work, writable=True)


def test_an_update_past_its_limits_or_refused_writes_nothing(build: Path) -> None:
    product = "INSERT { GRAPH <a:a> { ?a ?e ?i } } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"

    async def work(pool: Pool) -> None:
        stopped = await error_of(pool.write(Update(product), by="test"))
        assert isinstance(stopped, (TimeLimitError, MemoryLimitError))
        load = Update("LOAD <http://127.0.0.1:1/>")
        assert isinstance(await error_of(pool.write(load, by="test")), QueryRefusedError)
        assert isinstance(await error_of(pool.write(Update("INSERT DATA {"), by="test")), QueryError)
        assert await count(pool) == ("one", 300)
        assert not (build / "journal.rdfp").exists()

    run(build, work, writable=True, timeout=1.0, memory=128 * MEBIBYTE)


def test_writes_at_once_are_made_one_after_the_other_amid_reads(build: Path) -> None:
    async def work(pool: Pool) -> None:
        writes = [pool.write(insert(n), by="test") for n in range(10)]
        reads = [count(pool) for _ in range(50)]
        done = await asyncio.gather(*writes, *reads)
        assert {each.version for each in done[:10]} == {f"one+{n}" for n in range(1, 11)}  # type: ignore[union-attr]
        assert await count(pool) == ("one+10", 310)

    run(build, work, writable=True)


def test_half_a_transaction_at_the_end_of_the_journal_does_not_count(build: Path) -> None:
    async def work(pool: Pool) -> None:
        await pool.write(insert(pool.version and len(pool.version)), by='a "name"\nwith a line')

    run(build, work, writable=True)
    journal = build / "journal.rdfp"
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[: len(whole) - 20])
    assert len(list(Journal(journal).changes())) == 1
    run(build, work, writable=True)
    assert len(list(Journal(journal).changes())) == 2
