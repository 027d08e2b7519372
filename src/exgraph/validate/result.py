"""From the report graph of a SHACL validator to findings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from exgraph.model.node import write
from exgraph.model.report import Severity
from exgraph.validate.finding import Finding
from exgraph.validate.term import plain

_SEVERITY: dict[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_VARIABLE = re.compile(r"\{[$?]\w+\}")
_STEPS = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def findings(report: Graph, shapes: Graph) -> Iterator[Finding]:
    """Yield the findings of a report; results that are details of another are left to it."""
    for root in report.subjects(RDF.type, SH.ValidationReport):
        for result in report.objects(root, SH.result):
            path = report.value(result, SH.resultPath)
            value = report.value(result, SH.value)
            yield Finding(
                severity=_SEVERITY.get(_only(report, result, SH.resultSeverity), "violation"),
                focus=text(_only(report, result, SH.focusNode)),
                path=None if path is None else _path(report, path),
                value=None if value is None else text(value),
                shape=str(named(shapes, _only(report, result, SH.sourceShape))),
                component=str(_only(report, result, SH.sourceConstraintComponent)),
                messages=_messages(report, shapes, result),
            )


def text(term: Node) -> str:
    """Return an IRI as it is, and a literal as N-Triples writes it."""
    return plain(write(term))


def _only(report: Graph, result: Node, predicate: URIRef) -> Node:
    value = report.value(result, predicate)
    if value is None:
        raise AssertionError(f"SHACL demands that every result has {predicate}")
    return value


def _messages(report: Graph, shapes: Graph, result: Node) -> dict[str, str]:
    found: dict[str, str] = {}
    constraint = report.value(result, SH.sourceConstraint)
    templates = [] if constraint is None else list(shapes.objects(constraint, SH.message))
    for message in sorted(report.objects(result, SH.resultMessage), key=str):
        found.setdefault(_language(message, templates) or "en", str(message))
    return found


def _language(message: Node, templates: list[Node]) -> str | None:
    """Return the language of a message; pyshacl drops it where it fills in variables, so it is looked up."""
    if isinstance(message, Literal) and message.language:
        return message.language
    for template in templates:
        if isinstance(template, Literal) and template.language:
            fixed = _VARIABLE.split(str(template))
            if re.fullmatch(".*".join(map(re.escape, fixed)), str(message), re.DOTALL):
                return template.language
    return None


def named(shapes: Graph, shape: Node) -> Node:
    """Return a shape, or the shape that uses it where it has no name."""
    seen = {shape}
    while isinstance(shape, BNode):
        users = sorted((user for user in shapes.subjects(None, shape) if user not in seen), key=str)
        if not users:
            break
        shape = users[0]
        seen.add(shape)
    return shape


def _path(graph: Graph, path: Node) -> str:
    """Return a SHACL path as an IRI, or as a SPARQL property path where it is more than one property."""
    return str(path) if isinstance(path, URIRef) else _steps(graph, path)


def _steps(graph: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(_steps(graph, step) for step in Collection(graph, path))
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return f"^{_steps(graph, inverse)}"
    if (choices := graph.value(path, SH.alternativePath)) is not None:
        return f"({'|'.join(_steps(graph, choice) for choice in Collection(graph, choices))})"
    for predicate, sign in _STEPS.items():
        if (repeated := graph.value(path, predicate)) is not None:
            return f"({_steps(graph, repeated)}){sign}"
    return str(path)
