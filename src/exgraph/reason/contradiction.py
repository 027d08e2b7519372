"""What cannot be true together, by the rules of OWL 2 RL that end in a contradiction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from exgraph.reason.closure.closing import Closed
from exgraph.reason.closure.pair import LOW, SHIFT
from exgraph.reason.datatype import differ
from exgraph.reason.line import Statement
from exgraph.reason.noise import Noise
from exgraph.reason.rule import DIFFERENT, NOTHING, SAME, TYPE, Rule, bind, instantiate, is_variable


@dataclass(frozen=True, order=True)
class Contradiction:
    """Statements that an axiom does not let be true together.

    Attributes:
        subject: the IRI of the thing they are about.
        rule: the rule of OWL 2 RL, such as cax-dw; dt-diff where two values were made the same.
        axiom: the axiom, as a person reads it.
        premises: the statements, each asserted or entailed; their terms are N-Triples.
    """

    subject: str
    rule: str
    axiom: str
    premises: tuple[Statement, ...]


def find(closed: Closed, constraints: Iterable[Rule], noise: Noise) -> Iterator[Contradiction]:
    """Yield the contradictions, each once; what is in owl:Nothing is in all classes and named for that alone."""
    rules = list(constraints)
    found = {
        *_of_classes(closed, [rule for rule in rules if all(atom[1] == TYPE for atom in rule.body)]),
        *_of_pairs(closed, [rule for rule in rules if all(atom[1] not in (TYPE, SAME) for atom in rule.body)]),
        *_of_members(closed, [rule for rule in rules if {TYPE} < {atom[1] for atom in rule.body}]),
        *_of_equals(closed, [rule for rule in rules if any(atom[1] == SAME for atom in rule.body)]),
    }
    for rule, premises in found:
        subject = next((term for term, _, _ in premises if term.startswith("<")), "")
        if not noise.is_subject(premises[0][0]) or rule.name == "dt-diff":
            yield Contradiction(subject[1:-1] or premises[0][0], rule.name, rule.axiom, premises)


_Found = tuple[Rule, tuple[Statement, ...]]


def _instance(rule: Rule, bound: dict[str, str]) -> _Found:
    return rule, tuple(instantiate(atom, bound) for atom in rule.body)


def _of_classes(closed: Closed, rules: list[Rule]) -> Iterator[_Found]:
    membership = closed.closure.membership
    broken: list[list[Rule]] = []
    for state in membership.states:
        nothing = NOTHING in state.all
        each = [rule for rule in rules if {atom[2] for atom in rule.body} <= state.all]
        broken.append([rule for rule in each if not nothing or rule.name == "cls-nothing2"])
    for term, number in zip(closed.closure.terms, membership.state_of, strict=True):
        for rule in broken[number]:
            yield _instance(rule, {"?x": term})


def _of_pairs(closed: Closed, rules: list[Rule]) -> Iterator[_Found]:
    """The rules that are about one pair of things: prp-irp, -asyp, -pdw, -adp and -npa."""
    terms, pairs = closed.closure.terms, closed.closure.pairs
    concerned: list[list[Rule]] = [
        [rule for rule in rules if {atom[1] for atom in rule.body} <= {name for name, _ in state.all}]
        for state in pairs.states
    ]
    for key, number in pairs.state_of.items():
        for rule in concerned[number]:
            first, second = terms[key >> SHIFT], terms[key & LOW]
            stated = {
                (second, name, first) if inverted else (first, name, second)
                for name, inverted in pairs.states[number].all
            }
            for bound in _bindings(closed, rule, stated):
                yield _instance(rule, bound)


def _bindings(closed: Closed, rule: Rule, stated: set[Statement]) -> Iterator[dict[str, str]]:
    """Yield the bindings under which all of a body is stated, one for the same statements.

    A constant stands for what is equal to it.
    """
    same = closed.equality.representative
    body = [
        (s if is_variable(s) else same(s), predicate, o if is_variable(o) else same(o)) for s, predicate, o in rule.body
    ]
    found: set[frozenset[Statement]] = set()
    for statement in sorted(stated):
        bound = bind(body[0], statement, {})
        if bound is not None:
            premises = frozenset(instantiate(atom, bound) for atom in body)
            if premises <= stated and premises not in found:
                found.add(premises)
                yield bound


def _of_members(closed: Closed, rules: list[Rule]) -> Iterator[_Found]:
    """The rules about what a member of a class has: cls-maxc1, cls-maxqc1 and cls-maxqc2."""
    closure = closed.closure
    terms, has, states = closure.terms, closure.membership.has, closure.membership.states
    for rule in rules:
        member, edge, *fillers = rule.body
        concerned = [member[2] in state.all for state in states]
        adjacency = closure.relation(edge[1]).along(edge[0] != member[0])
        for thing, state in enumerate(closure.membership.state_of):
            if concerned[state]:
                for value in set(adjacency.of(thing)):
                    if all(has(value, filler[2]) for filler in fillers):
                        yield _instance(rule, {"?x": terms[thing], "?y": terms[value]})


def _of_equals(closed: Closed, rules: list[Rule]) -> Iterator[_Found]:
    """The rules about things that are the same: eq-diff1 to eq-diff3, and dt-diff."""
    same = closed.equality.representative
    for rule in rules:
        if any(atom[1] == DIFFERENT for atom in rule.body):
            for first, second in closed.closure.different:
                if same(first) == same(second):
                    yield _instance(rule, {"?x": first, "?y": second})
        elif same(rule.body[0][0]) == same(rule.body[0][2]):
            yield rule, rule.body
    for members in closed.equality.classes():
        literals = sorted(term for term in members if term.startswith('"'))
        for other in literals[1:]:
            if differ(literals[0], other):
                premises = ((literals[0], SAME, other),)
                yield Rule("dt-diff", "different values", premises, None), premises
