"""Answers as bytes: the media types on offer, and what the engine's own writers leave to us."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pyoxigraph

from exgraph.errors import QueryError, StoreError
from exgraph.model.iri import PREFIXES
from exgraph.store.scan import Form

ResultFormat = Literal["json", "xml", "csv", "tsv"]
GraphFormat = Literal["turtle", "ntriples", "jsonld", "rdfxml"]

RESULT_TYPES: dict[ResultFormat, str] = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8; header=present",
    "tsv": "text/tab-separated-values; charset=utf-8",
}
GRAPH_TYPES: dict[GraphFormat, str] = {
    "turtle": "text/turtle; charset=utf-8",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
_RESULTS: dict[ResultFormat, pyoxigraph.QueryResultsFormat] = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}
_GRAPHS: dict[GraphFormat, pyoxigraph.RdfFormat] = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
}
# What XML 1.0 cannot hold: C0 controls other than tab and line ends, U+FFFE and U+FFFF.
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


@dataclass(frozen=True)
class Answer:
    """What a query gives: a document, its media type, and the query's form."""

    body: bytes
    media_type: str
    form: Form


def write_results(results: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean, format_: ResultFormat) -> bytes:
    """Write the results of SELECT or ASK.

    Raises:
        StoreError: the evaluation fails.
        QueryError: a value cannot be written as XML.
    """
    try:
        body = results.serialize(format=_RESULTS[format_]) or b""
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the query cannot be evaluated: {error}") from error
    return _checked_xml(body) if format_ == "xml" else body


def write_graph(triples: Iterable[pyoxigraph.Triple], format_: GraphFormat) -> bytes:
    """Write triples, each once, in their order.

    Raises:
        StoreError: the evaluation fails.
        QueryError: a value cannot be written as XML.
    """
    try:
        unique = dict.fromkeys(triples)
        body = pyoxigraph.serialize(unique, format=_GRAPHS[format_], prefixes=PREFIXES) or b""
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the query cannot be evaluated: {error}") from error
    return _checked_xml(body) if format_ == "rdfxml" else body


def convert(turtle: str, format_: GraphFormat) -> bytes:
    """Return a Turtle text in another format."""
    quads = pyoxigraph.parse(input=turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return write_graph((quad.triple for quad in quads), format_)


def _checked_xml(body: bytes) -> bytes:
    if _NOT_XML.search(body):
        raise QueryError("a value holds a control character that XML cannot carry", remedy="ask for JSON or Turtle")
    # An XML parser reads a bare carriage return as a line feed; the engine writes it bare.
    return body.replace(b"\r", b"&#13;")
