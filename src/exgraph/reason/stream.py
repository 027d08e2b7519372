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
from exgraph.reason.rules import Join, Rules

_TYPE = f"<{RDF.type}>"
_SHIFT = 32
_LOW = (1 << _SHIFT) - 1


@dataclass(slots=True)
class _Relation:
    """The pairs of one property, each as a number: subject << 32 | object.

    Attributes:
        entailable: whether pairs may be entailed; the sets are kept only then, to tell these from the asserted ones.
        by_subject: the objects of each subject, where a join asks for them.
        by_object: the subjects of each object, where a join asks for them.
        as_first: for each join with this property first, the index of the second by subject, and what is implied.
        as_second: for each join with this property second, the index of the first by object, and what is implied.
    """

    entailable: bool
    asserted: set[int] = field(default_factory=set)
    entailed: set[int] = field(default_factory=set)
    by_subject: dict[int, list[int]] | None = None
    by_object: dict[int, list[int]] | None = None
    as_first: list[tuple[dict[int, list[int]], str]] = field(default_factory=list)
    as_second: list[tuple[dict[int, list[int]], str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Effect:
    """A rule bound to this closure.

    Attributes:
        subject_state: the state that the subject gets; 0: none.
        object_state: the state that the object gets; 0: none.
        own: the relation of the predicate itself, where it has to be remembered.
        above: the relations that hold the pair too.
        below: the relations that hold the inverted pair.
    """

    subject_state: int
    object_state: int
    own: _Relation | None
    above: tuple[_Relation, ...]
    below: tuple[_Relation, ...]


class Closure:
    """The closure of the statements added so far."""

    def __init__(self, rules: Rules) -> None:
        self.membership = Membership(rules.superclasses)
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        self._relations: dict[str, _Relation] = {}
        self._classes: dict[str, int] = {}
        self._entailable = rules.entailable
        self._waiting: list[tuple[str, int, int]] = []
        self._effects = {name: self._effect(rules, name) for name in rules.properties}
        self._ignored: set[str] = set()
        for join in rules.joins:
            self._index(join)

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
            if relation.entailable:
                pair = subject << _SHIFT | value
                if pair in relation.asserted:
                    return
                relation.asserted.add(pair)
                if pair in relation.entailed:
                    relation.entailed.remove(pair)
                    return
            self._join(relation, subject, value)
        self._apply(effect, subject, value)
        while self._waiting:
            name, subject, value = self._waiting.pop()
            self._entail(self._effects[name], subject, value)

    def _entail(self, effect: _Effect, subject: int, value: int) -> None:
        relation = effect.own
        pair = subject << _SHIFT | value
        if relation is None or pair in relation.entailed or pair in relation.asserted:
            return
        relation.entailed.add(pair)
        self._join(relation, subject, value)
        self._apply(effect, subject, value)

    def _apply(self, effect: _Effect, subject: int, value: int) -> None:
        """Give the things their classes, and the pair to the superproperties.

        Nothing else has to be done for these: what they entail, the effect holds already.
        """
        if effect.subject_state:
            self.membership.unite(subject, effect.subject_state)
        if effect.object_state:
            self.membership.unite(value, effect.object_state)
        if effect.above:
            self._share(effect.above, subject, value)
        if effect.below:
            self._share(effect.below, value, subject)

    def _share(self, relations: tuple[_Relation, ...], subject: int, value: int) -> None:
        pair = subject << _SHIFT | value
        for relation in relations:
            if pair not in relation.entailed and pair not in relation.asserted:
                relation.entailed.add(pair)
                self._join(relation, subject, value)

    def _join(self, relation: _Relation, subject: int, value: int) -> None:
        """Index a new pair, and note what it entails together with the pairs of the other half of a join."""
        if relation.by_subject is not None:
            relation.by_subject.setdefault(subject, []).append(value)
        if relation.by_object is not None:
            relation.by_object.setdefault(value, []).append(subject)
        for after, implied in relation.as_first:
            if ends := after.get(value):
                self._waiting.extend((implied, subject, end) for end in ends)
        for before, implied in relation.as_second:
            if starts := before.get(subject):
                self._waiting.extend((implied, start, value) for start in starts)

    def _effect(self, rules: Rules, name: str) -> _Effect:
        rule = rules.properties[name]
        entailed = self.membership.entailed
        return _Effect(
            entailed(rule.subject_classes),
            entailed(rule.object_classes),
            own=self._relation(name) if (name, False) in rule.roles else None,
            above=tuple(self._relation(role) for role, inverted in rule.roles if not inverted and role != name),
            below=tuple(self._relation(role) for role, inverted in rule.roles if inverted),
        )

    def _relation(self, name: str) -> _Relation:
        return self._relations.setdefault(name, _Relation(name in self._entailable))

    def _index(self, join: Join) -> None:
        before, after = self._relations[join.first], self._relations[join.second]
        if before.by_object is None:
            before.by_object = {}
        if after.by_subject is None:
            after.by_subject = {}
        before.as_first.append((after.by_subject, join.implied))
        after.as_second.append((before.by_object, join.implied))


def _endings(state: State, noise: Noise) -> list[str]:
    """Return the rest of the line of each class that a thing in this state was inferred to be in."""
    return [f" {_TYPE} {name} .\n" for name in sorted(state.entailed - state.asserted) if not noise.is_class(name)]


def _axiom_among_facts(statement: Statement) -> ReasoningError:
    return ReasoningError(
        f"the facts hold an axiom: {' '.join(statement)} .",
        remedy="state it in the ontology; for the same thing elsewhere say skos:exactMatch",
    )
