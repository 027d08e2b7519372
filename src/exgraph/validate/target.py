"""Which nodes each shape looks at (https://www.w3.org/TR/shacl/, section 2.1.3), and shapes that look at none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

from exgraph.errors import ValidationError
from exgraph.validate.finding import Finding
from exgraph.validate.shapes import TARGETS

Focus = dict[Node, set[Node]]
"""The nodes that each shape with a target looks at."""


def focus_nodes(shapes: Graph, data: Graph) -> Focus:
    """Return what each shape looks at in data that holds the subclasses of the ontology too."""
    found: Focus = {}
    for shape in sorted(set(_targeting(shapes)), key=str):
        found[shape] = set()
        for kind in TARGETS:
            for target in shapes.objects(shape, kind):
                found[shape].update(_targeted(kind, target, data))
    return found


def refuse_nothing(focus: Focus, facts: Graph) -> None:
    """Refuse shapes that look at no fact: an empty graph does not conform.

    Raises:
        ValidationError: no focus node is in the facts.
    """
    nodes = (node for found in focus.values() for node in found)
    if not any((node, None, None) in facts or (None, None, node) in facts for node in nodes):
        raise ValidationError("the shapes looked at no fact", remedy="see that facts and shapes are of one vocabulary")


def refuse_unknown(required: Collection[str], shapes: Graph) -> None:
    """Refuse a required IRI that is neither a shape with a target nor a target.

    Raises:
        ValidationError: there is such an IRI.
    """
    known = {str(shape) for shape in _targeting(shapes)}
    known |= {str(target) for kind in TARGETS for target in shapes.objects(None, kind)}
    if unknown := sorted(set(required) - known):
        raise ValidationError(f"no shape is or looks at {', '.join(unknown)}", remedy="write a shape for it")


def missing(shapes: Graph, focus: Focus, data: Graph, required: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each target of a shape that had nothing to look at.

    Raises:
        ValidationError: the shape is required, one of its targets is, or nothing defines or uses what it targets.
    """
    for shape, nodes in focus.items():
        if nodes:
            continue
        targets = sorted((target for kind in TARGETS for target in shapes.objects(shape, kind)), key=str)
        _refuse_missing(shape, targets, data, required)
        for target in targets:
            yield Finding(
                severity="info",
                focus=str(target),
                path=None,
                value=None,
                shape=str(shape),
                component=str(SH.targetNode),
                messages={
                    "ja": "これにあたるものがデータに一つもないため、何も検証していません。",
                    "en": "The data holds nothing of this kind, so nothing was checked.",
                },
            )


def _refuse_missing(shape: Node, targets: Iterable[Node], data: Graph, required: Collection[str]) -> None:
    for target in targets:
        if not any(pattern in data for pattern in ((target, None, None), (None, target, None), (None, None, target))):
            raise ValidationError(f"{shape} looks at {target}, which nothing defines", remedy="see how it is spelt")
        if str(shape) in required or str(target) in required:
            raise ValidationError(
                f"{shape} looked at nothing: the data holds no {target}",
                remedy="see that no table was left out",
            )


def _targeting(shapes: Graph) -> Iterator[Node]:
    for kind in TARGETS:
        for shape in shapes.subjects(kind):
            if not any(str(value) in ("true", "1") for value in shapes.objects(shape, SH.deactivated)):
                yield shape


def _targeted(kind: Node, target: Node, data: Graph) -> Iterator[Node]:
    if kind == SH.targetClass:
        for name in {target, *data.transitive_subjects(RDFS.subClassOf, target)}:
            yield from data.subjects(RDF.type, name)
    elif kind == SH.targetSubjectsOf:
        yield from data.subjects(target)
    elif kind == SH.targetObjectsOf:
        yield from data.objects(None, target)
    else:
        yield target
