"""A build that goes on from the version before makes, byte for byte, what a build from nothing makes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exgraph import settings
from exgraph.build import pipeline, reasoning
from exgraph.build.fingerprint import Options
from exgraph.errors import ValidationError
from exgraph.model.report import BuildReport
from exgraph.reason import Inference


def build(project: Path) -> BuildReport:
    return pipeline.build(settings.load(project), Options(allow_violations=True))


def dump(project: Path) -> str:
    return (project / "build" / "graph.nq").read_text(encoding="utf-8")


def anew(project: Path) -> str:
    """Return what a build from nothing makes of the same tables."""
    shutil.rmtree(project / "build")
    assert build(project).changed is None
    return dump(project)


@contextmanager
def going_on() -> Iterator[None]:
    """Fail where all is inferred anew."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Inference, "hidden", lambda _: pytest.fail("all was inferred anew"))
        yield


def remove_last_row(project: Path, table: str) -> None:
    (path,) = project.glob(f"mappings/**/{table}.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


def test_nothing_changed(specimen: Path) -> None:
    build(specimen)
    before = dump(specimen)
    with going_on():
        assert build(specimen).changed == 0
    assert dump(specimen) == before


@pytest.mark.parametrize("table", ["participation", "observation", "topic", "identifier"])
def test_a_row_less(specimen: Path, table: str) -> None:
    build(specimen)
    before = dump(specimen)
    remove_last_row(specimen, table)
    with going_on():
        report = build(specimen)
    assert report.changed is not None
    assert report.changed > 0
    after = dump(specimen)
    assert after != before
    assert after == anew(specimen)


def test_a_row_more_and_back(specimen: Path) -> None:
    build(specimen)
    whole = dump(specimen)
    (path,) = specimen.glob("mappings/**/participation.csv")
    rows = path.read_text(encoding="utf-8")
    remove_last_row(specimen, "participation")
    build(specimen)
    path.write_text(rows, encoding="utf-8")
    report = build(specimen)
    assert report.changed
    assert dump(specimen) == whole


def test_another_ontology_is_reasoned_over_anew(specimen: Path) -> None:
    build(specimen)
    with (specimen / "ontology" / "places.ttl").open("a", encoding="utf-8") as file:
        file.write("\nexg:Village rdfs:subClassOf <https://example.org/Hamlet> .\n")
    assert build(specimen).changed is None
    assert "https://example.org/Hamlet" in dump(specimen)


def test_a_version_without_what_it_goes_on_from_is_left(specimen: Path) -> None:
    build(specimen)
    (specimen / "build" / "current" / reasoning.STAMP).unlink()
    assert build(specimen).changed is None


def test_a_contradiction_that_comes_is_found(specimen: Path) -> None:
    pipeline.build(settings.load(specimen), Options(allow_violations=True))
    script = specimen / "mappings" / "tables" / "route.py"
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace('["TransportRoute"]', '["TransportRoute", "Organisation"]'), encoding="utf-8")
    with pytest.raises(ValidationError, match="owl:disjointWith"):
        pipeline.build(settings.load(specimen), Options())
    report = build(specimen)
    assert any(finding.code == "contradiction" for finding in report.findings)
    stored = json.loads((specimen / "build" / "current" / "report.json").read_text(encoding="utf-8"))
    assert stored["changed"] is None
    assert not (specimen / "build" / "current" / reasoning.STAMP).exists()
