from __future__ import annotations

import json
from pathlib import Path

import pytest

from exgraph.model.report import BuildReport
from exgraph.settings import Settings
from tests.cli.conftest import Run


@pytest.fixture
def where(shipped_settings: Settings, shipped_report: BuildReport) -> tuple[str, Path]:
    assert shipped_report.version
    return "--build", shipped_settings.build


def test_an_inferred_statement(command: Run, where: tuple[str, Path]) -> None:
    result = command(*where, "explain", "place/nevelsk", "within", "place/russia")
    assert result.code == 0
    assert result.out.startswith("place/nevelsk exg:within place/russia .\n  follows by prp-trp, ")
    assert "asserted in gazetteer" in result.out


def test_json(command: Run, where: tuple[str, Path]) -> None:
    result = command(*where, "explain", "event/hokkaido-russia-db/417", "involves", "place/pobedino", "--json")
    found = json.loads(result.out)
    assert (result.code, found["status"], found["reason"]["rule"]) == (0, "inferred", "prp-spo1")
    (record,) = found["reason"]["premises"][0]["asserted"]["records"]
    assert (record["source"], record["number"], record["first_line"]) == ("hokkaido-russia-db", "417", 498)


def test_an_unknown_statement_is_told_by_the_exit_code(command: Run, where: tuple[str, Path]) -> None:
    result = command(*where, "explain", "place/nevelsk", "within", "place/hokkaido")
    assert result.code == 1
    assert "not known" in result.out
    result = command(*where, "explain", "place/nevelsk", "within", "place/hokkaido", "--json")
    assert (result.code, json.loads(result.out)["status"]) == (1, "unknown")


def test_nothing_published(command: Run, tmp_path: Path) -> None:
    result = command("--build", tmp_path / "none", "explain", "place/nevelsk", "a", "City")
    assert (result.code, "run exgraph build" in result.err) == (1, True)
    result = command("--build", tmp_path / "none", "explain", "place/nevelsk", "a", "City", "--json")
    assert result.code == 1
    assert json.loads(result.out)["errors"][0]["problem"] == "nothing is published"
