"""Writes: what a request would change, worked out first, then applied whole or not at all."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from exgraph.errors import Location, QueryError
from exgraph.model.iri import PREFIXES
from exgraph.store.engine import node
from exgraph.store.writing.effect import effect, make
from exgraph.store.writing.update import prepare_update

_BODY = Path("body")

WRITTEN_TYPES: dict[str, pyoxigraph.RdfFormat] = {
    "text/turtle": pyoxigraph.RdfFormat.TURTLE,
    "application/n-triples": pyoxigraph.RdfFormat.N_TRIPLES,
    "application/rdf+xml": pyoxigraph.RdfFormat.RDF_XML,
    "application/ld+json": pyoxigraph.RdfFormat.JSON_LD,
}
"""The media types a graph can be written in."""


@dataclass(frozen=True)
class Update:
    """A SPARQL update, with the data set of its request."""

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


@dataclass(frozen=True)
class RdfDocument:
    """RDF as it was sent: bytes and their media type, without parameters."""

    body: bytes
    media_type: str


@dataclass(frozen=True)
class GraphWrite:
    """Documents to put into a graph, or with `replace` in the place of it; no documents and `replace` remove it.

    `graph` None is the default graph; `address` resolves relative IRIs in the documents.
    """

    graph: str | None
    documents: tuple[RdfDocument, ...]
    address: str
    replace: bool


Write = Update | GraphWrite


@dataclass(frozen=True)
class Change:
    """Quads that come and quads that go."""

    added: frozenset[pyoxigraph.Quad]
    removed: frozenset[pyoxigraph.Quad]

    def to_bytes(self) -> tuple[bytes, bytes]:
        """Return both as sorted N-Quads, blank nodes under their names in the store."""
        return _nquads(self.added), _nquads(self.removed)

    @classmethod
    def from_bytes(cls, added: bytes, removed: bytes) -> Change:
        """Read what `to_bytes` wrote."""
        return cls(frozenset(_quads(added)), frozenset(_quads(removed)))

    def graphs(self) -> frozenset[str | None]:
        """Return the graphs that are changed; None is the default graph."""
        return frozenset(graph_name(quad) for quad in (*self.added, *self.removed))


def plan(engine: pyoxigraph.Store, write: Write, base: str) -> Change:
    """Return what a write would change. An update of several operations is made in `engine`, and taken back.

    Raises:
        QueryRefusedError, QueryLengthError, QueryComplexityError, QueryError: see `prepare_update`; a document cannot
            be read.
        StoreError: the evaluation fails.
    """
    if isinstance(write, GraphWrite):
        return _graph_change(engine, write)
    added, removed = effect(engine, prepare_update(write.text, base, write.using, write.using_named), base)
    return Change(frozenset(added), frozenset(removed))


def apply(engine: pyoxigraph.Store, change: Change) -> None:
    """Make a change."""
    make(engine, change.added, change.removed)


def graph_name(quad: pyoxigraph.Quad) -> str | None:
    """Return the IRI of a quad's graph; None for the default graph."""
    return None if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else quad.graph_name.value


def _graph_change(engine: pyoxigraph.Store, write: GraphWrite) -> Change:
    name = pyoxigraph.DefaultGraph() if write.graph is None else node(write.graph)
    sent = frozenset(
        pyoxigraph.Quad(each.subject, each.predicate, each.object, name)
        for document in write.documents
        for each in _read(document, write.address)
    )
    there = frozenset(engine.quads_for_pattern(None, None, None, name))
    return Change(sent - there, there - sent if write.replace else frozenset())


def _read(document: RdfDocument, address: str) -> list[pyoxigraph.Quad]:
    try:
        return list(_parsed(document.body, document.media_type, address))
    except SyntaxError as error:
        if document.media_type == "text/turtle" and "prefix" in str(error):
            # A prefix of ours that is not declared: on the same line, so that places in the text stay right.
            declared = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items()).encode()
            try:
                return list(_parsed(declared + document.body, document.media_type, address))
            except SyntaxError:
                pass
        at = Location(_BODY, error.lineno, error.offset) if error.lineno else None
        raise QueryError(f"cannot be read: {error.msg}", at=at, remedy=f"send {document.media_type}") from error


def _parsed(body: bytes, media_type: str, address: str) -> Iterator[pyoxigraph.Quad]:
    # Blank nodes are new ones: a label in one document never means the node of that name in another.
    body = body.removeprefix(codecs.BOM_UTF8)
    return pyoxigraph.parse(body, format=WRITTEN_TYPES[media_type], base_iri=address, rename_blank_nodes=True)


def _nquads(quads: Iterable[pyoxigraph.Quad]) -> bytes:
    lines = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _quads(lines: bytes) -> Iterator[pyoxigraph.Quad]:
    return iter(pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS))
