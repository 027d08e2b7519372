"""The axioms as tables: what a triple of each predicate entails, and which pairs of predicates join."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.reason.schema import Role, Schema

_NO_CLASSES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """What one triple of a predicate entails, with all that its superproperties entail.

    Attributes:
        subject_classes: the classes of the subject.
        object_classes: the classes of the object.
        roles: the properties implied that have to be remembered, the predicate itself among them where it has to be.
    """

    subject_classes: frozenset[str]
    object_classes: frozenset[str]
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Join:
    """Two properties that, one after the other, imply a third."""

    first: str
    second: str
    implied: str


@dataclass(frozen=True)
class Rules:
    """The compiled axioms.

    Attributes:
        superclasses: each class that has any, with all of them.
        properties: the rule of each predicate whose triples entail anything or may be entailed.
        entailable: the predicates that triples may be entailed of.
        joins: transitivity and chains; a longer chain is several joins over properties of no name (`_:`).
    """

    superclasses: dict[str, frozenset[str]]
    properties: dict[str, Rule]
    entailable: frozenset[str]
    joins: tuple[Join, ...]


def compile_rules(schema: Schema) -> Rules:
    """Compile a closed schema into rules."""
    joins = _joins(schema)
    entailed = {name for roles in schema.superproperties.values() for name, _ in roles}
    entailable = entailed | {join.implied for join in joins}
    remembered = entailable | {name for join in joins for name in (join.first, join.second)}
    named = remembered | set(schema.superproperties) | set(schema.domains) | set(schema.ranges)
    rules = {name: _rule(schema, name, remembered) for name in sorted(named)}
    return Rules(schema.superclasses, rules, frozenset(entailable), joins)


def compile_subclasses(schema: Schema) -> Rules:
    """Compile the subclass axioms alone."""
    return Rules(schema.superclasses, {}, frozenset(), ())


def _rule(schema: Schema, name: str, remembered: set[str]) -> Rule:
    roles = sorted({(name, False), *schema.superproperties.get(name, ())})
    subject_classes: set[str] = set()
    object_classes: set[str] = set()
    for above, inverted in roles:
        domains, ranges = schema.domains.get(above, _NO_CLASSES), schema.ranges.get(above, _NO_CLASSES)
        subject_classes |= ranges if inverted else domains
        object_classes |= domains if inverted else ranges
    return Rule(
        _with_superclasses(schema, subject_classes),
        _with_superclasses(schema, object_classes),
        tuple(role for role in roles if role[0] in remembered),
    )


def _with_superclasses(schema: Schema, classes: set[str]) -> frozenset[str]:
    return frozenset(classes).union(*(schema.superclasses.get(name, _NO_CLASSES) for name in classes))


def _joins(schema: Schema) -> tuple[Join, ...]:
    joins = {Join(name, name, name) for name in schema.transitive}
    prefixes: dict[tuple[str, ...], str] = {}
    for links, implied in sorted(schema.chains):
        reached = links[0]
        for length in range(2, len(links)):
            prefix = links[:length]
            step = prefixes.setdefault(prefix, f"_:chain/{len(prefixes)}")
            joins.add(Join(reached, links[length - 1], step))
            reached = step
        joins.add(Join(reached, links[-1], implied))
    return tuple(sorted(joins, key=lambda join: (join.first, join.second, join.implied)))
