"""What one statement of a predicate does to a closure, worked out once for each predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from exgraph.reason.closure.adjacency import Adjacency
from exgraph.reason.closure.membership import Membership
from exgraph.reason.closure.pair import Pairs, turned
from exgraph.reason.closure.table import Role, Tables
from exgraph.reason.rule import TYPE


@dataclass(slots=True)
class Relation:
    """The pairs of one property that some rule walks along.

    Attributes:
        by_subject: from subjects to objects, where a rule asks.
        by_object: from objects to subjects, where a rule asks.
        as_first: for each join with this property first, the second from its subjects, and what is implied.
        as_second: for each join with this property second, the first from its objects, and what is implied.
        somes: whether the value is the object; its class; the state that follows for the other end.
        alls: whether the value is the object; the class of the other end; the state that follows for the value.
    """

    by_subject: Adjacency | None = None
    by_object: Adjacency | None = None
    as_first: list[tuple[Adjacency, Effect]] = field(default_factory=list)
    as_second: list[tuple[Adjacency, Effect]] = field(default_factory=list)
    somes: list[tuple[bool, str, int]] = field(default_factory=list)
    alls: list[tuple[bool, str, int]] = field(default_factory=list)

    def along(self, inverted: bool) -> Adjacency:
        """Return the adjacency that leads from subjects, or from objects where inverted, which is kept from now on."""
        if inverted:
            self.by_object = self.by_object or Adjacency()
            return self.by_object
        self.by_subject = self.by_subject or Adjacency()
        return self.by_subject


@dataclass(slots=True)
class Effect:
    """What a statement of one predicate does.

    Attributes:
        subject: the state that the subject gets.
        object: the state that the object gets.
        subject_values: by an object, a state that the subject gets.
        object_values: by a subject, a state that the object gets.
        asserted: the state that the pair gets from an asserted statement, and that of the turned pair; 0: none.
        entailed: the same, from an entailed statement.
        relation: where the pair is indexed that no pair state remembers.
        hashed: whether asserted statements are only hashed, for what is entailed not to repeat them.
        is_local: whether nothing but the subject's state changes, and a hash is kept.
        needs_value: whether the object has to be numbered, be it a literal.
    """

    subject: int = 0
    object: int = 0
    subject_values: dict[int, int] = field(default_factory=dict)
    object_values: dict[int, int] = field(default_factory=dict)
    asserted: tuple[int, int] = (0, 0)
    entailed: tuple[int, int] = (0, 0)
    relation: Relation | None = None
    hashed: bool = False
    is_local: bool = True
    needs_value: bool = False


class Effects:
    """The effects of all predicates that have any, and the relations they share.

    Attributes:
        of: the effects by predicate.
        relations: the relations that some rule walks along, by property.
        by_class: for each class that decides on more than classes, what its members have or make follow.
        leaves: the properties whose asserted statements are only hashed.
    """

    def __init__(self, tables: Tables, membership: Membership, pairs: Pairs, number: Callable[[str], int]) -> None:
        self.relations: dict[str, Relation] = {}
        self.of: dict[str, Effect] = {}
        self._tables, self._membership, self._pairs = tables, membership, pairs
        indexed = _indexed(tables)
        recorded = tables.entailable | tables.constrained | {name for name in indexed if tables.roles.get(name)}
        self.leaves = tables.entailable - indexed - tables.constrained
        self._values = [(role, number(value), membership.entailed([name])) for role, value, name in tables.values]
        names = {
            *recorded,
            *indexed,
            *tables.roles,
            *tables.domains,
            *tables.ranges,
            *(role[0] for role, _, _ in tables.values),
        }
        for name in sorted(indexed):
            self.relations[name] = Relation()
        pairs.watched = frozenset(indexed)
        for name in sorted(names):
            self.of[name] = self._effect(name, name in recorded)
        self.by_class: dict[str, list[Callable[[int], Iterable[tuple[Effect | None, int, int]]]]] = {}
        self._join()
        self._restrict(number)

    def _effect(self, name: str, recorded: bool) -> Effect:
        roles = {(name, False), *self._tables.roles.get(name, ())}
        entailed = frozenset(self._tables.roles.get(name, ()))
        leaf = name in self.leaves
        own: frozenset[Role] = frozenset({(name, False)}) if recorded else frozenset()
        effect = Effect(
            self._classes(roles, ends=False),
            self._classes(roles, ends=True),
            asserted=self._both(frozenset() if leaf else own, entailed),
            entailed=self._both(frozenset(), own | entailed),
            relation=None if recorded else self.relations.get(name),
            hashed=leaf,
        )
        for role, value, state in self._values:
            for above, inverted in roles:
                if above == role[0]:
                    found = effect.subject_values if inverted == role[1] else effect.object_values
                    found[value] = self._membership.unite(found.get(value, 0), state)
        values = bool(effect.subject_values or effect.object_values)
        effect.needs_value = values or bool(effect.asserted[0]) or effect.relation is not None
        effect.is_local = not (effect.needs_value or effect.object)
        return effect

    def _classes(self, roles: Iterable[Role], *, ends: bool) -> int:
        names: set[str] = set()
        for above, inverted in roles:
            table = self._tables.ranges if ends != inverted else self._tables.domains
            names |= table.get(above, set())
        return self._membership.entailed(names)

    def _both(self, asserted: frozenset[Role], entailed: frozenset[Role]) -> tuple[int, int]:
        number = self._pairs.number
        return number(asserted, entailed), number(turned(asserted), turned(entailed))

    def _join(self) -> None:
        for join in sorted(self._tables.joins):
            before, after, implied = self.relations[join.first], self.relations[join.second], self.of[join.implied]
            before.as_first.append((after.along(False), implied))
            after.as_second.append((before.along(True), implied))

    def _restrict(self, number: Callable[[str], int]) -> None:
        for (name, inverted), member, implied in self._tables.somes:
            state, relation = self._membership.entailed([implied]), self.relations[name]
            relation.somes.append((not inverted, member, state))
            self._when(member, _neighbours(relation.along(not inverted), state))
        for (name, inverted), member, implied in self._tables.alls:
            state, relation = self._membership.entailed([implied]), self.relations[name]
            relation.alls.append((not inverted, member, state))
            self._when(member, _neighbours(relation.along(inverted), state))
        for member, (name, inverted), value in self._tables.fillers:
            self._when(member, _filler(self.of[name], number(value), inverted))
        for (name, inverted), _, _ in self._tables.single:
            self.relations[name].along(inverted)
        for _, roles in self._tables.keys:
            for name, inverted in roles:
                self.relations[name].along(inverted)
        for name, inverted in _walked(self._tables):
            self.relations[name].along(inverted)

    def _when(self, name: str, then: Callable[[int], Iterable[tuple[Effect | None, int, int]]]) -> None:
        self.by_class.setdefault(name, []).append(then)


def _neighbours(adjacency: Adjacency, state: int) -> Callable[[int], Iterable[tuple[Effect | None, int, int]]]:
    return lambda thing: [(None, other, state) for other in adjacency.of(thing)]


def _filler(effect: Effect, value: int, inverted: bool) -> Callable[[int], Iterable[tuple[Effect | None, int, int]]]:
    return lambda thing: [(effect, value, thing) if inverted else (effect, thing, value)]


def _indexed(tables: Tables) -> set[str]:
    found = {name for join in tables.joins for name in (join.first, join.second)}
    found |= {role[0] for role, _, _ in (*tables.somes, *tables.alls, *tables.single)}
    found |= {name for _, roles in tables.keys for name, _ in roles}
    return found | {name for name, _ in _walked(tables)}


def _walked(tables: Tables) -> set[Role]:
    """The roles walked from the members of a class to see whether a contradiction is there (cls-maxc1, cls-maxqc1)."""
    found: set[Role] = set()
    for rule in tables.constraints:
        edges = [atom for atom in rule.body if atom[1] != TYPE]
        if len(edges) == 1 and len(rule.body) > 1:
            found.add((edges[0][1], edges[0][0] != rule.body[0][0]))
    return found
