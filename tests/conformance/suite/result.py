"""Results read from any format and compared: bags of rows, truths, graphs and data sets, up to blank nodes' names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import pyoxigraph
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, XSD
from rdflib.term import Identifier, Node

from tests.conformance.suite.manifest import BASE, Dataset

RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
_RESULTS = {
    "application/sparql-results+xml": pyoxigraph.QueryResultsFormat.XML,
    "application/sparql-results+json": pyoxigraph.QueryResultsFormat.JSON,
    "text/tab-separated-values": pyoxigraph.QueryResultsFormat.TSV,
}
_SUFFIXES = {
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".tsv": "text/tab-separated-values",
    ".csv": "text/csv",
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
}
Row = dict[str, Identifier]
Quads = dict[str | None, Graph]
"""The graphs of a data set by name; None is the default graph."""


class Table:
    """The result of a SELECT: its columns and its rows."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.columns = columns
        self.rows = rows

    def graph(self, *, ordered: bool) -> Graph:
        """Return the rows as a graph, two of which are isomorphic when the rows are the same up to blank nodes."""
        graph = Graph()
        for number, row in enumerate(self.rows):
            node = BNode()
            graph.add((node, RDF.type, RS.ResultSolution))
            if ordered:
                graph.add((node, RS["index"], Literal(number)))
            for name, value in row.items():
                graph.add((node, RS[f"value-{name}"], value))
        return graph


Result = Table | bool | Graph


def media_type(path: Path) -> str:
    """Return the media type of a result file."""
    return _SUFFIXES[path.suffix]


def parse(body: bytes, type_: str, base: str = BASE) -> Result:
    """Read a result: a table, a truth, or a graph. A graph that describes a result set is read as what it describes."""
    name = type_.partition(";")[0].strip()
    if name in _RESULTS:
        results = pyoxigraph.parse_query_results(body, format=_RESULTS[name])
        if isinstance(results, pyoxigraph.QueryBoolean):
            return bool(results)
        assert isinstance(results, pyoxigraph.QuerySolutions)
        columns = [variable.value for variable in results.variables]
        return Table(columns, [_row(columns, solution) for solution in results])
    if name == "text/csv":
        return _csv(body)
    graph = _graph(pyoxigraph.parse(body, format=pyoxigraph.RdfFormat.from_media_type(name), base_iri=base))
    return _described(graph) if (None, RDF.type, RS.ResultSet) in graph else graph


def table_or_truth(body: bytes, type_: str) -> Result:
    """Read a result that is no graph."""
    result = parse(body, type_)
    assert not isinstance(result, Graph)
    return result


def same(expected: Result, actual: Result, *, ordered: bool = False) -> bool:
    """Tell whether two results are the same: rows as bags, or in order; graphs up to isomorphism."""
    if isinstance(expected, Table) and isinstance(actual, Table):
        if set(expected.columns) != set(actual.columns):
            return False
        return isomorphic(expected.graph(ordered=ordered), actual.graph(ordered=ordered))
    if isinstance(expected, Graph) and isinstance(actual, Graph):
        return isomorphic(expected, actual)
    return type(expected) is type(actual) and expected == actual


def same_data(expected: Quads, actual: Quads) -> bool:
    """Tell whether two data sets hold the same graphs; an empty graph is as good as none."""
    names = {name for quads in (expected, actual) for name, graph in quads.items() if graph}
    return all(isomorphic(expected.get(name, Graph()), actual.get(name, Graph())) for name in names)


def data(dataset: Dataset) -> Quads:
    """Read the files of a data set."""
    quads: Quads = {None: Graph()}
    for path in dataset.default:
        quads[None] += read(path)
    for name, path in dataset.named:
        quads[name] = quads.get(name, Graph()) + read(path)
    return quads


def read(path: Path) -> Graph:
    """Read a file of data, whose relative IRIs resolve against the address it is published at."""
    format_ = pyoxigraph.RdfFormat.from_extension(path.suffix[1:])
    return _graph(pyoxigraph.parse(path=str(path), format=format_, base_iri=address(path)))


def address(path: Path) -> str:
    """Return where a file of the suite is published."""
    return BASE + f"{path.parent.name}/{path.name}"


def quads(text: bytes) -> Quads:
    """Read N-Quads."""
    found: Quads = {None: Graph()}
    for quad in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS):
        name = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else None
        found.setdefault(name, Graph()).add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return found


def _csv(body: bytes) -> Table:
    columns, *lines = csv.reader(io.StringIO(body.decode("utf-8"), newline=""))
    # CSV keeps no kinds of terms: all are plain texts, save that blank nodes may have other names.
    rows = [{name: _cell(cell) for name, cell in zip(columns, line, strict=True) if cell} for line in lines]
    return Table(columns, rows)


def _cell(text: str) -> Identifier:
    return BNode(text[2:]) if text.startswith("_:") else Literal(text)


def _row(columns: Iterable[str], solution: pyoxigraph.QuerySolution) -> Row:
    return {name: _term(solution[name]) for name in columns if solution[name] is not None}


def _graph(quads: Iterable[pyoxigraph.Quad]) -> Graph:
    graph = Graph()
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> Identifier:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    assert isinstance(term, pyoxigraph.Literal), term
    if term.language:
        return Literal(term.value, lang=term.language.lower())
    datatype = term.datatype.value
    if datatype == f"{XSD}string":
        return Literal(term.value)
    return Literal(_canonical(term.value, datatype.removeprefix(str(XSD))), datatype=URIRef(datatype), normalize=False)


def _canonical(text: str, datatype: str) -> str:
    """Return one text for each value: 1.0 and 1 are the same decimal, 1.0E6 and 1000000 the same double."""
    try:
        if datatype == "decimal":
            return format(Decimal(text).normalize(), "f")
        if datatype in ("double", "float"):
            return repr(float(text))
        if datatype == "boolean":
            return {"0": "false", "1": "true"}.get(text, text)
    except (ArithmeticError, ValueError):
        pass
    return text


def _described(graph: Graph) -> Result:
    """Return what a graph in the vocabulary of the working group's result sets describes."""
    boolean = graph.value(None, RS.boolean)
    for truth in graph.objects(None, RS.boolean):
        return bool(truth)
    assert boolean is None
    columns = [str(name) for name in graph.objects(None, RS.resultVariable)]
    rows = []
    solutions = list(graph.objects(None, RS.solution))
    indexed = sorted(solutions, key=lambda node: int(str(graph.value(node, RS["index"]) or 0)))
    for solution in indexed:
        bindings = graph.objects(solution, RS.binding)
        rows.append({str(graph.value(each, RS.variable)): _value(graph, each) for each in bindings})
    return Table(columns, rows)


def _value(graph: Graph, binding: Node) -> Identifier:
    value = graph.value(binding, RS.value)
    assert isinstance(value, Identifier)
    return value
