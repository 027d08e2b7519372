"""Pools over a small graph of numbers, each in an event loop of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvloop

from exgraph.errors import ExgraphError
from exgraph.model.iri import Base
from exgraph.pool import Limits, Pool, Query
from tests import publication

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GRAPH = "http://example.org/graph"


def publish(build: Path, name: str, count: int = 300) -> None:
    """Publish a version with the numbers up to `count`."""
    lines = (f'<http://example.org/{n}> <http://example.org/is> "{n}" <{GRAPH}> .\n' for n in range(count))
    publication.publish(build, name, "".join(lines), loaded=False)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build folder with a version `one`."""
    publish(tmp_path, "one")
    return tmp_path


@asynccontextmanager
async def running(build: Path, **limits: object) -> AsyncIterator[Pool]:
    """A pool that is stopped at the end."""
    pool = Pool(build, Base(), Limits(**{"timeout": 5.0, "workers": 1, **limits}))  # type: ignore[arg-type]
    await pool.start()
    try:
        yield pool
    finally:
        await pool.stop()


def run(build: Path, work: Callable[[Pool], Awaitable[None]], **limits: object) -> None:
    """Do some work with a pool."""

    async def main() -> None:
        async with asyncio.timeout(30), running(build, **limits) as pool:
            await work(pool)

    uvloop.run(main())  # as the server does


async def count(pool: Pool) -> tuple[str, int]:
    """Return the version and how many triples it has."""
    reply = await pool.ask(Query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", results="csv"))
    return reply.version, int((await reply.whole()).split()[1])


async def error_of(asked: Awaitable[object]) -> ExgraphError:
    """Return the error that something ends with."""
    with pytest.raises(ExgraphError) as raised:
        await asked
    return raised.value
