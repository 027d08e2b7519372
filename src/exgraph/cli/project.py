"""The project that a command works on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import typer

from exgraph import settings
from exgraph.settings import Settings


@dataclass(frozen=True)
class Project:
    """The folders named on the command line."""

    root: Path | None
    build: Path | None


def load(context: typer.Context, documents: Path | None = None) -> Settings:
    """Return the settings for a command.

    Raises:
        SettingsError: no project is found.
    """
    project: Project = context.obj
    return settings.load(project.root, build=project.build, documents=documents)
