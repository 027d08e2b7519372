"""The unit for systemd names variables and commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from exgraph.cli import app

UNIT = Path(__file__).parents[2] / "deploy" / "exgraph.service"


def test_the_unit_names_what_there_is() -> None:
    text = UNIT.read_text(encoding="utf-8")
    [command] = re.findall(r"^ExecStart=\S+/exgraph (\w+)", text, re.MULTILINE)
    assert command in typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"EXGRAPH_[A-Z_]+", text))
    settings = (UNIT.parents[1] / "src" / "exgraph" / "settings" / "__init__.py").read_text(encoding="utf-8")
    assert named == {"EXGRAPH_ROOT", "EXGRAPH_BUILD", "EXGRAPH_STATE"}
    assert all(f'"{each}"' in settings for each in named)
