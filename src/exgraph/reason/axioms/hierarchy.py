"""The hierarchies of classes and properties, and what follows from them between anonymous classes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from exgraph.reason.axioms.axiom import Restriction
from exgraph.reason.rule import TYPE, Rule

_SUBPROPERTY = {"prp-spo1", "prp-eqp1", "prp-eqp2"}


def implied(rules: Iterable[Rule], restrictions: list[Restriction]) -> set[Rule]:
    """Return the subclass rules between restrictions that their properties and fillers imply.

    The rules scm-hv, scm-svf1, scm-svf2, scm-avf1 and scm-avf2, repeated until nothing follows.
    """
    found: set[Rule] = set()
    classes = {(rule.body[0][2], rule.head[2]) for rule in rules if is_subclass(rule) and rule.head}
    properties = closed(
        _targets(
            (rule.body[0][1], rule.head[1])
            for rule in rules
            if rule.head and rule.name in _SUBPROPERTY and rule.body[0][0] == rule.head[0]
        )
    )
    while True:
        upper = closed(_targets(classes))
        new = {
            rule
            for first in restrictions
            for second in restrictions
            if first.kind == second.kind and first.name != second.name
            for rule in _compare(first, second, upper, properties)
        } - found
        if not new:
            return found
        found |= new
        classes |= {(rule.body[0][2], rule.head[2]) for rule in new if rule.head}


def is_subclass(rule: Rule) -> bool:
    """Whether a rule says that what is in one class is in another."""
    if len(rule.body) != 1 or rule.head is None:
        return False
    return rule.body[0][1] == TYPE == rule.head[1]


def closed(direct: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return for each name all that can be reached from it."""
    found: dict[str, set[str]] = {}
    for name in direct:
        reached: set[str] = set()
        waiting = list(direct[name])
        while waiting:
            above = waiting.pop()
            if above not in reached:
                reached.add(above)
                waiting.extend(direct.get(above, ()))
        found[name] = reached
    return found


def _compare(
    first: Restriction, second: Restriction, classes: Mapping[str, set[str]], properties: Mapping[str, set[str]]
) -> Iterable[Rule]:
    same_property = first.property == second.property
    under_property = same_property or second.property in properties.get(first.property, ())
    same_filler = first.filler == second.filler
    under_filler = same_filler or second.filler in classes.get(first.filler, ())
    if first.kind == "hv" and same_filler and under_property:
        yield _subclass("scm-hv", first, second)
    elif first.kind == "svf":
        if same_property and under_filler:
            yield _subclass("scm-svf1", first, second)
        if same_filler and under_property:
            yield _subclass("scm-svf2", first, second)
    elif first.kind == "avf":
        if same_property and under_filler:
            yield _subclass("scm-avf1", first, second)
        if same_filler and under_property:
            yield _subclass("scm-avf2", second, first)


def _subclass(name: str, lower: Restriction, upper: Restriction) -> Rule:
    axiom = f"{lower.axiom} is under {upper.axiom}"
    return Rule(name, axiom, (("?x", TYPE, lower.name),), ("?x", TYPE, upper.name))


def _targets(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for lower, upper in pairs:
        found[lower].add(upper)
    return found
