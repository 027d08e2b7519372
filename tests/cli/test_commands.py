"""The commands as a shell runs them: what they print, and their exit codes."""

from __future__ import annotations

import json
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from exgraph.build import validation
from exgraph.publish import current

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(command: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process; what it does to the shapes' engine is tested in tests/validate."""
    monkeypatch.setattr(validation, "validate", lambda *_, **__: SimpleNamespace(findings=[], focus_nodes={}))
    return command


def spoil(project: Path) -> None:
    places = project / "mappings" / "gazetteer" / "place.csv"
    text = places.read_text(encoding="utf-8")
    places.write_text(
        text.replace("City,ネベリスク", "Metropolis,ネベリスク").replace(",45.4156", ",45,4156"), encoding="utf-8"
    )


def shell(project: Path, *words: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, whose files may grow to `limit` bytes as on a disk that is full."""

    def bound() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    script = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from exgraph.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", script, "--root", str(project), *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=bound,
    )


def test_check(run: Run, specimen: Path) -> None:
    done = run("--root", specimen, "check")
    assert (done.code, done.err) == (0, "")
    tables = list((specimen / "mappings").rglob("*.csv"))
    assert done.out.endswith(f"rows in {len(tables)} tables: nothing wrong\n")


def test_check_names_file_line_and_column_of_everything_wrong(run: Run, specimen: Path) -> None:
    spoil(specimen)
    done = run("--root", specimen, "check")
    places = specimen / "mappings" / "gazetteer" / "place.csv"
    assert done.code == 1
    assert done.out == ""
    assert f"{places}:6:class: 'Metropolis' is not one of" in done.err
    assert f"{places}:9: 11 cells where the header has 10 columns" in done.err
    assert done.err.endswith("2 errors\n")
    assert "Traceback" not in done.err


def test_check_as_json(run: Run, specimen: Path) -> None:
    done = run("--root", specimen, "check", "--json")
    assert json.loads(done.out)["errors"] == []
    assert json.loads(done.out)["rows"]["event"] == 6
    spoil(specimen)
    done = run("--root", specimen, "check", "--json")
    first, second = json.loads(done.out)["errors"]
    assert done.code == 1
    assert (first["line"], first["column"], first["remedy"]) == (6, "class", "correct the cell")
    assert second["line"] == 9


def test_check_of_documents(run: Run, specimen: Path, tmp_path: Path) -> None:
    done = run("--root", specimen, "check", "--documents", tmp_path)
    assert done.code == 1
    assert f"{tmp_path / 'specimen.txt'}: cannot be read: No such file" in done.err
    (tmp_path / "specimen.txt").write_text("another text", encoding="utf-8")
    done = run("--root", specimen, "check", "--documents", tmp_path)
    assert done.code == 1
    assert "record.csv:2: the document no longer holds this record on lines 3–3" in done.err


def test_build_and_its_summary(run: Run, specimen: Path) -> None:
    done = run("--root", specimen, "build")
    assert (done.code, done.err) == (0, "")
    heads = [line[:13].strip() for line in done.out.splitlines()]
    assert heads == [
        *("version", "records read", "lines", "things made", "triples", "findings", "reviewed"),
        *("left out", "left out", "report"),
    ]
    assert "specimen 10 (in records 7, blank 2, header 1)" in done.out
    assert "6 (specimen 6)" in done.out
    assert "0 violation, 0 warning, 1 info" in done.out
    assert "9 of 17 facts (53%)" in done.out


def test_build_if_stale_does_nothing_when_nothing_changed(run: Run, specimen: Path) -> None:
    run("--root", specimen, "build")
    before = current(specimen / "build")
    start = time.process_time()
    done = run("--root", specimen, "build", "--if-stale")
    assert time.process_time() - start < 1
    assert done.out.endswith("is up to date\n")
    assert current(specimen / "build") == before
    (specimen / "mappings" / "gazetteer" / "place-more.csv").write_text(
        "id,class,ja,kana,en,ru,within,lat,lon,origin\n", encoding="utf-8"
    )
    assert "triples" in run("--root", specimen, "build", "--if-stale").out
    assert current(specimen / "build") != before


def test_build_as_json(run: Run, specimen: Path) -> None:
    for words in (["build", "--json"], ["build", "--json", "--if-stale"]):
        done = run("--root", specimen, *words)
        report = json.loads(done.out)
        assert report["records"] == {"specimen": 6}
        assert report["severities"] == {"violation": 0, "warning": 0, "info": 1}
    spoil(specimen)
    done = run("--root", specimen, "build", "--json")
    assert done.code == 1
    assert len(json.loads(done.out)["errors"]) == 2


def test_build_elsewhere(run: Run, specimen: Path, tmp_path: Path) -> None:
    assert run("--root", specimen, "--build", tmp_path / "out", "build").code == 0
    assert (tmp_path / "out" / "graph.nq").is_file()
    assert not (specimen / "build").exists()


@pytest.mark.parametrize("limit", [200, 40_000])
def test_a_full_disk_is_one_plain_message(run: Run, specimen: Path, limit: int) -> None:
    run("--root", specimen, "build")
    before = current(specimen / "build")
    done = shell(specimen, "build", limit=limit)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert current(specimen / "build") == before
    assert [path.name for path in (specimen / "build" / "versions").iterdir()] == [before.name if before else ""]


def test_no_project(run: Run, tmp_path: Path) -> None:
    done = run("--root", tmp_path, "check")
    assert done.code == 1
    assert "has neither exgraph.toml nor a folder mappings/tables" in done.err
    assert "exgraph init" in done.err


@pytest.mark.parametrize("words", [["build", "--reasoner", "guess"], ["bild"], ["serve", "--port", "x"]])
def test_wrong_use_of_the_command_line(run: Run, specimen: Path, words: list[str]) -> None:
    assert run("--root", specimen, *words).code == 2


@pytest.mark.parametrize("words", [[], ["check"], ["build"], ["serve"]])
def test_help_needs_no_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words, "--help")
    assert done.code == 0
    assert "Usage: exgraph" in done.out


def test_serve_needs_something_published(run: Run, specimen: Path) -> None:
    done = run("--root", specimen, "serve")
    assert done.code == 1
    assert "nothing is published" in done.err
    assert "run exgraph build first" in done.err


def test_serve_on_a_port_in_use(run: Run, specimen: Path) -> None:
    run("--root", specimen, "build")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("--root", specimen, "serve", "--port", port)
    assert done.code == 1
    assert done.err.startswith(f"cannot listen at 127.0.0.1 port {port}: Address already in use")


def test_serve_at_an_address_that_is_not_ours(run: Run, specimen: Path) -> None:
    run("--root", specimen, "build")
    done = run("--root", specimen, "serve", "--host", "192.0.2.1")
    assert done.code == 1
    assert "cannot listen at 192.0.2.1 port 8000" in done.err
