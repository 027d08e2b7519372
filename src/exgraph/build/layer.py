"""The Turtle files of the package and of a project as one folder, with the base that the project's things have."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from exgraph.model.iri import Base
from exgraph.settings import core


def joined(folders: Sequence[Path], base: Base, target: Path) -> Path:
    """Return a folder that holds the Turtle files of all folders, of two with one name the later folder's.

    Ontology and shapes name concepts, which are things: where the base of things is another, they move along.

    Args:
        folders: the package's folder, then the project's.
        base: the base of things.
        target: where the files are copied to, a folder that is not there yet. Where there is nothing to join and to
            move, the one folder itself is returned, and nothing is copied.
    """
    shipped = Base()
    if len(folders) == 1 and base == shipped:
        return folders[0]
    target.mkdir(parents=True)
    for path in core.layered(tuple(folders), "*.ttl"):
        if base == shipped:
            shutil.copyfile(path, target / path.name)
            continue
        text = path.read_text(encoding="utf-8").replace(f"{shipped.root}id/", f"{base.root}id/")
        (target / path.name).write_text(text, encoding="utf-8")
    return target
