"""Shapes ready to look at facts: what each node or property shape asks, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from rdflib import SH

from exgraph.model.report import Severity
from exgraph.validate.facts import Facts
from exgraph.validate.path import Path


@dataclass(frozen=True)
class Fault:
    """What a constraint finds at a focus node: the value at fault, and a path and messages where they are its own."""

    value: str | None
    path: str | None = None
    messages: Mapping[str, str] | None = None


@dataclass(frozen=True)
class ShapeResult:
    """A validation result; terms are N-Triples terms, the path is written as SPARQL writes it."""

    focus: str
    path: str | None
    value: str | None
    shape: Shape
    component: str
    messages: Mapping[str, str]


Faults = Callable[[Facts, str, Collection[str]], Iterator[Fault]]
"""Yields what is at fault at a focus node whose value nodes are given."""


@dataclass(eq=False)
class Constraint:
    """One thing a shape asks of its value nodes.

    Attributes:
        component: the local name of the SHACL constraint component.
        faults: what finds fault.
        predicates: the properties that it looks at besides the shape's path, as terms.
        shapes: the shapes that it applies.
        prepare: gets ready for many focus nodes at once.
    """

    component: str
    faults: Faults
    predicates: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    prepare: Callable[[Collection[str]], None] = lambda _: None


@dataclass(eq=False)
class Shape:
    """A node shape, or a property shape with its path.

    Attributes:
        own_name: the term of the shape, which may be a blank node.
        name: the term of the shape, or of the one that uses it where it has no name.
        properties: the property shapes applied to each value node.
        all_properties: whether facts of every property must be there (for sh:closed).
    """

    own_name: str
    name: str
    severity: Severity
    messages: Mapping[str, str]
    path: Path | None = None
    constraints: list[Constraint] = field(default_factory=list)
    properties: list[Shape] = field(default_factory=list)
    deactivated: bool = False
    all_properties: bool = False

    @property
    def path_text(self) -> str | None:
        """The path as findings name it: an IRI where it is one property."""
        if self.path is None:
            return None
        return self.path.name[1:-1] or str(self.path)

    def results(self, facts: Facts, focus: str) -> Iterator[ShapeResult]:
        """Yield what the shape and its property shapes find at a focus node."""
        if self.deactivated:
            return
        values = (focus,) if self.path is None else self.path.walk(facts, focus)
        for constraint in self.constraints:
            for fault in constraint.faults(facts, focus, values):
                messages = fault.messages or self.messages or _asked(constraint.component)
                path = fault.path or self.path_text
                yield ShapeResult(focus, path, fault.value, self, f"{SH}{constraint.component}", messages)
        for shape in self.properties:
            for value in values:
                yield from shape.results(facts, value)

    def conforms(self, facts: Facts, node: str) -> bool:
        """Tell whether a node gives no result of any severity."""
        return next(self.results(facts, node), None) is None

    def prepare(self, focus: Collection[str]) -> None:
        """Let constraints get ready to look at many focus nodes."""
        for constraint in self.constraints:
            constraint.prepare(focus)
        if self.path is None:
            for shape in self.properties:
                shape.prepare(focus)

    def reached(self) -> Iterator[Shape]:
        """Yield the shape and all that it applies, each once."""
        seen: dict[int, Shape] = {}
        waiting = [self]
        while waiting:
            shape = waiting.pop()
            if id(shape) not in seen:
                seen[id(shape)] = shape
                waiting += shape.properties
                waiting += (each for constraint in shape.constraints for each in constraint.shapes)
        return iter(seen.values())

    def predicates(self) -> Iterator[str]:
        """Yield the properties that the shape itself looks at, as terms."""
        if self.path is not None:
            yield from self.path.predicates()
        for constraint in self.constraints:
            yield from constraint.predicates


def _asked(component: str) -> dict[str, str]:
    """Return what is said where a shape says nothing."""
    name = component.removesuffix("ConstraintComponent")
    asked = f"sh:{name[0].lower()}{name[1:]}"
    return {
        "ja": f"{asked} を満たしていません。",
        "en": f"It does not meet {asked}.",
        "ru": f"Не выполняется условие {asked}.",
    }
