"""`exgraph review` as a shell runs it, without a person to answer."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(specimen: Path, command: Run) -> Run:
    return partial(command, "--root", str(specimen), "review")


def row(specimen: Path, table: str, key: str) -> str:
    path = specimen / "mappings" / "sources" / "specimen" / "facts" / f"{table}.csv"
    return next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(f"{key},"))


def test_what_waits_as_json(run: Run, specimen: Path) -> None:
    done = run("--json")
    listed = json.loads(done.out)["facts"]
    assert len(listed) == 8
    assert {fact["review"] for fact in listed} == {"proposed"}
    first = listed[0]
    assert (first["source"], first["table"], first["id"]) == ("specimen", "event", "2")
    assert first["records"] == [{"number": "2", "first_line": 4, "last_line": 5}]
    assert (Path(first["file"]).name, first["line"], first["cells"]["visitors"]) == ("event.csv", 3, "1500")
    assert [fact["id"] for fact in json.loads(run("--json", "specimen", "4").out)["facts"]] == ["4", "4/2"]
    assert len(json.loads(run("--json", "--all").out)["facts"]) == 15


def test_errors_as_json(run: Run) -> None:
    done = run("--json", "other")
    assert done.code == 1
    assert json.loads(done.out)["errors"][0]["problem"] == "no source other"


def test_accept_records(run: Run, specimen: Path) -> None:
    done = run("--accept", "specimen", "4", "5")
    assert (done.code, done.out) == (0, "4 of 5 facts accepted, the others were checked before\n")
    assert row(specimen, "event", "5-2").endswith(",sentence,accepted,")
    assert row(specimen, "participation", "4/1").endswith(",corrected,the leaders are counted in")
    assert row(specimen, "event", "2").endswith(",sentence,proposed,")
    assert "names no record" in run("--accept", "specimen").err


def test_set_cells(run: Run, specimen: Path) -> None:
    assert run("--set", "specimen", "event", "4", "total=19", "note=a = b").out == "event 4 corrected: total, note\n"
    assert row(specimen, "event", "4").endswith(",19,,,,,,,sentence,corrected,a = b")
    done = run("--set", "specimen", "event", "4", "total=many")
    assert done.code == 1
    assert "event.csv:5:total: 'many' is no whole number" in done.err
    for words in (["specimen", "event", "4"], ["specimen", "event", "4", "total"], []):
        assert "--set names no cell" in run("--set", *words).err


def test_reject_a_row(run: Run, specimen: Path) -> None:
    done = run("--reject", "specimen", "event", "4")
    assert done.out.startswith("event 4 rejected\n")
    assert "no fact is made of record 4" in done.out
    assert "specimen has no event 4" in run("--reject", "specimen", "event", "4").err
    assert "--reject names no row" in run("--reject", "specimen", "event").err


def test_only_one_thing_at_a_time(run: Run) -> None:
    assert run("--accept", "--json", "specimen", "4").code == 2


def test_a_walk_through_a_source(run: Run, specimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    done = run("specimen", answers="a\nq\n")
    assert "specimen 2, lines 4–5" in done.out
    assert "no documents at hand" in done.out
    assert "1 accepted, 0 corrected, 0 rejected; 7 facts wait" in done.out
    assert row(specimen, "event", "2").endswith(",accepted,")
    assert "no source other" in run("other").err


def test_the_page_on_a_port_in_use(run: Run) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = run("--serve", "--port", other.getsockname()[1])
    assert done.code == 1
    assert "cannot listen at 127.0.0.1 port" in done.err
    assert "choose another --port" in done.err
