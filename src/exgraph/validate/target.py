"""Which nodes each shape looks at (https://www.w3.org/TR/shacl/, section 2.1.3), and shapes that look at none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rdflib import OWL, RDF, RDFS, SH, Graph
from rdflib.term import Node

from exgraph.errors import ValidationError
from exgraph.model.node import write
from exgraph.validate.facts import Facts
from exgraph.validate.finding import Finding
from exgraph.validate.parameter import CONSTRAINTS, is_true
from exgraph.validate.shapes import TARGETS
from exgraph.validate.term import plain

Focus = dict[str, Collection[str]]
"""The nodes that each shape with a target looks at, as terms."""


def targeting(shapes: Graph) -> list[str]:
    """Return the shapes that have a target and are not switched off, as terms, sorted."""
    return sorted({write(shape) for shape, _, _ in _targets(shapes)})


def predicates(shapes: Graph) -> set[str]:
    """Return the properties, as terms, whose subjects or values shapes look at."""
    kinds = (SH.targetSubjectsOf, SH.targetObjectsOf)
    return {write(target) for kind in kinds for target in shapes.objects(None, kind)}


def focus_nodes(shapes: Graph, facts: Facts) -> Focus:
    """Return what each shape looks at in facts that hold the subclasses of the ontology too."""
    found: dict[str, dict[str, None]] = {}
    for shape, kind, target in sorted(_targets(shapes), key=lambda each: tuple(map(str, each))):
        found.setdefault(write(shape), {}).update(dict.fromkeys(_targeted(kind, write(target), facts)))
    return dict(found)


def refuse_nothing(focus: Focus, stated: Collection[str]) -> None:
    """Refuse shapes that look at no fact: an empty graph does not conform.

    Args:
        focus: what the shapes look at.
        stated: the terms that are subject or value of a fact, not of the ontology.

    Raises:
        ValidationError: no focus node is in the facts.
    """
    if not any(node in stated for nodes in focus.values() for node in nodes):
        raise ValidationError("the shapes looked at no fact", remedy="see that facts and shapes are of one vocabulary")


def refuse_unknown(required: Collection[str], shapes: Graph) -> None:
    """Refuse a required IRI that is neither a shape with a target nor a target.

    Raises:
        ValidationError: there is such an IRI.
    """
    known = {str(term) for shape, _, target in _targets(shapes) for term in (shape, target)}
    if unknown := sorted(set(required) - known):
        raise ValidationError(f"no shape is or looks at {', '.join(unknown)}", remedy="write a shape for it")


def missing(shapes: Graph, focus: Focus, facts: Facts, ontology: Graph, required: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each target of a shape that had nothing to look at.

    Raises:
        ValidationError: the shape is required, one of its targets is, or nothing defines or uses what it targets.
    """
    targets_of: dict[str, set[Node]] = {}
    for node, _, target in _targets(shapes):
        targets_of.setdefault(write(node), set()).add(target)
    for shape, nodes in focus.items():
        if nodes:
            continue
        targets = sorted(targets_of[shape], key=str)
        _refuse_missing(plain(shape), targets, facts, ontology, required)
        for target in targets:
            yield Finding(
                severity="info",
                focus=str(target),
                path=None,
                value=None,
                shape=plain(shape),
                component=str(SH.targetNode),
                messages={
                    "ja": "これにあたるものがデータに一つもないため、何も検証していません。",
                    "en": "The data holds nothing of this kind, so nothing was checked.",
                    "ru": "В данных нет ничего такого рода, поэтому проверять было нечего.",
                },
            )


def _refuse_missing(
    shape: str, targets: Iterable[Node], facts: Facts, ontology: Graph, required: Collection[str]
) -> None:
    for target in targets:
        defined = (target, None, None) in ontology or (None, None, target) in ontology
        if not defined and (None, target, None) not in ontology and not facts.mentions(write(target)):
            raise ValidationError(f"{shape} looks at {target}, which nothing defines", remedy="see how it is spelt")
        if shape in required or str(target) in required:
            raise ValidationError(
                f"{shape} looked at nothing: the data holds no {target}",
                remedy="see that no table was left out",
            )


def _targets(shapes: Graph) -> Iterator[tuple[Node, Node, Node]]:
    """Yield each shape that is not switched off with the kind of a target and the target."""
    for kind in TARGETS:
        for shape, target in shapes.subject_objects(kind):
            if not _is_off(shape, shapes):
                yield shape, kind, target
    for shape in _implicit(shapes):
        if not _is_off(shape, shapes):
            yield shape, SH.targetClass, shape


def _implicit(shapes: Graph) -> set[Node]:
    """Return the shapes that are classes, by any class of classes: they look at their members (section 2.1.3.3)."""
    classes = {each for kind in (RDFS.Class, OWL.Class) for each in _members(shapes, kind)}
    kinds = {each for kind in (SH.NodeShape, SH.PropertyShape) for each in _members(shapes, kind)}
    asking = {subject for subject, predicate in shapes.subject_predicates() if predicate in CONSTRAINTS}
    return classes & (kinds | asking)


def _members(shapes: Graph, kind: Node) -> Iterator[Node]:
    for lower in set(shapes.transitive_subjects(RDFS.subClassOf, kind)):
        yield from shapes.subjects(RDF.type, lower)


def _is_off(shape: Node, shapes: Graph) -> bool:
    return any(is_true(value) for value in shapes.objects(shape, SH.deactivated))


def _targeted(kind: Node, target: str, facts: Facts) -> Iterable[str]:
    if kind == SH.targetClass:
        return sorted(facts.instances(target))
    if kind == SH.targetSubjectsOf:
        return facts.subjects(target)
    if kind == SH.targetObjectsOf:
        return sorted(facts.objects(target))
    return [target]
