"""Constraints that apply other shapes to value nodes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from exgraph.validate.facts import Facts
from exgraph.validate.shape import Constraint, Fault, Shape


def conforming(component: str, applied: Collection[Shape], fits: Callable[[int], bool]) -> Constraint:
    """Return sh:node, sh:not, sh:and, sh:or or sh:xone: how many of the shapes each value node has to conform to."""

    def faults(facts: Facts, _: str, values: Collection[str]) -> Iterator[Fault]:
        for value in values:
            if not fits(sum(shape.conforms(facts, value) for shape in applied)):
                yield Fault(value)

    return Constraint(component, faults, shapes=tuple(applied))


def qualified(component: str, kind: Shape, siblings: Collection[Shape], fits: Callable[[int], bool]) -> Constraint:
    """Return sh:qualifiedMinCount or sh:qualifiedMaxCount: how many values are of a kind, and of no sibling's."""

    def faults(facts: Facts, _: str, values: Collection[str]) -> Iterator[Fault]:
        number = sum(
            kind.conforms(facts, value) and not any(sibling.conforms(facts, value) for sibling in siblings)
            for value in values
        )
        if not fits(number):
            yield Fault(None)

    return Constraint(component, faults, shapes=(kind, *siblings))
