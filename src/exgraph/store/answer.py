"""Answers as bytes: the media types on offer, and what the engine's own writers leave to us."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import IO, Literal, Protocol, cast

import pyoxigraph

from exgraph.errors import StoreError
from exgraph.model.iri import PREFIXES
from exgraph.store import jsonld, rdfxml
from exgraph.store.query.scan import Form

ResultFormat = Literal["json", "xml", "csv", "tsv"]
GraphFormat = Literal["turtle", "ntriples", "jsonld", "rdfxml"]
DatasetFormat = Literal["nquads", "trig"]

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
DATASET_TYPES: dict[DatasetFormat, str] = {
    "nquads": "application/n-quads",
    "trig": "application/trig",
}
_DATASETS: dict[DatasetFormat, pyoxigraph.RdfFormat] = {
    "nquads": pyoxigraph.RdfFormat.N_QUADS,
    "trig": pyoxigraph.RdfFormat.TRIG,
}
REORDERED: frozenset[ResultFormat] = frozenset({"json", "xml"})
"""Formats in which only the head has the variables in an order."""
_RESULTS: dict[ResultFormat, pyoxigraph.QueryResultsFormat] = {
    "json": pyoxigraph.QueryResultsFormat.JSON,
    "xml": pyoxigraph.QueryResultsFormat.XML,
    "csv": pyoxigraph.QueryResultsFormat.CSV,
    "tsv": pyoxigraph.QueryResultsFormat.TSV,
}
_GRAPHS: dict[str, pyoxigraph.RdfFormat] = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


class Output(Protocol):
    """A sink that an answer is written to, piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take a piece."""


@dataclass(frozen=True)
class Answer:
    """The result of a query: its media type, the query's form, and the document once it is written.

    An answer that is not `lasting` would be another one if it were asked for again.
    """

    media_type: str
    form: Form
    lasting: bool
    write: Callable[[Output], None]
    """Write the document, evaluating the query on the way.

    Raises:
        StoreError: the evaluation fails.
        QueryError: a value or a property cannot be written as XML; nothing has been written then.
    """

    @property
    def body(self) -> bytes:
        """The document, whole. It can be had only once."""
        output = BytesIO()
        self.write(output)
        return output.getvalue()


def results_writer(
    results: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean,
    format_: ResultFormat,
    columns: Sequence[str] | None = None,
) -> Callable[[Output], None]:
    """Return what writes the results of SELECT or ASK, the engine doing the work.

    `columns` are the variables in the order they are to be named in, for the formats of `REORDERED`.
    """

    def write(output: Output) -> None:
        if columns is not None and isinstance(results, pyoxigraph.QuerySolutions):
            output = _HeadOutput(output, [each.value for each in results.variables], columns, format_)
        with _checked(output, xml=format_ == "xml") as checked:
            results.serialize(cast(IO[bytes], checked), format=_RESULTS[format_])

    return write


class _HeadOutput:
    """An output that puts the variables in the head of a JSON or XML result into another order."""

    def __init__(self, output: Output, before: Sequence[str], after: Sequence[str], format_: ResultFormat) -> None:
        self._output = output
        self._before, self._after = (_head(names, format_) for names in (before, after))
        self._begun = False

    def write(self, data: bytes, /) -> int:
        """Take a piece."""
        self._output.write(data if self._begun else data.replace(self._before, self._after, 1))
        self._begun = True
        return len(data)

    def flush(self) -> None:
        """Do nothing: the engine asks for it at the end."""


def _head(names: Sequence[str], format_: ResultFormat) -> bytes:
    """Return how the engine names variables in a head."""
    if format_ == "json":
        return ('"vars":[' + ",".join(f'"{name}"' for name in names) + "]").encode()
    return "".join(f'<variable name="{name}"/>' for name in names).encode()


def graph_writer(triples: Iterable[pyoxigraph.Triple], format_: GraphFormat) -> Callable[[Output], None]:
    """Return what writes triples, each once, in their order."""

    def write(output: Output) -> None:
        with _checked(output, xml=False) as checked:
            unique = _unique(triples)
            if format_ == "rdfxml":
                rdfxml.write(unique, checked.write)
                return
            if format_ == "jsonld":
                for piece in jsonld.write(unique):
                    checked.write(piece)
                return
            pyoxigraph.serialize(unique, cast(IO[bytes], checked), format=_GRAPHS[format_], prefixes=PREFIXES)

    return write


def dataset_writer(quads: Iterable[pyoxigraph.Quad], format_: DatasetFormat) -> Callable[[Output], None]:
    """Return what writes quads, in their order."""

    def write(output: Output) -> None:
        with _checked(output, xml=False) as checked:
            pyoxigraph.serialize(quads, cast(IO[bytes], checked), format=_DATASETS[format_], prefixes=PREFIXES)

    return write


def write_graph(triples: Iterable[pyoxigraph.Triple], format_: GraphFormat) -> bytes:
    """Return triples, each once, in their order, as a document.

    Raises:
        StoreError: the evaluation fails.
        QueryError: a value cannot be written as XML.
    """
    output = BytesIO()
    graph_writer(triples, format_)(output)
    return output.getvalue()


def write_dataset(quads: Iterable[pyoxigraph.Quad], format_: DatasetFormat) -> bytes:
    """Return quads, in their order, as a document.

    Raises:
        StoreError: the evaluation fails.
    """
    output = BytesIO()
    dataset_writer(quads, format_)(output)
    return output.getvalue()


def _unique(triples: Iterable[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


@contextmanager
def _checked(output: Output, *, xml: bool) -> Iterator[Output]:
    """Yield the output, for XML behind a check of its characters; turn what the engine raises into errors of ours."""
    try:
        yield rdfxml.XmlOutput(output) if xml else output
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"the query cannot be evaluated: {error}") from error


def convert(turtle: str, format_: GraphFormat) -> bytes:
    """Return a Turtle text in another format."""
    quads = pyoxigraph.parse(input=turtle.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return write_graph((quad.triple for quad in quads), format_)
