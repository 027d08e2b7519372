"""Loading a graph into a new store."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph

from exgraph.errors import Location, StoreError
from exgraph.model.iri import Base
from exgraph.store.graph import Store


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


def read(path: Path, base: Base | None = None) -> Store:
    """Read an RDF file, gzipped or not, into a store in memory whose default graph is the union of all graphs.

    Raises:
        StoreError: the file cannot be read, or its name does not tell its format.
    """
    suffix = (path.suffixes[-2:] if path.suffix == ".gz" else path.suffixes[-1:])[:1]
    format_ = pyoxigraph.RdfFormat.from_extension(suffix[0][1:]) if suffix else None
    if format_ is None:
        raise StoreError("is of no format known here", at=Location(path), remedy="use .ttl, .nt, .nq, .trig, .rdf")
    engine = pyoxigraph.Store()
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            engine.bulk_load(cast(IO[bytes], file), format=format_, base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise StoreError(f"cannot be read: {error.msg}", at=Location(path, error.lineno, error.offset)) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {error}", at=Location(path)) from error
    engine.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    return Store(engine, base or Base())
