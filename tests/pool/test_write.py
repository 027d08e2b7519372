from __future__ import annotations

import asyncio
import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exgraph.errors import QueryError, ServerError, StoreError
from exgraph.model.iri import Base
from exgraph.pool import MemoryLimitError, Pool, Query, TimeLimitError, UnavailableError, WriteRefusedError
from exgraph.pool.limit import MEBIBYTE
from exgraph.store import Activity, Change, GraphWrite, Journal, QueryRefusedError, RdfDocument, Update

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


def kill(process: int | None) -> None:
    assert process is not None
    os.kill(process, signal.SIGKILL)


@pytest.mark.parametrize("before", [0, 1], ids=["for their turn", "to be put on disk"])
def test_writers_that_wait_keep_no_reader_from_an_answer_when_the_loaded_process_ends(build: Path, before: int) -> None:
    async def work(pool: Pool) -> None:
        for number in range(before):  # after one there is a process that works out the others
            await pool.write(insert(1000 + number), SOMEBODY)
        assert pool.process is not None
        os.kill(pool.process, signal.SIGSTOP)  # so that none of them can be made
        writes = [asyncio.create_task(pool.write(insert(n), SOMEBODY)) for n in range(2, 10)]
        await asyncio.sleep(0.05)
        kill(pool.process)
        start = asyncio.get_running_loop().time()
        outcomes = await asyncio.gather(*writes, return_exceptions=True)
        assert (await count(pool))[0].startswith("one")
        assert asyncio.get_running_loop().time() - start < 4  # a write has 5 seconds: none waits for them
        assert all(isinstance(each, (UnavailableError, ServerError)) for each in outcomes), outcomes
        await pool.write(insert(99), SOMEBODY)
        assert await values(pool) == ["1", "99", *(str(1000 + number) for number in range(before))]

    run(build, work, writable=True)


def test_what_is_written_while_a_version_is_loaded_is_in_it(build: Path) -> None:
    async def work(pool: Pool) -> None:
        publish(build, "two", 2)
        number = 0
        while pool.version is None or not pool.version.startswith("two"):
            number += 1
            await pool.write(insert(1000 + number), SOMEBODY)
        assert pool.version == f"two+{number}"
        assert await values(pool) == ["1", *(str(1000 + each) for each in range(1, number + 1))]

    run(build, work, writable=True)


@pytest.mark.parametrize("damage", [b"\x00broken\n", b"X what is this\n", b"A <http://example.org/1> <no iri> 2 .\n"])
def test_a_broken_line_of_the_journal_is_named_and_what_comes_before_it_holds(
    build: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async def write(pool: Pool) -> None:
        for number in (2, 3):
            await pool.write(insert(number), SOMEBODY)

    run(build, write, writable=True)
    journal = build / "journal.rdfp"
    lines = journal.read_bytes().splitlines(keepends=True)
    place = max(number for number, line in enumerate(lines) if line.startswith(b"A "))
    journal.write_bytes(b"".join([*lines[:place], damage, *lines[place + 1 :]]))

    async def read(pool: Pool) -> None:
        assert pool.version == "one+1"
        assert await values(pool) == ["1", "2"]
        refused = await error_of(pool.write(insert(4), SOMEBODY))
        assert isinstance(refused, UnavailableError)
        assert refused.problem == f"line {place + 1} of the journal of writes cannot be read"
        assert f"journal.rdfp:{place + 1}" in caplog.text
        journal.write_bytes(b"".join(lines))
        while pool.version != "one+2":
            await asyncio.sleep(0.05)
        await pool.write(insert(4), SOMEBODY)
        assert await values(pool) == ["1", "2", "3", "4"]

    run(build, read, writable=True)


def test_the_journal_tells_who_wrote_and_what_is_to_be_known_of_it(build: Path) -> None:
    async def work(pool: Pool) -> None:
        await pool.write(insert(2), SOMEBODY, {"action": "update", "client": "192.0.2.1"})

    run(build, work, writable=True)
    text = (build / "journal.rdfp").read_text(encoding="utf-8")
    assert 'H by "somebody" .' in text
    assert 'H client "192.0.2.1" .' in text


def test_a_change_that_the_disk_cannot_hold_leaves_nothing_in_the_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quad = b'<http://example.org/1> <http://example.org/is> "2" <http://example.org/graph> .\n'
    journal = Journal(tmp_path / "journal.rdfp")
    journal.append([(Change.from_bytes(quad, b""), {"by": "somebody"})])
    before = (tmp_path / "journal.rdfp").read_bytes()
    real = os.write

    def full(descriptor: int, data: bytes) -> int:
        real(descriptor, data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("exgraph.store.writing.journal.os.write", full)
    with pytest.raises(StoreError, match="No space left"):
        journal.append([(Change.from_bytes(quad, b""), {"by": "somebody"})])
    assert (tmp_path / "journal.rdfp").read_bytes() == before


def is_running(process: str) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_process_that_is_still_loading_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    dump = tmp_path / "current" / "graph.nq"
    dump.unlink()
    os.mkfifo(dump)  # it is loading for as long as this has no end
    code = (
        "import asyncio, sys; from pathlib import Path\n"
        "from exgraph.model.iri import Base; from exgraph.pool import Limits, Pool\n"
        "asyncio.run(Pool(Path(sys.argv[1]), Base(), Limits()).start())\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) as server:
        end = opened_by_a_reader(dump)
        (loading,) = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        assert is_running(loading)
        server.kill()
    until = time.monotonic() + 5
    while is_running(loading):
        assert time.monotonic() < until
        time.sleep(0.01)
    os.close(end)


def opened_by_a_reader(pipe: Path) -> int:
    """Wait until somebody reads a named pipe, and return the end that is written to."""
    until = time.monotonic() + 30
    while True:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            assert error.errno == errno.ENXIO
            assert time.monotonic() < until
            time.sleep(0.01)


def test_writes_that_wait_are_made_together_and_one_that_fails_harms_no_other(build: Path) -> None:
    product = Update("INSERT { <a:a> <a:b> ?l } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")

    async def work(pool: Pool) -> None:
        asked = [insert(2), Update("INSERT DATA {"), insert(3), product, insert(4), insert(4), insert(5)]
        outcomes = await asyncio.gather(*(pool.write(each, SOMEBODY) for each in asked), return_exceptions=True)
        assert [getattr(each, "version", type(each)) for each in outcomes[:3]] == ["one+1", QueryError, "one+2"]
        assert isinstance(outcomes[3], (TimeLimitError, MemoryLimitError))
        assert [(each.version, each.added > 0) for each in outcomes[4:]] == [
            ("one+3", True),
            ("one+3", False),
            ("one+4", True),
        ]
        assert await values(pool) == ["1", "2", "3", "4", "5"]
        assert len(list(Journal(build / "journal.rdfp").changes())) == 4

    run(build, work, writable=True, timeout=1.0, memory=128 * MEBIBYTE)


def test_workers_are_told_what_was_written_and_forked_anew_after_much(build: Path) -> None:
    async def work(pool: Pool) -> None:
        await values(pool)
        workers = set(pool.workers())
        for number in range(2, 12):
            await pool.write(insert(number), SOMEBODY)
            assert str(number) in await values(pool)
        assert workers <= set(pool.workers())
        await asyncio.gather(*(pool.write(insert(number), SOMEBODY) for number in range(100, 400)))
        assert len(await values(pool)) == 311

    run(build, work, writable=True)
