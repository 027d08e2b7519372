"""Statements to be looked up: what is stated, by any of its terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from exgraph.reason.line import Statement
from exgraph.reason.rule import TYPE, Atom, instantiate, is_variable


class Statements(Protocol):
    """What is stated: asserted, or inferred earlier."""

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterable[Statement]:
        """Yield the statements with these terms; None stands for any."""

    def is_asserted(self, statement: Statement) -> bool:
        """Whether a statement is asserted, be it inferred or not."""


class StatementIndex:
    """Statements in memory, some of them asserted."""

    def __init__(self, asserted: Iterable[Statement] = (), inferred: Iterable[Statement] = ()) -> None:
        self._asserted: set[Statement] = set()
        self._all: set[Statement] = set()
        self._by_subject: dict[str, dict[Statement, None]] = defaultdict(dict)
        self._by_value: dict[str, dict[Statement, None]] = defaultdict(dict)
        self._by_predicate: dict[str, dict[Statement, None]] = defaultdict(dict)
        for statement in asserted:
            self._asserted.add(statement)
            self.add(statement)
        for statement in inferred:
            self.add(statement)

    def add(self, statement: Statement) -> None:
        """Add an inferred statement."""
        subject, predicate, value = statement
        self._all.add(statement)
        self._by_subject[subject][statement] = None
        self._by_predicate[predicate][statement] = None
        self._by_value[value][statement] = None

    def discard(self, statement: Statement) -> None:
        """Remove a statement, if it is there."""
        subject, predicate, value = statement
        self._all.discard(statement)
        self._asserted.discard(statement)
        self._by_subject[subject].pop(statement, None)
        self._by_predicate[predicate].pop(statement, None)
        self._by_value[value].pop(statement, None)

    def __contains__(self, statement: object) -> bool:
        return statement in self._all

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Statement]:
        """Yield the statements with these terms; None stands for any."""
        if subject is not None and predicate is not None and value is not None:
            statement = subject, predicate, value
            return iter([statement] if statement in self._all else [])
        candidates: Iterable[Statement]
        if subject is not None:
            candidates = self._by_subject.get(subject, ())
        elif value is not None:
            candidates = self._by_value.get(value, ())
        else:
            candidates = self._all if predicate is None else self._by_predicate.get(predicate, ())
        return (each for each in list(candidates) if predicate in (None, each[1]) and value in (None, each[2]))

    def is_asserted(self, statement: Statement) -> bool:
        """Whether a statement was given as asserted."""
        return statement in self._asserted


def solutions(body: tuple[Atom, ...], bound: Mapping[str, str], statements: Statements) -> Iterator[Mapping[str, str]]:
    """Yield the bindings under which all of a body is stated.

    Those atoms are looked up first that leave least open, and classes last: a class may be one that nothing states.
    """
    if not body:
        yield bound
        return
    patterns = [instantiate(atom, bound) for atom in body]
    first = min(range(len(body)), key=lambda at: (sum(map(is_variable, patterns[at])), body[at][1] == TYPE))
    rest = body[:first] + body[first + 1 :]
    asked = [None if is_variable(term) else term for term in patterns[first]]
    for found in statements.match(*asked):
        extended = dict(bound)
        if all(extended.setdefault(t, v) == v for t, v in zip(patterns[first], found, strict=True) if is_variable(t)):
            yield from solutions(rest, extended, statements)
