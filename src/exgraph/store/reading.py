"""Reading RDF files of any kind as lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pyoxigraph

from exgraph.errors import Location, StoreError

_FORMATS = {
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".ttl": pyoxigraph.RdfFormat.TURTLE,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


def skip_mark(file: BinaryIO) -> None:
    """Go past the byte order mark of a file that has just been opened, if it has one."""
    if file.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
        file.seek(0)


def lines(path: Path, graph: str) -> Iterator[str]:
    """Yield an RDF file as N-Quads lines in one spelling.

    Args:
        path: the file; its suffix tells its format.
        graph: the IRI of the graph that stands for the default one.

    Raises:
        StoreError: the suffix is unknown, or the file cannot be read, with line and column where it is at fault.
    """
    if path.suffix not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise StoreError("is of no kind that is known", at=Location(path), remedy=f"name it with one of {known}")
    try:
        with path.open("rb") as file:
            skip_mark(file)
            for quad in pyoxigraph.parse(file, format=_FORMATS[path.suffix]):
                named = f"<{graph}>" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name)
                yield f"{quad.subject} {quad.predicate} {quad.object} {named} .\n"
    except SyntaxError as error:
        raise StoreError(f"cannot be read: {error.msg}", at=Location(path, error.lineno, error.offset)) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror or error}", at=Location(path)) from error
