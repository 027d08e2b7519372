"""One form of a data set whatever blank nodes were called and lines ordered: RDF Dataset Canonicalization 1.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pyoxigraph

from exgraph.errors import Location, StoreError
from exgraph.model.iri import PREFIXES

_ALGORITHM = pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0


def canonical(nquads: Path) -> list[str]:
    """Return a file of N-Quads as its canonical lines (RDFC-1.0 with SHA-256), each with its line feed, in their order.

    Raises:
        StoreError: the file cannot be read, or is not N-Quads.
    """
    lines: list[str] = []
    blank = pyoxigraph.Dataset()
    try:
        for quad in pyoxigraph.parse(path=str(nquads), format=pyoxigraph.RdfFormat.N_QUADS):
            if isinstance(quad.subject, pyoxigraph.BlankNode) or isinstance(quad.object, pyoxigraph.BlankNode):
                blank.add(quad)
            else:
                lines.append(f"{quad} .\n")
    except SyntaxError as error:
        raise StoreError(f"is not N-Quads: {error.msg}", at=Location(nquads, error.lineno, error.offset)) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {error}", at=Location(nquads)) from error
    # The name of a blank node follows from the quads it stands in alone: the others need not be looked at.
    blank.canonicalize(_ALGORITHM)
    lines += (f"{quad} .\n" for quad in blank)
    return sorted(set(lines))


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
