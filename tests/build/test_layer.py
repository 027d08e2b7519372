from __future__ import annotations

from pathlib import Path

from exgraph.build.layer import joined
from exgraph.model.iri import Base


def _folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / f"{name}.ttl").write_text(text, encoding="utf-8")
    return path


def test_one_folder_that_need_not_move_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "one", a="x")
    assert joined((folder,), Base(), tmp_path / "target") == folder


def test_a_file_of_the_project_replaces_the_shipped_one(tmp_path: Path) -> None:
    folders = (_folder(tmp_path / "shipped", a="a", b="b"), _folder(tmp_path / "own", b="mine", c="c"))
    target = joined(folders, Base(), tmp_path / "target")
    assert {path.name: path.read_text(encoding="utf-8") for path in target.iterdir()} == {
        "a.ttl": "a",
        "b.ttl": "mine",
        "c.ttl": "c",
    }


def test_concepts_move_with_the_base(tmp_path: Path) -> None:
    folder = _folder(
        tmp_path / "one", a="<https://w3id.org/exgraph/id/concept/held> a <https://w3id.org/exgraph/ns#X> ."
    )
    target = joined((folder,), Base("https://data.example.org/"), tmp_path / "target")
    moved = (target / "a.ttl").read_text(encoding="utf-8")
    assert moved == "<https://data.example.org/id/concept/held> a <https://w3id.org/exgraph/ns#X> ."
