"""Validation: what must hold of the facts, told by SHACL shapes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Literal

from rdflib import Graph

from exgraph.errors import ValidationError
from exgraph.model.report import Severity
from exgraph.validate import compiled, shapes, target
from exgraph.validate.facts import Facts, of_graph
from exgraph.validate.finding import Finding, ValidationReport
from exgraph.validate.shape import Shape
from exgraph.validate.sparql import Select, Solution
from exgraph.validate.vocabulary import Vocabulary

__all__ = [
    "Finding",
    "Select",
    "Severity",
    "Solution",
    "ValidationReport",
    "Validator",
    "Vocabulary",
    "of_graph",
    "read_shapes",
    "validate",
]

Validator = Literal["compiled", "pyshacl"]
_Run = Callable[[Graph, Facts, target.Focus, int | None], list[Finding]]


def read_shapes(path: Path) -> Graph:
    """Return the shapes that look at data, of a Turtle file or a folder of them.

    Raises:
        ValidationError: there is no such file, or one is not Turtle.
    """
    return shapes.read(path)[0]


def validate(
    shapes_path: Path,
    ontology: Graph,
    lines: Iterable[str],
    required: Collection[str] = (),
    *,
    select: Select,
    select_ontology: Select,
    validator: Validator = "compiled",
    processes: int | None = None,
) -> ValidationReport:
    """Judge facts by shapes.

    The facts should be the asserted ones with the types that `exgraph.reason.subclasses` adds: what domains and ranges
    say would type a wrong value, and so hide it. Shapes in a folder's `ontology.ttl` judge the ontology alone.

    Args:
        shapes_path: a Turtle file of shapes, or a folder of them.
        ontology: the ontology, whose subclasses and individuals the shapes see.
        lines: the facts as N-Triples lines.
        required: IRIs of shapes, or of what they target, that must have something to look at.
        select: answers the queries of SPARQL constraints over facts and ontology.
        select_ontology: answers them over the ontology alone.
        validator: `compiled` is ours; `pyshacl` is the reference, slow and for small data.
        processes: how many processes pyshacl is to use; by default two where there is enough to do.

    Returns:
        The findings, and how many nodes each shape looked at; one not required that looked at none is an `info`.

    Raises:
        ValidationError: there is no such validator, or it is not installed; the shapes cannot be read or applied in
            full, or name what nothing defines; none of them looked at anything in the facts, or a required one looked
            at nothing.
    """
    if validator not in ("compiled", "pyshacl"):
        raise ValidationError(f"there is no validator {validator}", remedy="choose compiled or pyshacl")
    run = _reference() if validator == "pyshacl" else None
    of_data, of_ontology = shapes.read(shapes_path)
    target.refuse_unknown(required, of_data + of_ontology)
    axioms = list(of_graph(ontology))
    report = ValidationReport()
    for graph, facts, answers in ((of_data, lines, select), (of_ontology, (), select_ontology)):
        shapes.check(graph, ontology)
        judged = _Judged(graph, axioms, facts, answers, run)
        if graph is of_data:
            target.refuse_nothing(judged.focus, judged.stated)
        report.focus_nodes.update({shape.strip("<>"): len(nodes) for shape, nodes in judged.focus.items()})
        report.findings.extend(target.missing(graph, judged.focus, judged.facts, ontology, required))
        report.findings.extend(judged.findings(processes))
    report.findings.sort(key=Finding.rank)
    return report


def _reference() -> _Run:
    """Return the reference validator, whose package is an extra: it is imported where it is asked for."""
    try:
        from exgraph.validate.reference import run  # noqa: PLC0415
    except ImportError as error:
        raise ValidationError(
            "the validator pyshacl is not installed", remedy="pip install 'exgraph[oracles]'"
        ) from error
    return run


class _Judged:
    """Shapes beside the facts that they ask for."""

    def __init__(self, graph: Graph, axioms: list[str], lines: Iterable[str], select: Select, run: _Run | None) -> None:
        self._graph, self._run = graph, run
        self._shapes: dict[str, Shape] | None = None
        kept: set[str] | None = None
        if run is None:
            self._shapes = compiled.compile_shapes(graph, target.targeting(graph), select)
            kept = compiled.predicates(self._shapes)
        self.facts = Facts(None if kept is None else kept | target.predicates(graph))
        self.facts.add(lines)
        self.stated = self.facts.terms()
        self.facts.add(axioms)
        self.focus = target.focus_nodes(graph, self.facts)

    def findings(self, processes: int | None) -> list[Finding]:
        """Return what the shapes find."""
        if self._run is not None:
            return self._run(self._graph, self.facts, self.focus, processes)
        return compiled.run(self._shapes or {}, self.facts, self.focus)
