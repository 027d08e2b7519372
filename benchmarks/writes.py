"""How many writes a second a published version takes, and what updates that look at the graph cost.

    .venv/bin/python benchmarks/writes.py BUILD              the folder of versions, such as build/
    .venv/bin/python benchmarks/writes.py BUILD --seconds 10

Writes go to the pool as the server gives them, into a journal that is thrown away; the version stays as it is.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import tempfile
import time
from pathlib import Path

from exgraph.model.iri import Base
from exgraph.pool import Limits, Pool
from exgraph.store import Activity, Update

HOME = f"{Base().root}graph/written/somebody"
UPDATES = {
    "DELETE DATA": f"DELETE DATA {{ GRAPH <{HOME}> {{ <urn:n:0:0> <urn:p> 0 }} }}",
    "INSERT": f"INSERT {{ GRAPH <{HOME}> {{ ?s <urn:seen> true }} }} WHERE {{ GRAPH <{HOME}> {{ ?s <urn:p> 3 }} }}",
    "DELETE WHERE": f"DELETE WHERE {{ GRAPH <{HOME}> {{ ?s <urn:seen> true }} }}",
}


def who(number: int) -> Activity:
    return Activity("somebody", admin=False, time="2026-04-01T09:00:00Z", id=f"n{number}")


async def writes(pool: Pool, clients: int, seconds: float) -> list[float]:
    """Let clients write one triple after the other; return how long each write took."""
    took: list[float] = []
    end = time.monotonic() + seconds

    async def client(own: int) -> None:
        number = 0
        while (start := time.monotonic()) < end:
            text = f"INSERT DATA {{ GRAPH <{HOME}> {{ <urn:n:{own}:{number}> <urn:p> {number} }} }}"
            await pool.write(Update(text), who(clients * 10_000_000 + own * 100_000 + number))
            took.append(time.monotonic() - start)
            number += 1

    await asyncio.gather(*(client(own) for own in range(clients)))
    return sorted(took)


async def run(build: Path, seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pool = Pool(build, Base(), Limits(writable=True), journal=Path(folder) / "journal.rdfp")
        await pool.start()
        await pool.write(Update(f"INSERT DATA {{ GRAPH <{HOME}> {{ <urn:a> <urn:b> <urn:c> }} }}"), who(0))
        for clients in (1, 8, 32):
            took = await writes(pool, clients, seconds)
            middle, late = took[len(took) // 2] * 1000, took[int(len(took) * 0.95)] * 1000
            print(
                f"{clients:3} clients: {len(took) / seconds:7.0f} a second, p50 {middle:.1f} ms, p95 {late:.1f} ms",
                flush=True,
            )
        for number, (name, text) in enumerate(UPDATES.items(), 1):
            start = time.monotonic()
            written = await pool.write(Update(text), who(number))
            print(
                f"{name}: {(time.monotonic() - start) * 1000:.0f} ms, {written.added} added, {written.removed} removed"
            )
        await pool.stop()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"processes: {used.ru_utime + used.ru_stime:.1f} s of processor time, loading included")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=Path)
    parser.add_argument("--seconds", type=float, default=5.0)
    given = parser.parse_args()
    asyncio.run(run(given.build, given.seconds))


if __name__ == "__main__":
    main()
