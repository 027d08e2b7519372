"""RDF/XML: an element for each statement, so that a property has to be a name of XML.

What cannot be written is known only when all has been seen, and nothing may be sent before that. So the document is
kept until then, compressed.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Protocol, cast

import pyoxigraph

from exgraph.errors import QueryError
from exgraph.model.iri import PREFIXES

_RDF = PREFIXES["rdf"]
_NOT_PROPERTIES = frozenset(
    _RDF + name
    for name in (
        *("RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li"),
        *("aboutEach", "aboutEachPrefix", "bagID"),
    )
)
"""Names that RDF/XML keeps for itself (https://www.w3.org/TR/rdf-syntax-grammar/, 6.2); rdf:li would become rdf:_1."""
_NAME_AT_END = re.compile(
    r"[A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]"
    r"[-.0-9A-Z_a-z\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u200C\u200D\u203F\u2040\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD]*$"
)
"""A name of XML at the end of an IRI; characters beyond U+FFFF are left out, since many parsers know none in names."""
_PIECE = 1 << 16
# What XML 1.0 cannot hold: C0 controls other than tab and line ends, U+FFFE and U+FFFF.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class Sink(Protocol):
    """A sink of bytes."""

    def write(self, data: bytes, /) -> int:
        """Take a piece."""


class XmlOutput:
    """An output that lets pass only what XML 1.0 can hold."""

    def __init__(self, output: Sink) -> None:
        self._output = output
        self._before = b""

    def write(self, data: bytes, /) -> int:
        """Take a piece.

        Raises:
            QueryError: it holds a character that XML does not.
        """
        if _NOT_XML.search(self._before + data):
            raise QueryError("a value holds a control character that XML cannot carry", remedy="ask for JSON or Turtle")
        self._before = data[-2:]  # U+FFFE and U+FFFF have three bytes, which may come in two pieces
        # An XML parser reads a bare carriage return as a line feed; the engine writes it bare.
        self._output.write(data.replace(b"\r", b"&#13;"))
        return len(data)

    def flush(self) -> None:
        """Do nothing: the engine asks for it at the end."""


def write(triples: Iterable[pyoxigraph.Triple], send: Callable[[bytes], object]) -> None:
    """Write triples as RDF/XML and send the document when it is whole.

    Raises:
        QueryError: a property is no name of XML, or a value holds what XML cannot; nothing has been sent.
    """
    kept = _KeptDocument()
    output = cast(IO[bytes], XmlOutput(kept))
    pyoxigraph.serialize(_checked(triples), output, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=PREFIXES)
    for piece in kept.pieces():
        send(piece)


def _checked(triples: Iterable[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
    known: set[str] = set()
    for triple in triples:
        name = triple.predicate.value
        if name not in known:
            if name in _NOT_PROPERTIES or not _NAME_AT_END.search(name):
                why = "it is a word of RDF/XML itself" if name in _NOT_PROPERTIES else "it ends in no name of XML"
                problem = f"RDF/XML cannot carry the property <{name}>: {why}"
                raise QueryError(problem, remedy="ask for Turtle, N-Triples or JSON-LD")
            known.add(name)
        yield triple


class _KeptDocument:
    """A document in memory, compressed."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj(1)
        self._kept: list[bytes] = []

    def write(self, data: bytes, /) -> int:
        self._kept.append(self._compressor.compress(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: the engine asks for it at the end."""

    def pieces(self) -> Iterator[bytes]:
        """Yield the document, which can be had only once."""
        decompressor = zlib.decompressobj()
        for data in (*self._kept, self._compressor.flush()):
            rest = data
            while rest:
                yield decompressor.decompress(rest, _PIECE)
                rest = decompressor.unconsumed_tail
