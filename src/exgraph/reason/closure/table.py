"""The rules as tables: what a statement of each predicate, and membership in each class, entails at once or joins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from exgraph.reason.axioms.hierarchy import closed, is_subclass
from exgraph.reason.line import Statement
from exgraph.reason.rule import DIFFERENT, SAME, TYPE, Atom, Rule, classes_in_bodies, is_variable

Role = tuple[str, bool]
"""A property, and whether it is meant from object to subject."""


@dataclass(frozen=True, slots=True, order=True)
class Join:
    """Two properties that, one after the other, imply a third."""

    first: str
    second: str
    implied: str


@dataclass
class Tables:
    """The compiled rules; properties of no name, such as the first links of a long chain, begin with `^`.

    Attributes:
        superclasses: each class that has any, with all of them.
        conjunctions: classes that together put a thing into another.
        roles: each property that has any, with all the roles its statements imply.
        domains: the classes of the subjects of a property's own statements.
        ranges: those of the objects.
        values: by property and then by value, the classes of the subjects that have the value; by role.
        fillers: by class, what each of its members has: properties and values; a value may stand first (inverted).
        somes: property, class of the value, class that follows for the subject; by role.
        alls: property, class of the subject, class that follows for the value; by role.
        joins: transitivity and chains.
        single: roles that lead from a thing to one thing, with the class of the first and of the second if any.
        keys: a class, and the roles whose values together name one of its members.
        facts: what the ontology says of individuals by its class expressions.
        constraints: the rules whose bodies are contradictions.
    """

    superclasses: dict[str, frozenset[str]] = field(default_factory=dict)
    conjunctions: list[tuple[frozenset[str], str]] = field(default_factory=list)
    roles: dict[str, frozenset[Role]] = field(default_factory=dict)
    domains: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ranges: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    values: list[tuple[Role, str, str]] = field(default_factory=list)
    fillers: list[tuple[str, Role, str]] = field(default_factory=list)
    somes: list[tuple[Role, str, str]] = field(default_factory=list)
    alls: list[tuple[Role, str, str]] = field(default_factory=list)
    joins: set[Join] = field(default_factory=set)
    single: list[tuple[Role, str | None, str | None]] = field(default_factory=list)
    keys: list[tuple[str, tuple[Role, ...]]] = field(default_factory=list)
    facts: list[Statement] = field(default_factory=list)
    constraints: list[Rule] = field(default_factory=list)

    @property
    def asked(self) -> set[str]:
        """The classes whose members decide on something else than their classes."""
        return {name for name, _, _ in self.fillers} | {name for _, name, _ in (*self.somes, *self.alls)}

    @property
    def entailable(self) -> set[str]:
        """The properties that statements may be entailed of."""
        found = {name for roles in self.roles.values() for name, _ in roles}
        return found | {join.implied for join in self.joins} | {role[0] for _, role, _ in self.fillers}

    @property
    def constrained(self) -> set[str]:
        """The properties that a contradiction may be about."""
        return {predicate for rule in self.constraints for _, predicate, _ in rule.body} - {TYPE, SAME, DIFFERENT}


def compile_rules(rules: Iterable[Rule], is_idle: Callable[[str], bool] = lambda _: False) -> Tables:
    """Compile rules; those are left out that put things into an idle class which no rule asks for."""
    kept = list(rules)
    asked = classes_in_bodies(kept)
    return _Compiler().compile(
        rule
        for rule in kept
        if rule.head is None or rule.head[1] != TYPE or rule.head[2] in asked or not is_idle(rule.head[2])
    )


def compile_subclasses(rules: Iterable[Rule]) -> Tables:
    """Compile those rules alone that say what follows from the classes of a thing for its classes."""
    of_classes = (rule for rule in rules if rule.head and all(atom[1] == TYPE for atom in (*rule.body, rule.head)))
    return _Compiler().compile(of_classes)


class _Compiler:
    def __init__(self) -> None:
        self._tables = Tables()
        self._classes: dict[str, set[str]] = defaultdict(set)
        self._roles: dict[str, set[Role]] = defaultdict(set)
        self._prefixes: dict[tuple[str, ...], str] = {}

    def compile(self, rules: Iterable[Rule]) -> Tables:
        for rule in rules:
            self._add(rule)
        tables = self._tables
        tables.superclasses = {name: frozenset(found) for name, found in closed(self._classes).items()}
        tables.roles = _closed_roles(self._roles)
        return tables

    def _add(self, rule: Rule) -> None:
        if rule.head is None:
            self._tables.constraints.append(rule)
        elif not rule.body:
            self._tables.facts.append(rule.head)
        elif rule.head[1] == SAME:
            self._equality(rule)
        elif is_subclass(rule):
            self._classes[rule.body[0][2]].add(rule.head[2])
        elif all(atom[1] == TYPE for atom in rule.body):
            self._memberships(rule.body, rule.head)
        elif len(rule.body) == 1:
            self._edge(rule.body[0], rule.head)
        elif any(atom[1] == TYPE for atom in rule.body):
            self._edge_and_member(rule.body, rule.head)
        else:
            self._chain(rule.body, rule.head)

    def _memberships(self, body: tuple[Atom, ...], head: Atom) -> None:
        if head[1] == TYPE:
            self._tables.conjunctions.append((frozenset(atom[2] for atom in body), head[2]))
        elif is_variable(head[0]):
            self._tables.fillers.append((body[0][2], (head[1], False), head[2]))
        else:
            self._tables.fillers.append((body[0][2], (head[1], True), head[0]))

    def _edge(self, body: Atom, head: Atom) -> None:
        subject, name, value = body
        if head[1] != TYPE:
            self._roles[name].add((head[1], head[0] != subject))
        elif not is_variable(value):
            self._tables.values.append(((name, False), value, head[2]))
        elif not is_variable(subject):
            self._tables.values.append(((name, True), subject, head[2]))
        else:
            (self._tables.domains if head[0] == subject else self._tables.ranges)[name].add(head[2])

    def _edge_and_member(self, body: tuple[Atom, ...], head: Atom) -> None:
        (edge,) = (atom for atom in body if atom[1] != TYPE)
        (member,) = (atom for atom in body if atom[1] == TYPE)
        if head[0] == "?x":
            self._tables.somes.append((_role(edge, "?x"), member[2], head[2]))
        else:
            self._tables.alls.append((_role(edge, "?x"), member[2], head[2]))

    def _equality(self, rule: Rule) -> None:
        members = {subject: value for subject, predicate, value in rule.body if predicate == TYPE}
        edges = [atom for atom in rule.body if atom[1] != TYPE]
        if rule.name == "prp-key":
            roles = tuple(_role(edge, "?x") for edge in edges if "?x" in edge)
            self._tables.keys.append((members["?x"], roles))
            return
        shared = next(term for term in edges[0] if is_variable(term) and term in edges[1])
        other = rule.head[0] if rule.head else ""
        self._tables.single.append((_role(edges[0], shared), members.get(shared), members.get(other)))

    def _chain(self, links: tuple[Atom, ...], head: Atom) -> None:
        if "?x0" not in (*head, *links[0]):
            self._tables.joins.add(Join(head[1], head[1], head[1]))
            return
        names = [self._straight(_role(link, f"?x{at}")) for at, link in enumerate(links)]
        implied, reached = head[1], names[0]
        if head[0] != "?x0":
            implied = f"^{head[1]}"
            self._roles[implied].add((head[1], True))
        for length in range(2, len(names)):
            prefix = tuple(names[:length])
            step = self._prefixes.setdefault(prefix, f"^chain/{len(self._prefixes)}")
            self._tables.joins.add(Join(reached, names[length - 1], step))
            reached = step
        self._tables.joins.add(Join(reached, names[-1], implied))

    def _straight(self, role: Role) -> str:
        """Return the property of a role; that of an inverted one has no name of its own."""
        name, inverted = role
        if not inverted:
            return name
        self._roles[name].add((f"^{name}", True))
        return f"^{name}"


def _role(edge: Atom, start: str) -> Role:
    """Return the role that leads away from a variable along an edge."""
    return edge[1], edge[0] != start


def _closed_roles(direct: dict[str, set[Role]]) -> dict[str, frozenset[Role]]:
    """Return for each property all the roles it implies; going up by an inverted role turns the way."""
    found: dict[str, frozenset[Role]] = {}
    for name in list(direct):
        reached: set[Role] = set()
        waiting = list(direct[name])
        while waiting:
            role = waiting.pop()
            if role not in reached:
                reached.add(role)
                above, inverted = role
                waiting.extend((upper, turned != inverted) for upper, turned in direct.get(above, ()))
        found[name] = frozenset(reached - {(name, False)})
    return found
