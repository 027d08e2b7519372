"""Where things lie. One project folder; its parts can be moved one by one through the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from exgraph.errors import SettingsError
from exgraph.model.iri import Base


@dataclass(frozen=True)
class Settings:
    """The folders of a project and the base of its IRIs."""

    root: Path
    build: Path
    base: Base
    documents: Path | None = None
    kept: Path | None = None

    @property
    def state(self) -> Path:
        """The folder of what a build cannot make again: tokens, the audit log, what was written over HTTP."""
        return self.kept or self.root / "state"

    @property
    def releases(self) -> Path:
        """The folder of releases."""
        return self.build / "releases"

    @property
    def ontology(self) -> Path:
        """The folder of the ontology's Turtle files."""
        return self.root / "ontology"

    @property
    def shapes(self) -> Path:
        """The folder of the SHACL shapes."""
        return self.root / "shapes"

    @property
    def mappings(self) -> Path:
        """The folder of tables, gazetteer and sources."""
        return self.root / "mappings"


def load(root: Path | None = None, *, build: Path | None = None, documents: Path | None = None) -> Settings:
    """Return the settings of the project at `root`, or at the nearest folder upwards that has mappings/tables.

    EXGRAPH_ROOT, EXGRAPH_BUILD, EXGRAPH_DOCUMENTS, EXGRAPH_STATE and EXGRAPH_BASE stand in for arguments left out.

    Raises:
        SettingsError: no project is found.
    """
    root = root or _folder("EXGRAPH_ROOT") or _nearest(Path.cwd())
    if not (root / "mappings" / "tables").is_dir():
        raise SettingsError(f"{root} has no folder mappings/tables", remedy="run in an exgraph project or set --root")
    base = Base(os.environ["EXGRAPH_BASE"]) if "EXGRAPH_BASE" in os.environ else Base()
    return Settings(
        root=root,
        build=build or _folder("EXGRAPH_BUILD") or root / "build",
        base=base,
        documents=documents or _folder("EXGRAPH_DOCUMENTS"),
        kept=_folder("EXGRAPH_STATE"),
    )


def _folder(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _nearest(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / "mappings" / "tables").is_dir():
            return folder
    raise SettingsError(
        f"no exgraph project at {start} or above it", remedy="run in a folder with mappings/tables or set --root"
    )
