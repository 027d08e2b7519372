"""What the build and the validation tell is told in Japanese, English and Russian, wherever the code words it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "exgraph"
LANGUAGES = {"ja", "en", "ru"}
MODULES = sorted(path for room in ("build", "validate") for path in (SOURCE / room).rglob("*.py"))


def wordings(code: str) -> Iterator[dict[str, str]]:
    """Yield each dict display with a language for a key: its languages, and the code of what is told in each."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Dict):
            wording = {
                str(key.value): ast.unparse(value)
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            if LANGUAGES & wording.keys():
                yield wording


def blanks(text: str) -> set[str]:
    return set(re.findall(r"\{[^{}]*\}", text))


def test_a_language_left_out_is_seen() -> None:
    (wording,) = wordings('messages = {"ja": f"{x}", "en": f"{x}"}')
    assert set(wording) == LANGUAGES - {"ru"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_message_is_told_in_each_language_with_the_same_blanks(module: Path) -> None:
    for wording in wordings(module.read_text(encoding="utf-8")):
        assert set(wording) == LANGUAGES, wording
        assert blanks(wording["ru"]) == blanks(wording["en"]) == blanks(wording["ja"]), wording


def test_the_messages_of_the_build_are_found() -> None:
    assert sum(len(list(wordings(module.read_text(encoding="utf-8")))) for module in MODULES) > 20
