"""What README says of the machine: which of its rooms know tables by name, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGE = REPOSITORY / "src" / "exgraph"
TABLES = {path.stem for path in (REPOSITORY / "mappings" / "tables").glob("[a-z]*.py")}
NAMING = {
    "build/consistency/disagreement.py",
    "build/consistency/likeness.py",
    "build/consistency/silence.py",
    "facts/record.py",
}
"""Rules that compare events, ties and values, and the tables that are made of every document."""
WORDS = {"mapping/english.py"}
"""Lists of words of a language, some of which a table is called by too."""
FREE = [
    path
    for room in ("facts", "mapping", "build")
    for path in sorted((PACKAGE / room).rglob("*.py"))
    if path.relative_to(PACKAGE).as_posix() not in NAMING | WORDS
]


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a module's code."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", FREE, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_facts_mapping_and_build_name_no_table(path: Path) -> None:
    assert TABLES & set(texts(path)) == set()


def test_what_names_tables_does() -> None:
    assert all(TABLES & set(texts(PACKAGE / path)) for path in NAMING)
