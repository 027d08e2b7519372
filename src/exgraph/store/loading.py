"""Loading a graph into a new store."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph

from exgraph.errors import Location, StoreError
from exgraph.model.iri import Base
from exgraph.store.graph import Store

_QUAD = re.compile(rb'(<[^>]*> <[^>]*> (?:<[^>]*>|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[\w-]+)?)) (?:<[^>]*> )?\.\n')
"""A quad without blank nodes, written as exgraph writes it, and its triple."""
_LINES = 4000
"""Lines handed to the engine at a time."""


def load(nquads: Path, folder: Path, *others: Path) -> None:
    """Load N-Quads files, sorted at best, into a new store directory by the engine's own loader.

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
        for path in (nquads, *others):
            _load(store, path)
        store.flush()
        store.optimize()
    except SyntaxError as error:
        raise StoreError(f"is not N-Quads: {error.msg}", at=Location(nquads, error.lineno, error.offset)) from error
    except OSError as error:
        raise StoreError(f"cannot be loaded into {folder}: {error}", at=Location(nquads)) from error


def _load(store: pyoxigraph.Store, nquads: Path) -> None:
    """Load a file as text twice, its quads and then its triples: a third of the memory that objects would take."""
    others: list[bytes] = []
    for lines in (_quads(nquads, others), _triples(nquads)):
        store.bulk_load(cast(IO[bytes], _Pieces(lines)), format=pyoxigraph.RdfFormat.N_QUADS)
    quads = list(pyoxigraph.parse(b"".join(others), format=pyoxigraph.RdfFormat.N_QUADS))
    store.bulk_extend([*quads, *(pyoxigraph.Quad(*quad.triple) for quad in quads)])


def _quads(nquads: Path, others: list[bytes]) -> Iterator[bytes]:
    """Yield the lines that the engine's loader can take; put the others aside.

    It gives blank nodes new names. Only the parser keeps them, which takes longer.
    """
    with nquads.open("rb") as file:
        for line in file:
            if _QUAD.fullmatch(line):
                yield line
            else:
                others.append(line)


def _triples(nquads: Path) -> Iterator[bytes]:
    """Yield the triples of these lines; of those that follow one another each once."""
    before = b""
    with nquads.open("rb") as file:
        for line in file:
            match = _QUAD.fullmatch(line)
            if match and match[1] != before:
                before = match[1]
                yield before + b" .\n"


class _Pieces:
    """Lines as a file to read from, some thousand at a time."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._left = b""

    def read(self, size: int) -> bytes:
        """Return some bytes, at most `size`; none at the end."""
        if not self._left:
            self._left = b"".join(islice(self._lines, _LINES))
        piece, self._left = self._left[:size], self._left[size:]
        return piece


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
