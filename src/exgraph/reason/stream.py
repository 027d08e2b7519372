"""The closure of facts that pass by once.

What is kept: a number for each term that some axiom touches, the classes of each such thing, and the pairs of the
properties that are entailed or joined. Everything else goes by and is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rdflib import RDF, URIRef

from exgraph.errors import ReasoningError
from exgraph.reason.line import Statement
from exgraph.reason.membership import Membership, State
from exgraph.reason.noise import Noise, is_logical, is_metaclass
from exgraph.reason.rules import Rules

_TYPE = f"<{RDF.type}>"
_SHIFT = 32
_LOW = (1 << _SHIFT) - 1


@dataclass(slots=True)
class _Relation:
    """The pairs of one property, each as a number: subject << 32 | object.

    The indexes by subject and by object are there only where a join looks the property up that way.
    """

    name: str
    asserted: set[int] = field(default_factory=set)
    entailed: set[int] = field(default_factory=set)
    by_subject: dict[int, list[int]] | None = None
    by_object: dict[int, list[int]] | None = None
    as_first: list[tuple[_Relation, str]] = field(default_factory=list)
    as_second: list[tuple[_Relation, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Effect:
    """A rule bound to this closure: the states that it gives subject and object (0: none), the relations it fills."""

    subject_state: int
    object_state: int
    own: _Relation | None
    others: tuple[tuple[_Relation, bool], ...]


class Closure:
    """The closure of the statements added so far."""

    def __init__(self, rules: Rules) -> None:
        self.membership = Membership(rules.superclasses)
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._relations: dict[str, _Relation] = {}
        self._classes: dict[str, int] = {}
        self._effects = {name: self._effect(rules, name) for name in rules.properties}
        self._ignored: set[str] = set()
        for join in rules.joins:
            self._index(join.first, join.second, join.implied)

    def add(self, statement: Statement) -> None:
        """Add a fact and all that it entails together with the facts before it.

        Raises:
            ReasoningError: the fact is an axiom, which only the ontology may state.
        """
        subject, predicate, value = statement
        if predicate == _TYPE:
            state = self._classes.get(value)
            if state is None:
                state = self._classes[value] = self._class(statement)
            if state:
                self.membership.unite(self._number(subject), state)
        elif effect := self._effects.get(predicate):
            self._assert(effect, self._number(subject), self._number(value))
        elif predicate not in self._ignored:
            if is_logical(URIRef(predicate[1:-1])):
                raise _axiom_among_facts(statement)
            self._ignored.add(predicate)

    def inferred(self, noise: Noise) -> Iterator[str]:
        """Yield the N-Triples lines of all that is entailed and neither asserted nor noise, each once."""
        yield from self._inferred_classes(noise)
        terms = self.terms
        silent = {number for number, term in enumerate(terms) if noise.is_subject(term)}
        for name, relation in sorted(self._relations.items()):
            if not name.startswith("_:"):
                for pair in relation.entailed:
                    if pair >> _SHIFT not in silent:
                        yield f"{terms[pair >> _SHIFT]} {name} {terms[pair & _LOW]} .\n"

    def _inferred_classes(self, noise: Noise) -> Iterator[str]:
        endings = [_endings(state, noise) for state in self.membership.states]
        for term, state in zip(self.terms, self.membership.state_of, strict=True):
            if endings[state] and not noise.is_subject(term):
                for ending in endings[state]:
                    yield term + ending

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            number = self._numbers[term] = len(self.terms)
            self.terms.append(term)
            self.membership.append()
        return number

    def _class(self, statement: Statement) -> int:
        name = statement[2]
        if is_metaclass(URIRef(name[1:-1])):
            raise _axiom_among_facts(statement)
        return self.membership.asserted(name)

    def _assert(self, effect: _Effect, subject: int, value: int) -> None:
        relation = effect.own
        if relation is not None:
            pair = subject << _SHIFT | value
            if pair in relation.asserted:
                return
            relation.asserted.add(pair)
            if pair in relation.entailed:
                relation.entailed.remove(pair)
                return
        waiting: list[tuple[str, int, int]] = []
        if relation is not None:
            _join(relation, subject, value, waiting)
        self._apply(effect, subject, value, waiting)
        while waiting:
            name, subject, value = waiting.pop()
            self._entail(self._effects[name], subject, value, waiting)

    def _entail(self, effect: _Effect, subject: int, value: int, waiting: list[tuple[str, int, int]]) -> None:
        relation = effect.own
        pair = subject << _SHIFT | value
        if relation is None or pair in relation.entailed or pair in relation.asserted:
            return
        relation.entailed.add(pair)
        _join(relation, subject, value, waiting)
        self._apply(effect, subject, value, waiting)

    def _apply(self, effect: _Effect, subject: int, value: int, waiting: list[tuple[str, int, int]]) -> None:
        if effect.subject_state:
            self.membership.unite(subject, effect.subject_state)
        if effect.object_state:
            self.membership.unite(value, effect.object_state)
        for relation, inverted in effect.others:
            first, second = (value, subject) if inverted else (subject, value)
            pair = first << _SHIFT | second
            if pair not in relation.entailed and pair not in relation.asserted:
                relation.entailed.add(pair)
                _join(relation, first, second, waiting)

    def _effect(self, rules: Rules, name: str) -> _Effect:
        rule = rules.properties[name]
        own = self._relation(name) if (name, False) in rule.roles else None
        others = tuple(
            (self._relation(above), inverted) for above, inverted in rule.roles if (above, inverted) != (name, False)
        )
        return _Effect(
            self.membership.entailed(rule.subject_classes), self.membership.entailed(rule.object_classes), own, others
        )

    def _relation(self, name: str) -> _Relation:
        return self._relations.setdefault(name, _Relation(name))

    def _index(self, first: str, second: str, implied: str) -> None:
        before, after = self._relations[first], self._relations[second]
        before.by_object = before.by_object or {}
        after.by_subject = after.by_subject or {}
        before.as_first.append((after, implied))
        after.as_second.append((before, implied))


def _join(relation: _Relation, subject: int, value: int, waiting: list[tuple[str, int, int]]) -> None:
    """Index a new pair, and note what it entails together with the pairs of the other half of a join."""
    if relation.by_subject is not None:
        relation.by_subject.setdefault(subject, []).append(value)
    if relation.by_object is not None:
        relation.by_object.setdefault(value, []).append(subject)
    for after, implied in relation.as_first:
        if after.by_subject is not None:
            waiting.extend((implied, subject, end) for end in after.by_subject.get(value, ()))
    for before, implied in relation.as_second:
        if before.by_object is not None:
            waiting.extend((implied, start, value) for start in before.by_object.get(subject, ()))


def _endings(state: State, noise: Noise) -> list[str]:
    """Return the rest of the line of each class that a thing in this state was inferred to be in."""
    return [f" {_TYPE} {name} .\n" for name in sorted(state.entailed - state.asserted) if not noise.is_class(name)]


def _axiom_among_facts(statement: Statement) -> ReasoningError:
    return ReasoningError(
        f"the facts hold an axiom: {' '.join(statement)} .",
        remedy="state it in the ontology; for the same thing elsewhere say skos:exactMatch",
    )
