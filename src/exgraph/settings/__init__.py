"""Where things lie. One project folder; its parts can be moved one by one through the environment.

A project is a folder with `exgraph.toml`. What the package brings (ontology, shapes, tables) lies below what the
project has of its own, and a file of the project takes the place of the package's file of the same name. A folder
without `exgraph.toml` but with `mappings/tables` is a project that brings everything itself.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from exgraph.errors import SettingsError
from exgraph.model.iri import Base
from exgraph.settings import core
from exgraph.settings.description import FILE, Description, read


@dataclass(frozen=True)
class Settings:
    """The folders of a project, the base of its IRIs, and what it says of itself."""

    root: Path
    build: Path
    base: Base
    documents: Path | None = None
    kept: Path | None = None
    description: Description = field(default_factory=lambda: Description(mappings="mappings"))
    is_layered: bool = False
    """Whether the package's ontology, shapes and tables lie below the project's."""

    @property
    def state(self) -> Path:
        """The folder of what a build cannot make again: tokens, the audit log, what was written over HTTP."""
        return self.kept or self.root / "state"

    @property
    def releases(self) -> Path:
        """The folder of releases."""
        return self.build / "releases"

    @property
    def ontology(self) -> tuple[Path, ...]:
        """The folders of the ontology's Turtle files, the package's first."""
        return self._over(core.ontology(), self.root / "ontology")

    @property
    def shapes(self) -> tuple[Path, ...]:
        """The folders of the SHACL shapes, the package's first."""
        return self._over(core.shapes(), self.root / "shapes")

    @property
    def tables(self) -> tuple[Path, ...]:
        """The folders of the tables' scripts, the package's first."""
        return self._over(core.tables(), self.mappings / "tables")

    @property
    def mappings(self) -> Path:
        """The project's folder of gazetteer, sources and tables."""
        return self.root / self.description.mappings

    @property
    def inputs(self) -> tuple[Path, ...]:
        """All that a build is made from, but for the documents: folders, and exgraph.toml."""
        own = (self.mappings / "gazetteer", self.mappings / "sources", self.root / FILE)
        return (*self.ontology, *self.shapes, *self.tables, *own)

    def _over(self, shipped: Path, own: Path) -> tuple[Path, ...]:
        return (shipped, own) if self.is_layered and shipped.resolve() != own.resolve() else (own,)


def load(root: Path | None = None, *, build: Path | None = None, documents: Path | None = None) -> Settings:
    """Return the settings of the project at `root`, or at the nearest folder upwards that is one.

    EXGRAPH_ROOT, EXGRAPH_BUILD, EXGRAPH_DOCUMENTS, EXGRAPH_STATE and EXGRAPH_BASE stand in for arguments left out, and
    the base before that of exgraph.toml.

    Raises:
        SettingsError: no project is found, or its exgraph.toml cannot be read.
    """
    root = root or _folder("EXGRAPH_ROOT") or _nearest(Path.cwd())
    if not _is_project(root):
        raise SettingsError(
            f"{root} has neither {FILE} nor a folder mappings/tables",
            remedy="run in an exgraph project, set --root, or make a project with exgraph init",
        )
    described = root / FILE
    description = read(described) if described.is_file() else Description(mappings="mappings")
    base = os.environ.get("EXGRAPH_BASE") or description.base
    return Settings(
        root=root,
        build=build or _folder("EXGRAPH_BUILD") or root / "build",
        base=Base(base) if base else Base(),
        documents=documents or _folder("EXGRAPH_DOCUMENTS"),
        kept=_folder("EXGRAPH_STATE"),
        description=description,
        is_layered=described.is_file(),
    )


def _folder(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _is_project(folder: Path) -> bool:
    return (folder / FILE).is_file() or (folder / "mappings" / "tables").is_dir()


def _nearest(start: Path) -> Path:
    for folder in (start, *start.parents):
        if _is_project(folder):
            return folder
    raise SettingsError(
        f"no exgraph project at {start} or above it",
        remedy="run in a folder with exgraph.toml, set --root, or make a project with exgraph init",
    )
