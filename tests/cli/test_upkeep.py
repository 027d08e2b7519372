"""A backup brings an installation back, and the doctor says what is wrong with one."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from exgraph.cli import app
from exgraph.errors import SettingsError
from tests.publication import publish_specimen


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "exgraph.toml").write_text('[project]\ntitle_en = "Own"\n', encoding="utf-8")
    publish_specimen(root / "build", "one")
    (root / "state").mkdir()
    (root / "state" / "tokens.json").write_text("{}", encoding="utf-8")
    (root / "state" / "tokens.json").chmod(0o600)
    return root


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--root", str(root), *arguments])


def test_a_backup_brings_back_what_was_there(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    assert run(project, "backup", str(file)).exit_code == 0
    assert file.stat().st_mode & 0o077 == 0
    dump = (project / "build" / "current" / "graph.nq").read_bytes()
    shutil.rmtree(project / "build")
    shutil.rmtree(project / "state")
    restored = run(project, "restore", str(file))
    assert restored.exit_code == 0, restored.output
    assert (project / "build" / "current" / "graph.nq").read_bytes() == dump
    assert (project / "build" / "graph.nq").read_bytes() == dump
    assert (project / "state" / "tokens.json").read_text(encoding="utf-8") == "{}"
    assert run(project, "doctor").exit_code == 0


def test_nothing_is_replaced_unless_asked(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "backup.tar.gz"
    run(project, "backup", str(file))
    (project / "state" / "tokens.json").write_text("new", encoding="utf-8")
    refused = run(project, "restore", str(file))
    assert isinstance(refused.exception, SettingsError) and "--force" in str(refused.exception)
    assert run(project, "restore", str(file), "--force").exit_code == 0
    assert (project / "state" / "tokens.json").read_text(encoding="utf-8") == "{}"


def test_an_archive_of_something_else_is_refused(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "other.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        archive.add(project / "exgraph.toml", "etc/passwd")
    assert isinstance(run(project, "restore", str(file)).exception, SettingsError)


def test_the_doctor_names_what_is_wrong(project: Path) -> None:
    (project / "state" / "tokens.json").chmod(0o644)
    shutil.rmtree(project / "build")
    told = run(project, "doctor")
    assert told.exit_code == 1
    assert "exgraph build" in told.output and "chmod 600" in told.output
