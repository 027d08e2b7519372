from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from exgraph import settings
from exgraph.build.fingerprint import Options, fingerprint
from exgraph.model.iri import Base


def of(project: Path, options: Options | None = None) -> str:
    return fingerprint(settings.load(project), options or Options())


def test_it_is_the_same_for_the_same_inputs(tmp_path: Path, make_specimen: Callable[[Path], Path]) -> None:
    one, other = make_specimen(tmp_path / "one"), make_specimen(tmp_path / "other")
    assert of(one) == of(other)
    assert len(of(one)) == 16


@pytest.mark.parametrize(
    "changed",
    [
        "ontology/events.ttl",
        "shapes/event.ttl",
        "mappings/tables/event.py",
        "mappings/gazetteer/place.csv",
        "mappings/sources/specimen/source.toml",
        "mappings/sources/specimen/facts/event.csv",
    ],
)
def test_it_changes_with_every_input(specimen: Path, changed: str) -> None:
    before = of(specimen)
    with (specimen / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert of(specimen) != before


def test_it_changes_with_a_file_that_comes_or_goes(specimen: Path) -> None:
    before = of(specimen)
    (specimen / "mappings" / "gazetteer" / "place-more.csv").touch()
    assert of(specimen) != before


def test_it_changes_with_options_base_and_documents(specimen: Path, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "specimen.txt").write_text("words", encoding="utf-8")
    moved = replace(settings.load(specimen), base=Base("https://data.example.jp/"))
    found = {
        of(specimen),
        of(specimen, Options(reasoner="owlrl")),
        of(specimen, Options(allow_violations=True)),
        of(specimen, Options(documents=documents)),
        fingerprint(moved, Options()),
    }
    assert len(found) == 5


def test_caches_beside_scripts_do_not_count(specimen: Path) -> None:
    before = of(specimen)
    cache = specimen / "mappings" / "tables" / "__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "event.pyc").write_bytes(b"compiled")
    assert of(specimen) == before


def test_it_is_quick(specimen: Path) -> None:
    start = time.process_time()
    of(specimen)
    assert time.process_time() - start < 1
