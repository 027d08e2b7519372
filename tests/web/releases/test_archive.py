"""Releases opened to be asked: no more at once than bounded, each once, closed in order."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from exgraph.errors import StoreError
from exgraph.model.iri import Base
from exgraph.pool import BusyError, Limits, Query
from exgraph.release import ReleaseError
from exgraph.release.folder import make
from exgraph.settings import Settings
from exgraph.web.releases import archive
from exgraph.web.releases.archive import Archive, Opened

LINE = "<https://example.org/{}> <https://example.org/p> <https://example.org/o> <https://example.org/g> .\n"
IDS = [f"2026-0{month}-01-1" for month in (1, 2, 3)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(root=tmp_path, build=tmp_path, base=Base())
    for number, id_ in enumerate(IDS, 1):
        nquads = tmp_path / "graph.nq"
        nquads.write_text("".join(LINE.format(each) for each in range(number)), encoding="utf-8")
        make(nquads, settings.releases, date=id_[:10], version="1", root=Base().root)
    return settings


def _run(settings: Settings, work: Callable[[Archive], Awaitable[None]]) -> None:
    async def run() -> None:
        opened = Archive(settings, Limits(workers=1))
        try:
            await work(opened)
        finally:
            await opened.close()

    asyncio.run(run())


async def _count(opened: Opened) -> bytes:
    reply = await opened.pool.ask(Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "csv", None, (), ()))
    return (await reply.whole()).split()[1]


def test_two_are_open_at_once_and_the_processes_of_others_end(settings: Settings) -> None:
    async def work(archived: Archive) -> None:
        processes = []
        for number, id_ in enumerate(IDS, 1):
            opened = await archived.open(id_)
            assert await _count(opened) == b"%d" % number
            processes.append(opened.pool.process or 0)
        for _ in range(100):
            if not Path(f"/proc/{processes[0]}").exists():
                break
            await asyncio.sleep(0.05)
        alive = [Path(f"/proc/{process}").exists() for process in processes]
        assert alive == [False, True, True]
        assert await _count(await archived.open(IDS[0])) == b"1"

    _run(settings, work)


def test_a_release_is_opened_once_however_many_ask(settings: Settings) -> None:
    async def work(archived: Archive) -> None:
        found = await asyncio.gather(*(archived.open(IDS[0]) for _ in range(8)))
        assert len({each.pool.process for each in found}) == 1

    _run(settings, work)


def test_too_many_that_wait_are_told_so(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_WAITING", 1)

    async def work(archived: Archive) -> None:
        found = await asyncio.gather(*(archived.open(id_) for id_ in IDS), return_exceptions=True)
        assert [isinstance(each, BusyError) for each in found] == [False, True, True]

    _run(settings, work)


def test_one_that_nobody_asks_is_closed(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_IDLE", 0.05)

    async def work(archived: Archive) -> None:
        process = (await archived.open(IDS[0])).pool.process
        for _ in range(200):
            if not Path(f"/proc/{process}").exists():
                return
            await asyncio.sleep(0.05)
        raise AssertionError("it goes on")

    _run(settings, work)


def test_a_damaged_dump_is_told_and_nothing_of_it_stays(settings: Settings) -> None:
    dump = settings.releases / IDS[0] / "exgraph.nq.gz"
    whole = dump.read_bytes()

    async def work(archived: Archive) -> None:
        dump.write_bytes(whole[:-9])
        with pytest.raises(StoreError, match="cannot be opened"):
            await archived.open(IDS[0])
        dump.write_bytes(gzip.compress(LINE.format("another").encode()))
        with pytest.raises(StoreError, match="not what was released"):
            await archived.open(IDS[0])
        assert list((settings.build / "released").iterdir()) == []
        dump.write_bytes(whole)
        assert await _count(await archived.open(IDS[0])) == b"1"
        with pytest.raises(ReleaseError):
            await archived.open("2026-09-01-1")

    _run(settings, work)
