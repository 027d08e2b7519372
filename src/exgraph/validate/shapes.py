"""The shapes: read from their files, and refused where the validator would pass over something without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import rdflib
from rdflib import SH, BNode, Graph, URIRef
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node

from exgraph.errors import Location, ValidationError
from exgraph.model.iri import NS

ONTOLOGY_FILE = "ontology.ttl"
"""The file of the shapes that look at the ontology alone."""

TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_PASSED_OVER = {
    *(SH.target, SH.rule, SH.expression, SH.js, SH.entailment),
    *(SH.ConstraintComponent, SH.parameter, SH.validator, SH.nodeValidator, SH.propertyValidator),
}


def read(path: Path) -> tuple[Graph, Graph]:
    """Read the shapes of a Turtle file, or of all the Turtle files in a folder.

    Returns:
        The shapes that look at data, and those that look at the ontology (the folder's `ontology.ttl`).

    Raises:
        ValidationError: there is no such file, or one is not Turtle.
    """
    paths = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
    if not paths:
        raise ValidationError("holds no shapes", at=Location(path), remedy="put Turtle files with SHACL shapes there")
    data = _parse(name for name in paths if name.name != ONTOLOGY_FILE)
    ontology = _parse(name for name in paths if name.name == ONTOLOGY_FILE)
    # Prefixes are declared once for both.
    for head in data.subjects(SH.declare):
        for triple in data.triples((head, None, None)):
            ontology.add(triple)
    for declaration in data.objects(None, SH.declare):
        for triple in data.triples((declaration, None, None)):
            ontology.add(triple)
    return data, ontology


@contextmanager
def _as_spelt() -> Iterator[None]:
    """Let rdflib keep literals as they are spelt: `"01"` and `"1"` are two values to sh:in, `"1"` is not `true`."""
    before, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False
    try:
        yield
    finally:
        rdflib.NORMALIZE_LITERALS = before


def _parse(paths: Iterable[Path]) -> Graph:
    with _as_spelt():
        return _parsed(paths)


def _parsed(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        try:
            graph.parse(path, format="turtle")
        except BadSyntax as error:
            # rdflib's own count of lines counts those twice that it reads twice.
            line = path.read_bytes()[: error._i].count(b"\n") + 1
            raise ValidationError(f"is not Turtle: {error._why}", at=Location(path, line)) from error
        except (OSError, UnicodeDecodeError) as error:
            raise ValidationError(f"cannot be read: {error}", at=Location(path)) from error
    return graph


def check(shapes: Graph, ontology: Graph) -> None:
    """Refuse shapes that could not find fault with anything.

    Raises:
        ValidationError: as `check_features`; or a term of our vocabulary that the ontology does not define.
    """
    check_features(shapes)
    _refuse(_undefined_terms(shapes, ontology))


def check_features(shapes: Graph) -> None:
    """Refuse shapes that say what would be passed over.

    Raises:
        ValidationError: a term that SHACL does not have, a feature that the validators pass over, or a shape
            with a target and no name.
    """
    _refuse([*_unknown_terms(shapes), *_unnamed(shapes)])


def _refuse(problems: Iterable[str]) -> None:
    if problems := set(problems):
        raise ValidationError(
            f"the shapes cannot be applied: {'; '.join(sorted(problems))}", remedy="correct the shapes"
        )


def _unknown_terms(shapes: Graph) -> Iterable[str]:
    for triple in shapes:
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(str(SH)):
                if term not in SH:
                    yield f"SHACL has no {_short(shapes, term)}"
                elif term in _PASSED_OVER:
                    yield f"{_short(shapes, term)} would be passed over"


def _undefined_terms(shapes: Graph, ontology: Graph) -> Iterable[str]:
    for triple in shapes:
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(NS) and (term, None, None) not in ontology:
                yield f"the ontology does not define {_short(shapes, term)}"


def _unnamed(shapes: Graph) -> Iterable[str]:
    for target in TARGETS:
        for shape in shapes.subjects(target):
            if isinstance(shape, BNode):
                yield f"a shape with the target {_short(shapes, shapes.value(shape, target))} has no name"


def _short(graph: Graph, term: Node | None) -> str:
    return term.n3(graph.namespace_manager) if isinstance(term, URIRef) else str(term)
