"""`exgraph new source`, and the how-to docs/new-source.md run as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph import cli

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "new-source.md"

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the shipped tables and gazetteer, and no source; commands run in it."""
    for folder in ("tables", "gazetteer"):
        # Which events are one and which are not is said of events that are not there.
        ignored = shutil.ignore_patterns("__pycache__", "merge*.csv", "apart*.csv")
        shutil.copytree(ROOT / "mappings" / folder, tmp_path / "mappings" / folder, ignore=ignored)
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EXGRAPH_ROOT", raising=False)
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["exgraph", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
            raise SystemExit(0)
        printed = capsys.readouterr()
        return int(end.value.code or 0), printed.out + printed.err

    return command


def test_the_how_to_does_what_it_says(project: Path, run: Run) -> None:
    table, places, more = re.findall(r"```csv\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    first, extract, again = re.findall(r"```console\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    gazetteer = project / "mappings" / "gazetteer" / "place-minamihama.csv"
    (project / "documents" / "minamihama.csv").write_text(table, encoding="utf-8")
    gazetteer.write_text(places, encoding="utf-8")
    assert said(first, run) == [0]
    assert said(extract, run) == [1]
    gazetteer.write_text(places + more, encoding="utf-8")
    assert said(again, run) == [0, 0]


def said(block: str, run: Run) -> list[int]:
    """Run a block's commands, compare what they print with the lines below each, return their exit codes."""
    codes = []
    for command, expected in re.findall(r"\$ \.venv/bin/exgraph (.*)\n((?:[^$].*\n)*)", block):
        code, printed = run(*shlex.split(command))
        assert [line for line in expected.splitlines() if line not in printed.splitlines()] == [], printed
        codes.append(code)
    return codes


def test_a_folder_that_is_there_is_not_touched(project: Path, run: Run) -> None:
    document = project / "documents" / "a.txt"
    document.write_text("稚内市の年表\n2019年5月3日 稚内市で朝市を開く\n", encoding="utf-8")
    assert run("new", "source", "a", "--document", str(document))[0] == 0
    made = project / "mappings" / "sources" / "a" / "source.toml"
    before = made.read_text(encoding="utf-8")
    described = tomllib.loads(before)
    assert described["layout"] == {"reader": "article", "home": "wakkanai", "country": "japan"}
    assert (described["source"]["title_ja"], described["source"]["publisher_en"]) == ("稚内市の年表", "Wakkanai")
    code, printed = run("new", "source", "a", "--document", str(document), "--title", "別の題")
    assert code == 1
    assert "is there already" in printed
    assert made.read_text(encoding="utf-8") == before


def test_an_encoding_that_has_to_be_named_is(project: Path, run: Run) -> None:
    document = project / "documents" / "a.txt"
    document.write_bytes("稚内市の年表\n2019年5月3日 朝市\n".encode("cp932"))
    assert run("new", "source", "a", "--document", str(document), "--title", '"朝市"')[0] == 0
    described = tomllib.loads((project / "mappings" / "sources" / "a" / "source.toml").read_text(encoding="utf-8"))
    assert (described["source"]["encoding"], described["source"]["title_ja"]) == ("cp932", '"朝市"')


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("Wakkanai City", "--document", "a.txt"), "'Wakkanai City' is no id"),
        (("a", "--document", "none.txt"), "none.txt: cannot be read"),
        (("a", "--document", "a.txt", "--home", "atlantis"), "'atlantis' is no place"),
        (("a", "--document", "a.txt"), "[layout] names no home"),
    ],
)
def test_what_cannot_be_made_is_told(project: Path, run: Run, words: tuple[str, ...], message: str) -> None:
    (project / "a.txt").write_text("2019年5月3日 朝市\n", encoding="utf-8")
    code, printed = run("new", "source", *words)
    assert code == 1
    assert message in printed
