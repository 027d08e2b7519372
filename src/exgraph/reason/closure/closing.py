"""From facts to all that follows: passes over the facts until no more things turn out to be equal."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO

from exgraph.errors import ReasoningError
from exgraph.reason.closure.equality import Equality, equal
from exgraph.reason.closure.pair import LOW, SHIFT
from exgraph.reason.closure.stream import Closure
from exgraph.reason.closure.table import Tables
from exgraph.reason.line import Statement, read
from exgraph.reason.rule import SAME, TYPE
from exgraph.reason.schema import Schema


@dataclass(frozen=True)
class Closed:
    """All that follows from facts, and the facts in it that could not be told from what follows.

    Attributes:
        closure: the last pass.
        equality: the things that are the same.
        repeated: asserted statements of `closure.leaves` that follow too.
    """

    closure: Closure
    equality: Equality
    repeated: frozenset[Statement]

    def statements(self, skip: Callable[[str], bool], wanted: Callable[[str, str], bool]) -> Iterator[Statement]:
        """Yield what follows and is not asserted, each once.

        Args:
            skip: of which subjects nothing is yielded.
            wanted: whether a predicate's statements are yielded, or, of rdf:type, those of a class; both are given.
        """
        yield from self._types(skip, wanted)
        yield from self._edges(skip, wanted)
        if self.equality:
            yield from self._exchanged(skip, wanted)

    def _types(self, skip: Callable[[str], bool], wanted: Callable[[str, str], bool]) -> Iterator[Statement]:
        membership, equal = self.closure.membership, self.equality.representatives
        classes = [
            [name for name in sorted(state.all - state.asserted) if wanted(TYPE, name)] for state in membership.states
        ]
        for term, state in zip(self.closure.terms, membership.state_of, strict=True):
            if classes[state] and term not in equal and not skip(term):
                for name in classes[state]:
                    yield term, TYPE, name

    def _edges(self, skip: Callable[[str], bool], wanted: Callable[[str, str], bool]) -> Iterator[Statement]:
        terms, equal, repeated = self.closure.terms, self.equality.representatives, self.repeated
        followed = [_followed(state.asserted, state.all, wanted) for state in self.closure.pairs.states]
        silent = {number for number, term in enumerate(terms) if term in equal or skip(term)}
        blank = {number for number, term in enumerate(terms) if term in equal}
        for key, state in self.closure.pairs.state_of.items():
            straight, inverted = followed[state]
            if not straight and not inverted:
                continue
            first, second = key >> SHIFT, key & LOW
            if first in blank or second in blank:
                continue
            if first == second:
                straight, inverted = sorted({*straight, *inverted} - _asserted(self.closure, state)), []
            if straight and first not in silent:
                for name in straight:
                    if not repeated or (terms[first], name, terms[second]) not in repeated:
                        yield terms[first], name, terms[second]
            if inverted and second not in silent:
                for name in inverted:
                    if not repeated or (terms[second], name, terms[first]) not in repeated:
                        yield terms[second], name, terms[first]

    def _exchanged(self, skip: Callable[[str], bool], wanted: Callable[[str, str], bool]) -> Iterator[Statement]:
        """Yield what follows about things that are equal to others."""
        found = {each for statement in self._about_equals() for each in self.equality.exchanged(statement)}
        found.update(self.equality.statements())
        for statement in sorted(found - self.closure.touched):
            subject, predicate, value = statement
            if skip(subject) or not wanted(predicate, value) or (predicate == SAME and subject == value):
                continue
            if predicate != TYPE or subject in self.equality.representatives or not self._is_in(subject, value):
                yield statement

    def _is_in(self, term: str, name: str) -> bool:
        number = self.closure.numbers.get(term)
        return number is not None and self.closure.membership.has(number, name)

    def _about_equals(self) -> Iterator[Statement]:
        yield from (statement for statement in self.closure.touched if statement[1] != SAME)
        terms, equal = self.closure.terms, self.equality.representatives
        states = self.closure.membership.states
        for term, state in zip(terms, self.closure.membership.state_of, strict=True):
            if term in equal:
                yield from ((term, TYPE, name) for name in states[state].all)
        numbers = {number for number, term in enumerate(terms) if term in equal}
        for key, number in self.closure.pairs.state_of.items():
            first, second = key >> SHIFT, key & LOW
            if first in numbers or second in numbers:
                for name, inverted in self.closure.pairs.states[number].all:
                    if not name.startswith("^"):
                        yield (terms[second], name, terms[first]) if inverted else (terms[first], name, terms[second])


def close(schema: Schema, tables: Tables, lines: Iterable[str]) -> Closed:
    """Return all that follows from the facts.

    The facts are read once; again for each round of things that turn out to be equal, and once more where facts may
    repeat what follows. Lines that cannot be read again (an iterator) are kept in a file in the meantime.

    Raises:
        ReasoningError: a line is no statement, or holds a blank node or an axiom; terms of the schema turn out to be
            the same, which only the ontology may say.
    """
    equality = Equality()
    with ExitStack() as files:
        kept = _Kept(lines, files)
        while True:
            closure = Closure(tables, equality.representatives)
            closure.add(schema.facts)
            closure.entail(tables.facts)
            closure.add(read(kept))
            merged = [pair for pair in equal(closure, tables) if equality.merge(*pair)]
            if not merged:
                break
        _refuse_terms(schema, closure, equality)
        return Closed(closure, equality, frozenset(_repeated(closure, schema.facts, kept)))


class _Kept:
    """Lines that can be read again: those of an iterator are written to a file as they pass for the first time."""

    def __init__(self, lines: Iterable[str], files: ExitStack) -> None:
        self._lines = lines
        self._file: IO[str] | None = None
        if iter(lines) is lines:
            self._file = files.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))  # noqa: SIM115
        self._passed = False

    def __iter__(self) -> Iterator[str]:
        if self._file is None:
            return iter(self._lines)
        if self._passed:
            self._file.seek(0)
            return iter(self._file)
        self._passed = True
        return self._written(self._file)

    def _written(self, file: IO[str]) -> Iterator[str]:
        for line in self._lines:
            file.write(line if line.endswith("\n") else f"{line}\n")
            yield line


def _refuse_terms(schema: Schema, closure: Closure, equality: Equality) -> None:
    """Refuse to exchange terms of the schema; where the ontology itself calls them the same, its rules say so."""
    said = {term for subject, name, value in schema.facts if name == SAME for term in (subject, value)}
    named = set(closure.predicates())
    for term in sorted(equality.representatives.keys() - said):
        if schema.noise.is_term(term) or term in named:
            others = ", ".join(other for other in equality.members(term) if other != term)
            raise ReasoningError(
                f"by the facts, {term} is the same as {others}",
                remedy="say in the ontology what is true of terms of the schema: owl:equivalentClass, -Property",
            )


def _repeated(closure: Closure, given: Iterable[Statement], kept: Iterable[str]) -> Iterator[Statement]:
    """Yield the asserted statements that follow too, of properties whose asserted ones were only hashed."""
    if not closure.hashes:
        return
    terms, leaves = closure.terms, closure.leaves
    followed = [_followed(state.asserted, state.all, lambda name, _: name in leaves) for state in closure.pairs.states]
    hashes: set[int] = set()
    for key, state in closure.pairs.state_of.items():
        straight, inverted = followed[state]
        if straight or inverted:
            first, second = terms[key >> SHIFT], terms[key & LOW]
            hashes.update(hash((first, name, second)) for name in straight)
            hashes.update(hash((second, name, first)) for name in inverted)
    hashes.intersection_update(closure.hashes)
    if hashes:
        yield from (statement for statement in given if hash(statement) in hashes)
        yield from (statement for statement in read(kept) if hash(statement) in hashes)


def _followed(
    asserted: Iterable[tuple[str, bool]], roles: Iterable[tuple[str, bool]], wanted: Callable[[str, str], bool]
) -> tuple[list[str], list[str]]:
    """Return the properties that follow for a pair, from the first to the second and from the second to the first."""
    kept = [role for role in sorted({*roles} - {*asserted}) if role[0][0] != "^" and wanted(role[0], "")]
    return [name for name, inverted in kept if not inverted], [name for name, inverted in kept if inverted]


def _asserted(closure: Closure, state: int) -> set[str]:
    return {name for name, _ in closure.pairs.states[state].asserted}
