"""Watching a project: what counts as a change, and that errors in tables end nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph import settings
from exgraph.build.fingerprint import Options
from exgraph.build.watch import Watch
from exgraph.cli.building import build
from exgraph.publish import current


def write(path: Path, text: str) -> None:
    """Write a file whose time is another one, however quickly it follows."""
    old = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(old + 1_000_000_000, old + 1_000_000_000))


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Do a step each time the watch waits; after the last, press Ctrl-C."""

    def plan(*steps: Callable[[], object]) -> None:
        remaining = iter(steps)

        def sleep(_: float) -> None:
            step = next(remaining, None)
            if step is None:
                raise KeyboardInterrupt
            step()

        monkeypatch.setattr(time, "sleep", sleep)

    return plan


def nothing() -> None:
    pass


def watched(project: Path) -> list[list[str]]:
    found: list[list[str]] = []
    with pytest.raises(KeyboardInterrupt):
        for changed in Watch(settings.load(project)).changes():
            found.append([path.name for path in changed])
    return found


def test_changes_are_told_together_once_they_rest(specimen: Path, meanwhile: Callable[..., None]) -> None:
    places, shape = specimen / "mappings" / "gazetteer" / "place.csv", specimen / "shapes" / "place.ttl"
    meanwhile(nothing, lambda: write(places, "a"), lambda: write(shape, "b"), nothing, shape.unlink, nothing, nothing)
    assert watched(specimen) == [["place.csv", "place.ttl"], ["place.ttl"]]


def test_files_that_no_build_reads_are_no_change(specimen: Path, meanwhile: Callable[..., None]) -> None:
    folder = specimen / "mappings" / "gazetteer"
    meanwhile(lambda: write(folder / ".place.csv", "x"), lambda: write(folder / "place.csv~", "x"), nothing)
    assert watched(specimen) == []


def test_an_error_in_a_table_is_printed_and_watching_goes_on(
    specimen: Path, meanwhile: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    places = specimen / "mappings" / "gazetteer" / "place.csv"
    good = places.read_text(encoding="utf-8")
    bad = good.replace("City,ネベリスク", "Metropolis,ネベリスク")
    better = good.replace("ネベリスク,", "ネベリスク市,", 1)
    meanwhile(lambda: write(places, bad), nothing, lambda: write(places, better), nothing)
    here = settings.load(specimen)
    build._watch(here, Options(allow_violations=True))
    first, *rest = capsys.readouterr().out.splitlines()
    published = first.split()[1]
    assert [line.split()[0] for line in (first, *rest)] == [
        "published",
        "changed:",
        "not",
        "changed:",
        "published",
        "no",
    ]
    version = current(here.build)
    assert version is not None
    assert version.name != published
    assert "ネベリスク市" in (version / "graph.nq").read_text(encoding="utf-8")
