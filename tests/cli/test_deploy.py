"""The unit for systemd and the container name variables, files and commands that there are."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from exgraph.cli import app

UNIT = Path(__file__).parents[2] / "docs" / "deploy" / "exgraph.service"


def test_the_unit_names_what_there_is() -> None:
    text = UNIT.read_text(encoding="utf-8")
    [command] = re.findall(r"^ExecStart=\S+/exgraph (\w+)", text, re.MULTILINE)
    assert command in typer.main.get_command(app).commands  # type: ignore[attr-defined]
    named = set(re.findall(r"EXGRAPH_[A-Z_]+", text))
    settings = (UNIT.parents[2] / "src" / "exgraph" / "settings" / "__init__.py").read_text(encoding="utf-8")
    assert named == {"EXGRAPH_ROOT", "EXGRAPH_BUILD", "EXGRAPH_STATE"}
    assert all(f'"{each}"' in settings for each in named)


def test_the_container_names_what_there_is() -> None:
    text = (UNIT.parent / "Containerfile").read_text(encoding="utf-8")
    root = UNIT.parents[2]
    for line in re.findall(r"^COPY (?!\.)(.*)$", text, re.MULTILINE):
        for path in line.split()[:-1]:
            if not path.startswith(("--", "/opt")):
                assert (root / path.removeprefix("/src/")).exists(), path
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert set(re.findall(r"bin/exgraph (\w+)", text)) <= set(commands)
    settings = (root / "src" / "exgraph" / "settings" / "__init__.py").read_text(encoding="utf-8")
    named = set(re.findall(r"EXGRAPH_(?!SERVE)[A-Z_]+", text))
    assert named == {"EXGRAPH_ROOT", "EXGRAPH_BUILD", "EXGRAPH_STATE"}
    assert all(f'"{each}"' in settings for each in named)
