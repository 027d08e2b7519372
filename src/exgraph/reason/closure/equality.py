"""Which things are the same, and which statements hold of the one because they hold of the other."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from exgraph.reason.closure.stream import Closure
from exgraph.reason.closure.table import Tables
from exgraph.reason.line import Statement
from exgraph.reason.rule import SAME


class Equality:
    """Classes of equal terms.

    Attributes:
        representatives: for each term that is equal to another, the first of its class.
    """

    def __init__(self) -> None:
        self.representatives: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._members)

    def merge(self, first: str, second: str) -> bool:
        """Make two terms equal; return whether they were not."""
        one, other = sorted((self.representative(first), self.representative(second)))
        if one == other:
            return False
        members = self._members.setdefault(one, [one])
        members.extend(self._members.pop(other, [other]))
        for term in members:
            self.representatives[term] = one
        return True

    def representative(self, term: str) -> str:
        """Return the first of the terms that are equal to one."""
        return self.representatives.get(term, term)

    def members(self, term: str) -> list[str]:
        """Return the terms that are equal to one, itself among them."""
        return self._members.get(self.representative(term), [term])

    def classes(self) -> Iterable[list[str]]:
        """Return the classes of equal terms."""
        return self._members.values()

    def exchanged(self, statement: Statement) -> Iterator[Statement]:
        """Yield what a statement says with equal terms in the place of its own (eq-rep-s, eq-rep-o)."""
        subject, predicate, value = statement
        for one, other in itertools.product(self.members(subject), self.members(value)):
            yield one, predicate, other

    def statements(self) -> Iterator[Statement]:
        """Yield that the terms are the same (eq-sym, eq-trans)."""
        for members in self._members.values():
            for first, second in itertools.permutations(members, 2):
                yield first, SAME, second


def equal(closure: Closure, tables: Tables) -> Iterator[tuple[str, str]]:
    """Yield pairs of terms that are the same by the facts, or by prp-fp, prp-ifp, prp-key, cls-maxc2 or cls-maxqc3."""
    yield from closure.same
    terms = closure.terms
    for first, second in itertools.chain(_single(closure, tables), _keyed(closure, tables)):
        yield terms[first], terms[second]


def _single(closure: Closure, tables: Tables) -> Iterator[tuple[int, int]]:
    has = closure.membership.has
    for (name, inverted), owner, filler in tables.single:
        adjacency = closure.relation(name).along(inverted)
        for thing in adjacency.things():
            if owner is None or has(thing, owner):
                values = set(adjacency.of(thing))
                if filler is not None:
                    values = {value for value in values if has(value, filler)}
                yield from _all_equal(values)


def _keyed(closure: Closure, tables: Tables) -> Iterator[tuple[int, int]]:
    states = closure.membership.states
    for name, roles in tables.keys:
        members = (thing for thing, state in enumerate(closure.membership.state_of) if name in states[state].all)
        adjacencies = [closure.relation(each).along(inverted) for each, inverted in roles]
        named: dict[tuple[int, ...], set[int]] = defaultdict(set)
        for thing in members:
            for key in itertools.product(*(set(adjacency.of(thing)) for adjacency in adjacencies)):
                named[key].add(thing)
        for things in named.values():
            yield from _all_equal(things)


def _all_equal(things: Iterable[int]) -> Iterator[tuple[int, int]]:
    return itertools.pairwise(sorted(things))
