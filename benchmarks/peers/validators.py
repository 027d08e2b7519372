"""SHACL validators behind one form: Turtle texts of data and shapes in, the set of results out.

All but pyshacl are installed by hand where they are to be compared: shacl-rust, shacl, pyrudof, pyshacl-turbo.
"""

from __future__ import annotations

import importlib.util
import logging
import warnings
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import rdflib
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node


class Result(NamedTuple):
    """One result; terms are N-Triples terms, blank nodes are all `_`, and what is not told is empty."""

    focus: str
    path: str
    value: str
    component: str
    severity: str
    shape: str


Results = Counter[Result]
Validate = Callable[[str, str], Results]


class RefusedError(Exception):
    """The validator says that it cannot apply the shapes."""


def of_graph(report: Graph) -> Results:
    """Return the results of a report graph."""
    found: Results = Counter()
    for root in report.subjects(RDF.type, SH.ValidationReport):
        for result in report.objects(root, SH.result):
            path = report.value(result, SH.resultPath)
            found[
                Result(
                    _term(report.value(result, SH.focusNode)),
                    "" if path is None else _path(report, path),
                    _term(report.value(result, SH.value)),
                    _term(report.value(result, SH.sourceConstraintComponent)),
                    _term(report.value(result, SH.resultSeverity)),
                    _term(report.value(result, SH.sourceShape)),
                )
            ] += 1
    return found


def _term(term: Node | None) -> str:
    if term is None:
        return ""
    return "_" if isinstance(term, BNode) else _comparable(term.n3())


def _path(graph: Graph, path: Node) -> str:
    # Blanks and brackets differ between validators: what matters is which properties come in which order.
    if isinstance(path, URIRef):
        return path.n3()
    if (path, RDF.first, None) in graph:
        return "".join(_path(graph, step) for step in Collection(graph, path))
    if (choices := graph.value(path, SH.alternativePath)) is not None:
        return "".join(_path(graph, choice) for choice in Collection(graph, choices))
    for kind in (SH.inversePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath):
        if (step := graph.value(path, kind)) is not None:
            return _path(graph, step)
    return "_"


def _exgraph(data: str, shapes: str) -> Results:
    import pyoxigraph

    from exgraph.errors import ValidationError
    from exgraph.store import FactStore
    from exgraph.validate import compiled, target
    from exgraph.validate import shapes as features
    from exgraph.validate.facts import Facts

    triples = pyoxigraph.parse(input=data, format=pyoxigraph.RdfFormat.TURTLE)
    lines = [f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in triples]
    graph = Graph().parse(data=shapes, format="turtle")
    try:
        features.check_features(graph)
        with_targets = target.targeting(graph)
        prepared = compiled.compile_shapes(graph, with_targets, FactStore(lines).select)
        kept = compiled.predicates(prepared)
        facts = Facts(None if kept is None else kept | target.predicates(graph))
        facts.add(lines)
        findings = list(compiled.results(prepared, facts, target.focus_nodes(graph, facts)))
    except ValidationError as error:
        raise RefusedError(str(error)) from error
    found: Results = Counter()
    for each in findings:
        path = "" if each.path is None else _comparable(each.path if "<" in each.path else f"<{each.path}>", path=True)
        keys = (each.focus, path, each.value or "", f"<{each.component}>")
        severity = f"<{SH}{each.shape.severity.capitalize()}>"
        source = each.shape.own_name
        found[Result(*(_comparable(key) for key in keys), severity, _comparable(source))] += 1
    return found


def _pyshacl(data: str, shapes: str) -> Results:
    import pyshacl

    return _like_pyshacl(pyshacl, data, shapes)


def _pyshacl_turbo(data: str, shapes: str) -> Results:
    import pyshacl_turbo

    return _like_pyshacl(pyshacl_turbo, data, shapes)


def _like_pyshacl(engine: Any, data: str, shapes: str) -> Results:
    logging.disable(logging.CRITICAL)
    graphs = [Graph().parse(data=text, format="turtle") for text in (data, shapes)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _, report, text = engine.validate(graphs[0], shacl_graph=graphs[1], inplace=True)
    except Exception as error:
        raise RefusedError(str(error)) from error
    if not isinstance(report, Graph):
        raise RefusedError(str(text))
    return of_graph(report)


def _shacl_rust(data: str, shapes: str, *, index: bool = False) -> Results:
    import shacl_rust

    try:
        report = shacl_rust.validate(data, shapes, experimental_index=index)
    except Exception as error:
        raise RefusedError(str(error)) from error
    found: Results = Counter()
    for each in report["results"]:
        keys = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "severity", "sourceShape")
        found[Result(*(_comparable(each.get(key, ""), path=key == "resultPath") for key in keys))] += 1
    return found


def _comparable(text: str, *, path: bool = False) -> str:
    """Return a term that a validator wrote as text in the form of `Result`."""
    if path:
        return "".join(part for part in text.replace("<", "\0<").replace(">", ">\0").split("\0") if part[:1] == "<")
    if text.startswith("_:"):
        return "_"
    if text.startswith('"'):
        # Some validators write a literal as its value, not as it stood: here all do.
        literal = rdflib.util.from_n3(text)
        text = rdflib.Literal(str(literal), literal.language, literal.datatype, normalize=True).n3()
    return text.removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


def _shacl_rust_index(data: str, shapes: str) -> Results:
    return _shacl_rust(data, shapes, index=True)


def _shacl(data: str, shapes: str) -> Results:
    import shacl

    try:
        report = shacl.Shapes.from_turtle(shapes).validate_turtle(data)
    except Exception as error:
        raise RefusedError(str(error)) from error
    return of_graph(Graph().parse(data=report.serialize("turtle"), format="turtle"))


def _pyrudof(data: str, shapes: str) -> Results:
    import pyrudof

    try:
        session = pyrudof.Rudof(pyrudof.RudofConfig())
        session.read_data(data)
        session.read_shacl(shapes)
        session.validate_shacl()
        text = session.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.Turtle)
        return of_graph(Graph().parse(data=text, format="turtle"))
    except BaseException as error:  # a Rust panic is no Exception
        if isinstance(error, KeyboardInterrupt):
            raise
        raise RefusedError(str(error)[:200]) from error


_PACKAGES: dict[str, tuple[str, Validate]] = {
    "exgraph": ("exgraph", _exgraph),
    "pyshacl": ("pyshacl", _pyshacl),
    "shacl-rust": ("shacl_rust", _shacl_rust),
    "shacl-rust, index": ("shacl_rust", _shacl_rust_index),
    "shacl": ("shacl", _shacl),
    "pyshacl-turbo": ("pyshacl_turbo", _pyshacl_turbo),
    "pyrudof": ("pyrudof", _pyrudof),
}


def installed() -> dict[str, Validate]:
    """Return the validators that are installed here, ours and the reference first."""
    return {name: run for name, (package, run) in _PACKAGES.items() if importlib.util.find_spec(package)}
