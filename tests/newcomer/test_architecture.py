"""docs/architecture.md draws the floors that the import contracts hold, and names every package."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def drawn() -> list[list[list[str]]]:
    """Return the pictures: floors from above, each with its packages in order."""
    pictures = []
    for picture in re.findall(r"```mermaid\nflowchart TD\n(.*?)```", TEXT, re.DOTALL):
        floors = dict(re.findall(r'^ +(\w+)\["([^"]+)"\]$', picture, re.MULTILINE))
        [order] = re.findall(r"^ +(\w+(?: --> \w+)+)$", picture, re.MULTILINE)
        assert set(order.split(" --> ")) == set(floors)
        pictures.append([floors[floor].split(" · ") for floor in order.split(" --> ")])
    return pictures


def contracts() -> list[list[list[str]]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        [[name.strip().removeprefix("exgraph.") for name in floor.split("|")] for floor in contract["layers"]]
        for contract in project["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    ]


def test_the_pictures_are_the_contracts() -> None:
    assert sorted(drawn()) == sorted(contracts())


def test_every_package_is_named() -> None:
    folder = ROOT / "src" / "exgraph"
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert packages - set(re.findall(r"`exgraph\.(\w+)`", TEXT)) == set()


def test_no_folder_is_wider_than_a_reader_overlooks() -> None:
    folders = {path.parent for path in (ROOT / "src" / "exgraph").rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if len(list(folder.glob("*.py"))) > 22] == []


def test_few_names_of_classes_mean_two_things() -> None:
    places: dict[str, list[str]] = {}
    for path in sorted((ROOT / "src" / "exgraph").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places.setdefault(node.name, []).append(str(path.relative_to(ROOT)))
    several = {name: where for name, where in places.items() if len(where) > 1}
    assert len(several) <= 10, several
