from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from exgraph.settings.description import read

Run = Callable[..., SimpleNamespace]


@pytest.fixture
def run(command: Run) -> Run:
    return command


def test_a_new_project_checks_and_says_what_comes_next(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    done = run("init", folder, "--title", 'The "old" town', "--language", "en", "--base", "https://data.example.org/")
    assert (done.code, "exgraph new source" in done.out) == (0, True)
    described = read(folder / "exgraph.toml")
    assert (dict(described.title), described.base) == ({"en": 'The "old" town'}, "https://data.example.org/")
    checked = run("--root", folder, "check")
    assert (checked.code, checked.err) == (0, "")
    built = run("--root", folder, "build")
    assert (built.code, built.err.strip()) == (1, "the project has no row yet (begin with exgraph new source)")


def test_documents_stay_out_of_git(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    run("init", folder)
    (folder / "documents" / "a.txt").write_text("x", encoding="utf-8")
    git = shutil.which("git") or "git"
    subprocess.run([git, "init", "-q"], cwd=folder, check=True)
    seen = subprocess.run([git, "status", "--porcelain", "-uall"], cwd=folder, check=True, capture_output=True)
    assert seen.stdout.decode().split() == ["??", ".gitignore", "??", "README.md", "??", "exgraph.toml"]


def test_what_is_there_is_never_touched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = run("init", tmp_path)
    assert (done.code, "is there already, and not empty" in done.err) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
