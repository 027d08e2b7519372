"""`exgraph export` as a shell runs it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import networkx
import pytest

from tests.publication import publish_specimen

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def build(tmp_path: Path) -> Path:
    publish_specimen(tmp_path)
    return tmp_path


def test_the_ending_of_the_file_says_the_format(command: Run, build: Path) -> None:
    path = build / "exchanges.yed.graphml"
    done = command("--build", build, "export", "exchanges", "--language", "ja", "-o", path)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert b"NodeLabel" in path.read_bytes()
    graph = networkx.read_graphml(path)
    [(start, goal, attributes)] = graph.edges(data=True)
    assert (start, goal, attributes["people"]) == ("place/wakkanai", "place/nevelsk", 18)
    assert graph.nodes[start]["label"] == "稚内市"


def test_a_selection_leaves_events_out(command: Run, build: Path) -> None:
    path = build / "organisations.graphml"
    for selection, edges in (("", 2), ("from=1997&to=1997", 2), ("from=1998", 0), ("?place=place/hokkaido", 2)):
        assert command("--build", build, "export", "organisations", "--selection", selection, "-o", path).code == 0
        assert networkx.read_graphml(io.BytesIO(path.read_bytes())).number_of_edges() == edges, selection


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nothing"], "meetings"),
        (["ties", "--format", "doc"], "graphml"),
        (["ties", "--selection", "from=1990"], "exchanges"),
        (["ties", "-o", "nowhere/ties.gexf"], "cannot be written"),
    ],
)
def test_what_cannot_be_written_is_told(command: Run, build: Path, words: list[str], message: str) -> None:
    done = command("--build", build, "export", *words)
    assert done.code == 1
    assert message in done.err
