"""One form of a data set whatever blank nodes were called and lines ordered: RDF Dataset Canonicalization 1.0."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pyoxigraph

from exgraph.errors import Location, StoreError
from exgraph.model.iri import PREFIXES

_MOST_SECONDS = 30.0
"""For naming the blank nodes of a data set."""
_NAMING = """
import sys, pyoxigraph
quads = pyoxigraph.parse(sys.stdin.buffer.read(), format=pyoxigraph.RdfFormat.N_QUADS)
found = pyoxigraph.Dataset(quads)
found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
sys.stdout.buffer.write("".join(f"{quad} .\\n" for quad in found).encode())
"""
"""Names the blank nodes of the quads that come in."""


def canonical(nquads: Path) -> list[str]:
    """Return a file of N-Quads as its canonical lines (RDFC-1.0 with SHA-256), each with its line feed, in their order.

    Raises:
        StoreError: the file cannot be read, or is not N-Quads.
    """
    lines: list[str] = []
    blank = pyoxigraph.Dataset()
    try:
        for quad in pyoxigraph.parse(path=str(nquads), format=pyoxigraph.RdfFormat.N_QUADS):
            if any(isinstance(term, pyoxigraph.BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
                blank.add(quad)
            else:
                lines.append(f"{quad} .\n")
    except SyntaxError as error:
        raise StoreError(f"is not N-Quads: {error.msg}", at=Location(nquads, error.lineno, error.offset)) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {error}", at=Location(nquads)) from error
    # The name of a blank node follows from the quads it stands in alone: the others need not be looked at.
    return sorted({*lines, *_named(blank, nquads)})


def _named(blank: pyoxigraph.Dataset, nquads: Path) -> list[str]:
    """Return quads with their blank nodes named, as lines.

    Naming nodes that are all alike takes time without bound (RDFC-1.0, 7.1, dataset poisoning), and the engine cannot
    be stopped from within: it works in a process that can.

    Raises:
        StoreError: it took longer than `_MOST_SECONDS`.
    """
    quads = pyoxigraph.serialize(blank, format=pyoxigraph.RdfFormat.N_QUADS)
    if not quads:
        return []
    command = [sys.executable, "-c", _NAMING]
    try:
        done = subprocess.run(command, input=quads, capture_output=True, check=True, timeout=_MOST_SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        problem = f"its blank nodes are so alike that naming them takes more than {_MOST_SECONDS:g} s"
        raise StoreError(problem, at=Location(nquads), remedy="give them IRIs") from error
    return done.stdout.decode().splitlines(keepends=True)


def write_lines(lines: Iterable[str], path: Path, format_: Literal["turtle", "trig"]) -> None:
    """Write N-Quads lines as TriG, or as Turtle without the names of graphs; the same lines give the same bytes.

    Raises:
        StoreError: the file cannot be written.
    """
    quads: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple]
    if format_ == "turtle":
        triples = {f"{quad.triple} .": quad.triple for quad in _parsed(lines)}
        quads, kind = (triples[line] for line in sorted(triples)), pyoxigraph.RdfFormat.TURTLE
    else:
        quads, kind = sorted(_parsed(lines), key=lambda quad: str(quad.graph_name)), pyoxigraph.RdfFormat.TRIG
    try:
        pyoxigraph.serialize(quads, output=str(path), format=kind, prefixes=PREFIXES)
    except OSError as error:
        raise StoreError(f"cannot be written: {error}", at=Location(path)) from error


def terms(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield subject, predicate, object and graph of N-Quads lines as N-Triples terms; "" for the default graph."""
    for quad in _parsed(lines):
        graph = "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name)
        yield str(quad.subject), str(quad.predicate), str(quad.object), graph


def _parsed(lines: Iterable[str]) -> Iterator[pyoxigraph.Quad]:
    yield from pyoxigraph.parse("".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)
