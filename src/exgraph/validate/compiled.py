"""The default validator: shapes compiled once, and one look at the facts that they ask for."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph

from exgraph.model.node import parse
from exgraph.validate import term
from exgraph.validate.compiler import Compiler
from exgraph.validate.facts import Facts
from exgraph.validate.finding import Finding
from exgraph.validate.shape import Shape, ShapeResult
from exgraph.validate.sparql import Select
from exgraph.validate.target import Focus


def compile_shapes(graph: Graph, targeting: list[str], select: Select) -> dict[str, Shape]:
    """Return the shapes with these names (terms), ready to look at facts.

    Raises:
        ValidationError: a shape says what is not handled.
    """
    compiler = Compiler(graph, select)
    return {name: compiler.shape(parse(name)) for name in targeting}


def predicates(shapes: dict[str, Shape]) -> set[str] | None:
    """Return the properties that shapes look at, as terms; None where they look at all."""
    reached = [each for shape in shapes.values() for each in shape.reached()]
    if any(shape.all_properties for shape in reached):
        return None
    return {predicate for shape in reached for predicate in shape.predicates()}


def results(shapes: dict[str, Shape], facts: Facts, focus: Focus) -> Iterator[ShapeResult]:
    """Yield what the shapes find at their focus nodes; a shape that several use may find the same several times."""
    for name, shape in shapes.items():
        shape.prepare(focus[name])
        for node in focus[name]:
            yield from shape.results(facts, node)


def run(shapes: dict[str, Shape], facts: Facts, focus: Focus) -> list[Finding]:
    """Return what the shapes find at their focus nodes, each finding once, in no order."""
    found: dict[tuple[object, ...], Finding] = {}
    for each in results(shapes, facts, focus):
        key = (id(each.shape), each.focus, each.path, each.value, each.component, *each.messages.values())
        found[key] = _finding(each)
    return list(found.values())


def _finding(result: ShapeResult) -> Finding:
    return Finding(
        severity=result.shape.severity,
        focus=term.plain(result.focus),
        path=result.path,
        value=None if result.value is None else term.plain(result.value),
        shape=term.plain(result.shape.name),
        component=result.component,
        messages=dict(result.messages),
    )
