"""The closure of facts that pass by once.

What is kept: a number for each term that some axiom touches, the classes of each such thing, the pairs of the
properties that are entailed or excluded, and indexes of those that are joined. Everything else goes by and is
forgotten: that is why millions of facts fit in memory (docs/decisions/0004-reasoner.md). Things that are equal have one
number here; `exgraph.reason.closure.closing` finds out which are, and reads again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping

from rdflib import URIRef

from exgraph.errors import ReasoningError
from exgraph.reason.closure.effect import Effect, Effects, Relation
from exgraph.reason.closure.membership import Membership
from exgraph.reason.closure.pair import LOW, SHIFT, Pairs
from exgraph.reason.closure.table import Role, Tables
from exgraph.reason.datatype import datatypes
from exgraph.reason.line import Statement
from exgraph.reason.noise import is_logical, is_metaclass
from exgraph.reason.rule import DIFFERENT, SAME, TYPE

_IGNORED = Effect()
_NOTHING_MORE = Effect()


class Closure:
    """The closure of the statements added so far, but for what equality entails of them.

    Attributes:
        membership: the classes of each thing.
        pairs: the properties between things.
        terms: the things by their numbers.
        numbers: the numbers of the things; equal things have one, that of their representative.
        same: the pairs that the facts say are the same.
        different: the pairs that the facts say are not.
        touched: the facts about things that are equal to others.
        hashes: the hashes of the asserted statements of `leaves`.
        leaves: the properties of which statements were only hashed.
    """

    def __init__(self, tables: Tables, representatives: Mapping[str, str] | None = None) -> None:
        self.terms: list[str] = []
        self.numbers: dict[str, int] = {}
        self.same: list[tuple[str, str]] = []
        self.different: list[tuple[str, str]] = []
        self.touched: set[Statement] = set()
        self.hashes = array("q")
        self._representatives = representatives or {}
        self._types_of_literals = bool(tables.asked or tables.conjunctions or tables.single)
        self.membership = Membership(tables.superclasses, tables.conjunctions, tables.asked)
        self.pairs = Pairs()
        self._effects = Effects(tables, self.membership, self.pairs, self.number)
        self.leaves = self._effects.leaves
        self._of = dict(self._effects.of)
        self._classes: dict[str, int] = {}
        self._waiting: list[tuple[Effect | None, int, int]] = []

    def relation(self, name: str) -> Relation:
        """Return the relation of a property that some rule walks along."""
        return self._effects.relations[name]

    def predicates(self) -> Iterable[str]:
        """Return the predicates that have occurred, or that a rule names."""
        return self._of.keys()

    def number(self, term: str) -> int:
        """Return the number of a term."""
        number = self.numbers.get(term)
        if number is not None:
            return number
        representative = self._representatives.get(term, term)
        if representative != term:
            number = self.numbers[term] = self.number(representative)
            return number
        number = self.numbers[term] = len(self.terms)
        self.terms.append(term)
        self.membership.append()
        if self._types_of_literals and term.startswith('"'):
            self.membership.state_of[number] = self.membership.entailed(datatypes(term))
        return number

    def add(self, statements: Iterable[Statement]) -> None:
        """Add facts and all that they entail together with those before them.

        Millions of facts pass this loop: what most of them need is here, and not in methods of its own.

        Raises:
            ReasoningError: a fact is an axiom, which only the ontology may state.
        """
        effects, classes, numbers = self._of, self._classes, self.numbers
        state_of, united = self.membership.state_of, self.membership.united
        waiting, hashed = self._waiting, self.hashes.append
        last, number = "", -1
        for statement in self._touching(statements) if self._representatives else statements:
            subject, predicate, value = statement
            if predicate == TYPE:
                effect, state = _NOTHING_MORE, classes.get(value) or self._class(statement)
            else:
                effect = effects.get(predicate) or self._unknown(statement)
                if effect is _IGNORED:
                    continue
                if effect.hashed:
                    hashed(hash(statement))
                state = effect.subject
                if not state and effect.is_local:
                    continue
            # Facts mostly come sorted by subject: its number is looked up once for all of its lines.
            if subject != last:
                last = subject
                known = numbers.get(subject)
                number = self.number(subject) if known is None else known
            if state:
                # A state stands for a combination of classes. What two make together is worked out once and kept in
                # `united`, so that a class that adds nothing costs two look-ups.
                own = state_of[number]
                if own != state and united[own].get(state) != own:
                    self._classify(number, state)
            if not effect.is_local:
                self._pair(effect, number, value)
            # What follows from a fact is put in a queue, not called for: chains of rules may be longer than the stack.
            if waiting:
                self._work()

    def entail(self, types: Iterable[Statement]) -> None:
        """Add what the ontology says of the classes of things by its class expressions."""
        for subject, _, name in types:
            self._classify(self.number(subject), self.membership.entailed([name]))
        self._work()

    def _touching(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """Yield the statements, and note those about things that are equal to others."""
        for statement in statements:
            if statement[0] in self._representatives or statement[2] in self._representatives:
                self.touched.add(statement)
            yield statement

    def _pair(self, effect: Effect, subject: int, value: str) -> None:
        """Do what a statement does besides what it says of its subject's classes."""
        if not effect.needs_value and (not effect.object or (value[0] == '"' and not self._types_of_literals)):
            return
        known = self.numbers.get(value)
        other = self.number(value) if known is None else known
        state = effect.object
        if state:
            own = self.membership.state_of[other]
            if own != state and self.membership.united[own].get(state) != own:
                self._classify(other, state)
        if effect.asserted[0]:
            self._relate(effect.asserted, subject, other)
        elif effect.relation is not None:
            self._index(effect.relation, subject, other)
        if effect.subject_values or effect.object_values:
            self._value(effect, subject, other)

    def _relate(self, states: tuple[int, int], subject: int, value: int) -> bool:
        """Give a pair the roles of a state, or of its turned state; return whether any was new to it."""
        # One key for both directions, the lower number first: a pair and its inverse share a state.
        turn = subject > value
        key = value << SHIFT | subject if turn else subject << SHIFT | value
        given, before = states[turn], self.pairs.state_of.get(key, 0)
        if before == given:
            return False
        after, gained = self.pairs.united[before].get(given) or self.pairs.unite(before, given)
        if after == before:
            return False
        self.pairs.state_of[key] = after
        for role in gained:
            self._link(role, key)
        return True

    def _class(self, statement: Statement) -> int:
        name = statement[2]
        if is_metaclass(URIRef(name[1:-1])):
            raise _axiom_among_facts(statement)
        state = self._classes[name] = self.membership.asserted(name)
        return state

    def _unknown(self, statement: Statement) -> Effect:
        subject, predicate, value = statement
        if predicate in (SAME, DIFFERENT):
            if predicate == DIFFERENT:
                self.different.append((subject, value))
            elif subject != value:
                self.same.append((subject, value))
            return _IGNORED
        if is_logical(URIRef(predicate[1:-1])):
            raise _axiom_among_facts(statement)
        self._of[predicate] = _IGNORED
        return _IGNORED

    def _work(self) -> None:
        while self._waiting:
            effect, first, second = self._waiting.pop()
            if effect is None:
                self._classify(first, second)
            else:
                self._entail(effect, first, second)

    def _entail(self, effect: Effect, subject: int, value: int) -> None:
        if self._relate(effect.entailed, subject, value):
            self._classify(subject, effect.subject)
            self._classify(value, effect.object)
            if effect.subject_values or effect.object_values:
                self._value(effect, subject, value)

    def _classify(self, thing: int, state: int) -> None:
        own = self.membership.state_of[thing]
        new = self.membership.unite(own, state)
        if new != own:
            self.membership.state_of[thing] = new
            self._gain(thing, own, new)

    def _gain(self, thing: int, own: int, new: int) -> None:
        """Note what follows from the classes that a thing has got."""
        asked = self.membership.asked
        if asked[own] is not asked[new]:
            for name in asked[new] - asked[own]:
                for then in self._effects.by_class.get(name, ()):
                    self._waiting.extend(then(thing))

    def _value(self, effect: Effect, subject: int, value: int) -> None:
        if state := effect.subject_values.get(value):
            self._classify(subject, state)
        if state := effect.object_values.get(subject):
            self._classify(value, state)

    def _link(self, role: Role, key: int) -> None:
        name, inverted = role
        first, second = key >> SHIFT, key & LOW
        subject, value = (second, first) if inverted else (first, second)
        self._index(self._effects.relations[name], subject, value)

    def _index(self, relation: Relation, subject: int, value: int) -> None:
        """Index a new pair, and note what it entails together with pairs and classes that are there."""
        if relation.by_subject is not None:
            relation.by_subject.add(subject, value)
        if relation.by_object is not None:
            relation.by_object.add(value, subject)
        waiting, has = self._waiting, self.membership.has
        for after, effect in relation.as_first:
            waiting.extend((effect, subject, end) for end in after.of(value))
        for before, effect in relation.as_second:
            waiting.extend((effect, start, value) for start in before.of(subject))
        for at_object, name, state in relation.somes:
            filler, thing = (value, subject) if at_object else (subject, value)
            if has(filler, name):
                waiting.append((None, thing, state))
        for at_object, name, state in relation.alls:
            filler, thing = (value, subject) if at_object else (subject, value)
            if has(thing, name):
                waiting.append((None, filler, state))


def _axiom_among_facts(statement: Statement) -> ReasoningError:
    return ReasoningError(f"the facts hold an axiom: {' '.join(statement)} .", remedy="state it in the ontology")
