"""Loading a graph into a new store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph

from exgraph.errors import Location, StoreError


def load(nquads: Path, folder: Path) -> None:
    """Load an N-Quads file into a new store directory.

    Every triple is also put once into the default graph, so that a query without GRAPH or FROM sees the union of all
    named graphs as a set: the engine's own union counts a triple as often as graphs tell it.

    Raises:
        StoreError: the directory holds something already, the file cannot be read, or is not N-Quads.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StoreError("is not empty", at=Location(folder), remedy="load into a new directory")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = pyoxigraph.Store(str(folder))
        store.bulk_extend(_with_union(nquads))
        store.flush()
        store.optimize()
    except SyntaxError as error:
        raise StoreError(f"is not N-Quads: {error.msg}", at=Location(nquads, error.lineno, error.offset)) from error
    except OSError as error:
        raise StoreError(f"cannot be loaded into {folder}: {error}", at=Location(nquads)) from error


def _with_union(nquads: Path) -> Iterator[pyoxigraph.Quad]:
    for quad in pyoxigraph.parse(path=str(nquads), format=pyoxigraph.RdfFormat.N_QUADS):
        yield quad
        yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)
