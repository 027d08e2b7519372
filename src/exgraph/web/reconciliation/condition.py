"""Conditions on a property, and whether an entity meets them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from exgraph.model.iri import NS
from exgraph.store import fold
from exgraph.web.reconciliation.entity import Entities, KnownEntity
from exgraph.web.reconciliation.property import Property, code, find, written

_NEAR = 0.05
"""Degrees by which coordinates of one place differ from source to source."""
_Has = Callable[[KnownEntity], bool]


@dataclass(frozen=True)
class ConditionValue:
    """A value asked for: a text, and the id of a thing where the client has matched it already."""

    text: str
    id: str | None = None


@dataclass(frozen=True)
class Condition:
    """A property with the values it should have."""

    property: str
    values: tuple[ConditionValue, ...]
    quantifier: Literal["any", "all", "none"] = "any"
    required: bool = False


class ConditionCheck:
    """A condition made ready to be held against many entities."""

    def __init__(self, entities: Entities, condition: Condition) -> None:
        self.condition = condition
        self._property = find(condition.property)
        asked = [value for value in condition.values if value.text.strip()]  # an empty cell asks nothing
        self._has = [_has(entities, self._property, value) for value in asked] if self._property else []
        self.known = bool(self._has)
        """Whether the property is one of the service's, and a value is asked for."""
        self.decides = self._property is not None and self._property.kind in ("code", "iri")
        self.decides &= condition.quantifier != "none"

    def holds(self, entity: KnownEntity) -> bool | None:
        """Tell whether an entity meets the condition; None where nothing is known: no such property, or no value."""
        if self._property is None or not self.known or not _is_known(entity, self._property):
            return None
        met = (has(entity) for has in self._has)
        if self.condition.quantifier == "all":
            return all(met)
        return any(met) if self.condition.quantifier == "any" else not any(met)


def _is_known(entity: KnownEntity, property_: Property) -> bool:
    return property_.kind in ("label", "class", "iri") or property_.id in entity.values


def _has(entities: Entities, property_: Property, value: ConditionValue) -> _Has:
    """Return what tells whether an entity has a value of a property."""
    id_, folded, asked = property_.id, fold(value.text), value.id or value.text
    match property_.kind:
        case "entity":
            wanted = _wanted(entities, value)
            return lambda entity: any(not wanted.isdisjoint(entities.lies_in(iri)) for iri in entity.values[id_])
        case "concept":
            words = {iri for iri, names in entities.words.items() if folded in names} | {value.id}
            return lambda entity: not words.isdisjoint(entity.values[id_])
        case "class":
            classes = {iri for iri, names in entities.words.items() if folded in names}
            return lambda entity: not classes.isdisjoint(entity.classes) or is_of(entity, asked)
        case "code":
            identifier = fold(code(asked))
            return lambda entity: any(identifier in written(property_, each) for each in entity.values[id_])
        case "iri":
            meant = entities.find(asked)
            return lambda entity: entity is meant
        case _:
            return _has_literal(property_, value)


def _has_literal(property_: Property, value: ConditionValue) -> _Has:
    id_, folded, day = property_.id, fold(value.text), value.text.strip()[:10]
    if property_.kind == "label":
        return lambda entity: any(folded == name.folded for name in entity.names)
    if property_.kind == "date":
        return lambda entity: any(each.startswith(day) or day.startswith(each) for each in entity.values[id_])
    if property_.kind in ("integer", "number"):
        return lambda entity: _near(entity.values[id_], value.text, _NEAR if property_.kind == "number" else 0)
    return lambda entity: any(folded == fold(each) for each in entity.values[id_])


def _wanted(entities: Entities, value: ConditionValue) -> frozenset[str]:
    """Return the IRIs of the thing that an id means, else of the things of a name."""
    if value.id is not None and (entity := entities.find(value.id)) is not None:
        return frozenset((entity.iri,))
    return frozenset(entities.by_name.get(fold(value.text), ()))


def is_of(entity: KnownEntity, class_: str) -> bool:
    """Tell whether an entity is of a class, named by id, prefixed name or IRI."""
    return class_ in entity.classes or NS + class_.removeprefix("exg:") in entity.classes


def _near(values: Sequence[str], asked: str, distance: float) -> bool:
    try:
        return any(abs(float(each) - float(asked)) <= distance for each in values)
    except ValueError:
        return False
