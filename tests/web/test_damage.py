"""What the server does with a version that was damaged after it was built."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import pytest

from tests.publication import publish_specimen
from tests.server import PLAIN, serve, settings_of

pytestmark = pytest.mark.server
COUNT = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}


def versions(address: str) -> tuple[str, str]:
    """Return the version that answers queries, and the one that pages are of."""
    query = httpx2.get(f"{address}/sparql", params=COUNT, verify=PLAIN)
    page = httpx2.get(f"{address}/id/place/nevelsk.ttl", verify=PLAIN)
    assert (query.status_code, page.status_code) == (200, 200), (query.text, page.text)
    return query.headers["exgraph-version"], page.headers["exgraph-version"]


def empty_graph(version: Path) -> None:
    (version / "graph.nq").write_bytes(b"")


def cut_graph(version: Path) -> None:
    dump = version / "graph.nq"
    dump.write_bytes(b"".join(dump.read_bytes().splitlines(keepends=True)[:-7]))


def no_graph(version: Path) -> None:
    (version / "graph.nq").unlink()


def cut_tables(version: Path) -> None:
    for table in (version / "store").glob("*.sst"):
        table.write_bytes(table.read_bytes()[: table.stat().st_size // 2])


def spoilt_tables(version: Path) -> None:
    for table in (version / "store").glob("*.sst"):
        data = bytearray(table.read_bytes())
        for place in range(0, len(data) // 2, 64):
            data[place] ^= 0xFF
        table.write_bytes(bytes(data))


def no_store(version: Path) -> None:
    (version / "store" / "CURRENT").unlink()


DAMAGES = (empty_graph, cut_graph, no_graph, cut_tables, spoilt_tables, no_store)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_version_is_refused_by_pages_and_queries_and_the_one_before_goes_on(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    publish_specimen(tmp_path, "one")
    with serve(settings_of(tmp_path)) as address:
        assert versions(address) == ("one", "one")
        staged = tmp_path / "versions" / "two"
        link = tmp_path / "current"
        publish_specimen(tmp_path / "elsewhere", "two").rename(staged)
        damage(staged)
        link.unlink()
        link.symlink_to("versions/two")
        time.sleep(1.5)
        assert versions(address) == ("one", "one")
        assert httpx2.get(f"{address}/ready", verify=PLAIN).json()["version"] == "one"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_server_that_starts_with_a_damaged_version_serves_the_last_good_one(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    publish_specimen(tmp_path, "one")
    damage(publish_specimen(tmp_path, "two"))
    with serve(settings_of(tmp_path)) as address:
        assert versions(address) == ("one", "one")


def test_without_a_good_version_the_server_says_what_is_wrong(tmp_path: Path) -> None:
    empty_graph(publish_specimen(tmp_path, "one"))
    with serve(settings_of(tmp_path)) as address:
        query = httpx2.get(f"{address}/sparql", params=COUNT, verify=PLAIN)
        assert (query.status_code, query.headers["retry-after"]) == (503, "10")
        assert "its checksum is another" in query.json()["detail"]
        assert httpx2.get(f"{address}/ready", verify=PLAIN).status_code == 503


def test_pages_and_queries_turn_to_a_new_version_together(tmp_path: Path) -> None:
    publish_specimen(tmp_path, "one")
    with serve(settings_of(tmp_path)) as address:
        publish_specimen(tmp_path, "two")
        seen: list[tuple[str, str]] = []
        until = time.monotonic() + 20
        while (not seen or seen[-1] != ("two", "two")) and time.monotonic() < until:
            seen.append(versions(address))
        assert seen[-1] == ("two", "two")
        # Two requests one after the other: the first may be of the old version, never the second of it alone.
        assert set(seen) <= {("one", "one"), ("one", "two"), ("two", "two")}
