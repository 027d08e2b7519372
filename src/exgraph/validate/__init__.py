"""Validation: what must hold of the facts, told by SHACL shapes and judged by pyshacl."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from rdflib import Graph

from exgraph.validate import shapes, target
from exgraph.validate.engine import PreparedGraph, run
from exgraph.validate.finding import Finding, Report, Severity

__all__ = ["Finding", "Report", "Severity", "validate"]


def validate(
    shapes_path: Path,
    ontology: Graph,
    data: Graph,
    required: Collection[str] = (),
    processes: int | None = None,
) -> Report:
    """Judge facts by shapes.

    The facts should be the asserted ones with the types that `exgraph.reason.subclasses` adds: what domains and ranges
    say would type a wrong value, and so hide it. Shapes in a folder's `ontology.ttl` judge the ontology alone.

    Args:
        shapes_path: a Turtle file of shapes, or a folder of them.
        ontology: the ontology, whose subclasses and individuals the shapes see.
        data: the facts.
        required: IRIs of shapes, or of what they target, that must have something to look at.
        processes: how many processes to use; by default two where there is enough to do.

    Returns:
        The findings, and how many nodes each shape looked at; one not required that looked at none is an `info`.

    Raises:
        ValidationError: the shapes cannot be read or applied in full, or name what nothing defines; none of them
            looked at anything in the facts, or a required one looked at nothing.
    """
    of_data, of_ontology = shapes.read(shapes_path)
    target.refuse_unknown(required, of_data + of_ontology)
    report = Report()
    for applied, judged in (of_data, PreparedGraph(data, ontology)), (of_ontology, PreparedGraph(ontology)):
        shapes.check(applied, ontology)
        focus = target.focus_nodes(applied, judged)
        if applied is of_data:
            target.refuse_nothing(focus, data)
        report.focus_nodes.update({str(shape): len(nodes) for shape, nodes in focus.items()})
        report.findings.extend(target.missing(applied, focus, judged, required))
        report.findings.extend(run(applied, judged, focus, processes))
    report.findings.sort(key=Finding.rank)
    return report
