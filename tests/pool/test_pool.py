from __future__ import annotations

import asyncio
import os
import signal
import socket
from pathlib import Path

import pytest

from exgraph.errors import QueryError
from exgraph.pool import (
    BusyError,
    CutOffError,
    GoneError,
    GraphRead,
    MemoryLimitError,
    NotAcceptableError,
    Pool,
    Query,
    SizeLimitError,
    TimeLimitError,
    UnavailableError,
)
from exgraph.pool.limit import MEBIBYTE
from exgraph.store import QueryComplexityError, QueryRefusedError, ResultFormat, UnknownGraphError, load
from tests import publication

from .conftest import ENDLESS, GRAPH, count, error_of, publish, run

PRODUCT = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
LISTED = " ".join(f"'{n}'" for n in range(100))
WHILE = f"SELECT (COUNT(*) AS ?n) {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i VALUES ?c {{ {LISTED} }} }}"
SORTED = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d LIMIT 5"


@pytest.fixture
def unscanned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers in which the scan lets everything pass, to see what holds without it."""
    code = (
        "import sys, exgraph.store\n"
        "scan = sys.modules['exgraph.store.query.scan']\n"
        "scan.refuse_service = scan.refuse_complexity = lambda text, tokens: None\n"
    )
    (tmp_path / "sitecustomize.py").write_text(code, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), os.environ.get("PYTHONPATH", ""))))


def test_answers_come_with_type_form_and_version(build: Path) -> None:
    async def work(pool: Pool) -> None:
        reply = await pool.ask(Query("ASK { ?s ?p '7' }", results="tsv"))
        assert (reply.version, reply.form, reply.lasting) == ("one", "ask", True)
        assert reply.media_type.startswith("text/tab-separated-values")
        assert reply.body == b"true"
        assert not (await pool.ask(Query("SELECT (NOW() AS ?now) {}"))).lasting
        marked = await pool.ask(Query("SELECT * {}", results="csv", mark=True))
        assert (await marked.whole()).startswith(b"\xef\xbb\xbf")
        graph = await pool.ask(GraphRead(GRAPH, "ntriples"))
        assert len((await graph.whole()).splitlines()) == 300
        assert isinstance(await error_of(pool.ask(GraphRead("http://example.org/none"))), UnknownGraphError)

    run(build, work)


def test_what_is_wrong_with_a_query_is_told(build: Path) -> None:
    async def work(pool: Pool) -> None:
        syntax = await error_of(pool.ask(Query("SELECT * {\n ?s ?p }")))
        assert isinstance(syntax, QueryError)
        assert syntax.at is not None
        assert syntax.at.line == 2
        refused = await error_of(pool.ask(Query("ASK { SERVICE <http://127.0.0.1/> {} }")))
        assert isinstance(refused, QueryRefusedError)
        unacceptable = await error_of(pool.ask(Query("CONSTRUCT WHERE { ?s ?p ?o }", graph=None)))
        assert isinstance(unacceptable, NotAcceptableError)
        assert unacceptable.form == "construct"
        assert isinstance(await error_of(pool.ask(Query("CONSTRUCT WHERE { ?s ?p }", graph=None))), QueryError)

    run(build, work)


def test_a_query_past_its_time_is_stopped_and_others_go_on(build: Path) -> None:
    async def work(pool: Pool) -> None:
        endless = asyncio.create_task(error_of(pool.ask(Query(ENDLESS), timeout=0.6)))
        while not endless.done():
            assert await count(pool) == ("one", 300)
            await asyncio.sleep(0.01)
        assert isinstance(endless.result(), TimeLimitError)
        assert await count(pool) == ("one", 300)

    run(build, work)


def test_a_query_past_its_memory_is_stopped(build: Path) -> None:
    async def work(pool: Pool) -> None:
        assert isinstance(await error_of(pool.ask(Query(SORTED))), MemoryLimitError)
        assert await count(pool) == ("one", 300)

    run(build, work, memory=64 * MEBIBYTE)


def test_a_query_that_ends_its_worker_is_told_so(build: Path, unscanned: None) -> None:
    async def work(pool: Pool) -> None:
        nested = Query("SELECT * " + "{" * 20_000 + "}" * 20_000)
        error = await error_of(pool.ask(nested))
        assert isinstance(error, QueryComplexityError)
        assert "engine" in error.problem
        assert await count(pool) == ("one", 300)

    run(build, work)


def test_a_large_answer_streams_and_is_whole(build: Path) -> None:
    async def work(pool: Pool) -> None:
        for encoding in (None, "gzip", "zstd"):
            reply = await pool.ask(Query(PRODUCT, results="csv"), encoding=encoding)
            assert (reply.body is None) == (encoding is None)
            assert reply.encoding == encoding
            if encoding is None:
                assert (await reply.whole()).count(b"\r\n") == 90_001

    run(build, work)


def test_a_cut_off_answer_never_looks_whole(build: Path) -> None:
    async def work(pool: Pool) -> None:
        streaming = await pool.ask(Query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", results="csv"), timeout=1)
        assert streaming.body is None
        assert isinstance(await error_of(streaming.whole()), CutOffError)

    run(build, work)


@pytest.mark.parametrize("results", ["json", "xml", "csv", "tsv"])
def test_rows_and_bytes_of_an_answer_are_limited(build: Path, results: ResultFormat) -> None:
    async def work(pool: Pool) -> None:
        refused = await error_of(pool.ask(Query("SELECT * { ?s ?p ?o }", results=results)))
        assert isinstance(refused, SizeLimitError)
        allowed = await pool.ask(Query("SELECT * { ?s ?p ?o } LIMIT 190", results=results))
        assert await allowed.whole()
        wide = [Query("SELECT * { VALUES ?x { '" + "x" * size + "' } }", results=results) for size in (90_000, 110_000)]
        assert await (await pool.ask(wide[0])).whole()
        assert isinstance(await error_of(pool.ask(wide[1])), SizeLimitError)

    run(build, work, rows=200, answer=100_000)


def test_short_queries_are_answered_amid_long_ones(build: Path) -> None:
    async def work(pool: Pool) -> None:
        # Each differs, so that none is known to be long before it is tried.
        texts = [ENDLESS.replace("?n", f"?n{n}") for n in range(40)]
        long = [asyncio.create_task(error_of(pool.ask(Query(text), client="a", timeout=4))) for text in texts]
        await asyncio.sleep(0)
        loop = asyncio.get_running_loop()
        for _ in range(20):
            start = loop.time()
            assert await count(pool) == ("one", 300)
            assert loop.time() - start < 2  # of the 4 that those before it have
        errors = [type(await task) for task in long]
        assert set(errors) == {TimeLimitError, UnavailableError}

    run(build, work)


def test_no_more_wait_than_may(build: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [error_of(pool.ask(Query(f"{ENDLESS} #{n}"), timeout=0.5)) for n in range(20)]
        errors = await asyncio.gather(*asked)
        busy = [error for error in errors if isinstance(error, BusyError)]
        assert len(busy) >= 10
        assert all(error.retry_after > 0 for error in busy)

    run(build, work, waiting=6)


def test_a_query_that_nobody_waits_for_is_stopped(build: Path) -> None:
    async def work(pool: Pool) -> None:
        async def gone() -> None:
            await asyncio.sleep(0.1)

        assert isinstance(await error_of(pool.ask(Query(ENDLESS), gone=gone)), GoneError)
        task = asyncio.create_task(pool.ask(Query(ENDLESS)))
        await asyncio.sleep(0.5)
        task.cancel()
        streaming = await pool.ask(Query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", results="csv"))
        streaming.close()
        await asyncio.sleep(0.3)
        assert pool.running == 0

    run(build, work)


def test_giving_up_an_answer_that_is_done_stops_nothing_else(build: Path) -> None:
    async def work(pool: Pool) -> None:
        done = await pool.ask(Query(PRODUCT, results="csv"))
        assert done.body is None
        assert await done.whole()
        others = [asyncio.create_task(pool.ask(Query(f"{WHILE} #{n}"))) for n in range(4)]
        await asyncio.sleep(0.4)
        done.close()
        assert [(await other).body is None for other in others] == [False] * 4
        assert pool.stopped("gone") == 0

    run(build, work, timeout=20.0)


def test_a_worker_killed_from_outside_costs_no_answer(build: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = [asyncio.create_task(pool.ask(Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")))]
        for n in range(100):
            for process in pool.workers()[:1] if n % 10 == 0 else ():
                os.kill(process, signal.SIGKILL)
            asked.append(asyncio.create_task(pool.ask(Query(f"ASK {{ ?s ?p '{n}' }}"))))
            await asyncio.sleep(0.005)
        replies = await asyncio.gather(*asked)
        assert all(reply.body and b"true" in reply.body for reply in replies[1:])

    run(build, work)


def test_the_loaded_process_killed_from_outside_is_started_again(build: Path) -> None:
    async def work(pool: Pool) -> None:
        assert pool.process is not None
        os.kill(pool.process, signal.SIGKILL)
        await asyncio.sleep(0.05)
        assert await count(pool) == ("one", 300)

    run(build, work)


def test_a_new_version_is_taken_up_without_a_lost_query(build: Path) -> None:
    async def work(pool: Pool) -> None:
        versions: list[str] = []
        long = asyncio.create_task(pool.ask(Query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")))
        for n, name in enumerate(("two", "three")):
            publish(build, name, 10 * n + 10)
            while not versions or versions[-1] != name:
                version, found = await count(pool)
                assert found == {"one": 300, "two": 10, "three": 20}[version]
                versions.append(version)
        assert list(dict.fromkeys(versions)) == ["one", "two", "three"]
        assert (await long).version == "one"

    run(build, work)


def test_a_version_that_cannot_be_loaded_leaves_the_one_before(build: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work(pool: Pool) -> None:
        publication.publish(build, "broken", "<a", loaded=False)
        while "broken" not in caplog.text:
            await asyncio.sleep(0.05)
        assert await count(pool) == ("one", 300)
        publish(build, "two", 5)
        while pool.version != "two":
            await asyncio.sleep(0.05)
        assert await count(pool) == ("two", 5)

    run(build, work)


def test_without_a_version_it_says_so(tmp_path: Path) -> None:
    async def work(pool: Pool) -> None:
        assert isinstance(await error_of(count(pool)), UnavailableError)
        publish(tmp_path, "one", 3)
        while pool.version is None:
            await asyncio.sleep(0.05)
        assert await count(pool) == ("one", 3)

    run(tmp_path, work)


def test_a_large_version_is_read_from_disk(build: Path) -> None:
    folder = build / "versions" / "one"
    load(folder / "graph.nq", folder / "store")

    async def work(pool: Pool) -> None:
        assert await count(pool) == ("one", 300)
        assert isinstance(await error_of(pool.ask(Query(ENDLESS), timeout=0.5)), TimeLimitError)
        assert await count(pool) == ("one", 300)

    run(build, work, in_memory=100)


def test_a_worker_reaches_no_network(build: Path, unscanned: None) -> None:
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.5)
        query = Query(f"SELECT * {{ SERVICE <http://127.0.0.1:{trap.getsockname()[1]}/> {{ ?s ?p ?o }} }}")

        async def work(pool: Pool) -> None:
            assert not isinstance(await error_of(pool.ask(query)), QueryRefusedError)

        run(build, work)
        with pytest.raises(TimeoutError):
            trap.accept()
