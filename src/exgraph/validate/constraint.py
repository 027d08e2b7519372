"""Constraints on value nodes one by one, on how many there are, and against the values of other properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from rdflib import SH, URIRef

from exgraph.errors import ValidationError
from exgraph.validate.datatype import is_well_formed, precedes, precedes_or_equals
from exgraph.validate.expression import compile_expression
from exgraph.validate.facts import Facts
from exgraph.validate.shape import Constraint, Fault
from exgraph.validate.term import literal, shown


def each(component: str, passes: Callable[[str], bool]) -> Constraint:
    """Return a test that each value node has to pass."""

    def faults(_: Facts, __: str, values: Collection[str]) -> Iterator[Fault]:
        for value in values:
            if not passes(value):
                yield Fault(value)

    return Constraint(component, faults)


def of_class(name: str) -> Constraint:
    """Return sh:class."""

    def faults(facts: Facts, _: str, values: Collection[str]) -> Iterator[Fault]:
        if values:
            members = facts.instances(name)
            for value in values:
                if value not in members:
                    yield Fault(value)

    return Constraint("ClassConstraintComponent", faults)


def count(component: str, fits: Callable[[int], bool]) -> Constraint:
    """Return sh:minCount or sh:maxCount."""

    def faults(_: Facts, __: str, values: Collection[str]) -> Iterator[Fault]:
        if not fits(len(values)):
            yield Fault(None)

    return Constraint(component, faults)


def unique_language() -> Constraint:
    """Return sh:uniqueLang."""

    def faults(_: Facts, __: str, values: Collection[str]) -> Iterator[Fault]:
        if len(values) > 1:
            used = Counter(value.language for value in map(literal, values) if value and value.language)
            for number in used.values():
                if number > 1:
                    yield Fault(None)

    return Constraint("UniqueLangConstraintComponent", faults)


def has_value(value: str) -> Constraint:
    """Return sh:hasValue."""

    def faults(_: Facts, __: str, values: Collection[str]) -> Iterator[Fault]:
        if value not in values:
            yield Fault(None)

    return Constraint("HasValueConstraintComponent", faults)


def equals(predicate: str) -> Constraint:
    """Return sh:equals: the values are those of another property."""

    def faults(facts: Facts, focus: str, values: Collection[str]) -> Iterator[Fault]:
        others = facts.values(focus, predicate)
        yield from (Fault(value) for value in values if value not in others)
        yield from (Fault(other) for other in others if other not in values)

    return Constraint("EqualsConstraintComponent", faults, predicates=(predicate,))


def disjoint(predicate: str) -> Constraint:
    """Return sh:disjoint: no value is one of another property."""

    def faults(facts: Facts, focus: str, values: Collection[str]) -> Iterator[Fault]:
        others = facts.values(focus, predicate)
        yield from (Fault(value) for value in values if value in others)

    return Constraint("DisjointConstraintComponent", faults, predicates=(predicate,))


def before(component: str, predicate: str, holds: Callable[[str, str], bool | None]) -> Constraint:
    """Return sh:lessThan or sh:lessThanOrEquals: a fault for each pair not in order, or that cannot be compared."""

    def faults(facts: Facts, focus: str, values: Collection[str]) -> Iterator[Fault]:
        for value in values:
            for other in facts.values(focus, predicate):
                if not holds(value, other):
                    yield Fault(value)

    return Constraint(component, faults, predicates=(predicate,))


def closed(allowed: Collection[str]) -> Constraint:
    """Return sh:closed: no property but those named."""
    known = frozenset(allowed)

    def faults(facts: Facts, _: str, values: Collection[str]) -> Iterator[Fault]:
        for node in values:
            for predicate in facts.properties(node):
                if predicate not in known:
                    for value in facts.values(node, predicate):
                        yield Fault(value, path=predicate[1:-1])

    return Constraint("ClosedConstraintComponent", faults)


def datatype(iri: str) -> Constraint:
    """Return sh:datatype: the datatype itself, and a text that is a value of it."""

    def passes(value: str) -> bool:
        term = literal(value)
        return term is not None and term.datatype == iri and is_well_formed(term)

    return each("DatatypeConstraintComponent", passes)


_KINDS = {
    SH.IRI: "<",
    SH.BlankNode: "_",
    SH.Literal: '"',
    SH.BlankNodeOrIRI: "_<",
    SH.BlankNodeOrLiteral: '_"',
    SH.IRIOrLiteral: '<"',
}


def node_kind(kind: URIRef) -> Constraint:
    """Return sh:nodeKind.

    Raises:
        ValidationError: there is no such kind.
    """
    if kind not in _KINDS:
        raise ValidationError(f"sh:nodeKind cannot be {kind}", remedy="correct the shapes")
    starts = _KINDS[kind]
    return each("NodeKindConstraintComponent", lambda value: value[0] in starts)


def one_of(terms: Collection[str]) -> Constraint:
    """Return sh:in."""
    listed = frozenset(terms)
    return each("InConstraintComponent", lambda value: value in listed)


def languages(ranges: Collection[str]) -> Constraint:
    """Return sh:languageIn; a range such as `en` takes in `en-GB`."""
    lowered = [one.lower() for one in ranges]

    def passes(value: str) -> bool:
        term = literal(value)
        if term is None or not term.language:
            return False
        return any(term.language == one or term.language.startswith(f"{one}-") for one in lowered)

    return each("LanguageInConstraintComponent", passes)


def length(component: str, fits: Callable[[int], bool]) -> Constraint:
    """Return sh:minLength or sh:maxLength; a blank node has no length and never passes."""
    return each(component, lambda value: not value.startswith("_:") and fits(len(shown(value))))


_BOUNDS: dict[str, Callable[[str, str], bool | None]] = {
    "MinExclusiveConstraintComponent": precedes,
    "MinInclusiveConstraintComponent": precedes_or_equals,
    "MaxExclusiveConstraintComponent": lambda bound, value: precedes(value, bound),
    "MaxInclusiveConstraintComponent": lambda bound, value: precedes_or_equals(value, bound),
}


def bound(component: str, limit: str) -> Constraint:
    """Return a bound on values; one that cannot be compared with it does not pass."""
    holds = _BOUNDS[component]
    return each(component, lambda value: bool(holds(limit, value)))


def pattern(text: str, flags: str) -> Constraint:
    """Return sh:pattern: the pattern is found somewhere in the value; a blank node never passes.

    Raises:
        ValidationError: the pattern is none, or holds what is not handled.
    """
    found = compile_expression(text, flags)
    return each("PatternConstraintComponent", lambda value: value[0] != "_" and found(shown(value)))
