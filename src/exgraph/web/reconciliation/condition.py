"""Conditions on a property, and whether an entity meets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from exgraph.model.iri import NS
from exgraph.store import fold
from exgraph.web.reconciliation.entity import Entities, Entity
from exgraph.web.reconciliation.property import Property, code, codes, find

_NEAR = 0.05
"""Degrees by which coordinates of one place differ from source to source."""


@dataclass(frozen=True)
class Value:
    """A value asked for: a text, and the id of a thing where the client has matched it already."""

    text: str
    id: str | None = None


@dataclass(frozen=True)
class Condition:
    """A property with the values it should have."""

    property: str
    values: tuple[Value, ...]
    quantifier: Literal["any", "all", "none"] = "any"
    required: bool = False


def holds(entities: Entities, entity: Entity, condition: Condition) -> bool | None:
    """Tell whether an entity meets a condition; None where nothing is known: no such property, or no value of it."""
    property_ = find(condition.property)
    asked = [value for value in condition.values if value.text.strip()]  # an empty cell asks nothing
    if property_ is None or not asked or not _known(entity, property_):
        return None
    met = [_has(entities, entity, property_, value) for value in asked]
    if condition.quantifier == "all":
        return all(met)
    return any(met) if condition.quantifier == "any" else not any(met)


def _known(entity: Entity, property_: Property) -> bool:
    return property_.kind in ("label", "class", "iri") or property_.id in entity.values


def _has(entities: Entities, entity: Entity, property_: Property, value: Value) -> bool:
    values, folded, asked = entity.values.get(property_.id, []), fold(value.text), value.id or value.text
    met = False
    match property_.kind:
        case "entity":
            met = any(_is(entities, iri, value) for iri in values)
        case "concept":
            met = any(folded in entities.words.get(iri, ()) or value.id == iri for iri in values)
        case "class":
            named = any(folded in entities.words.get(iri, ()) for iri in entity.classes)
            met = named or is_of(entity, asked)
        case "code":
            met = any(fold(code(asked)) in codes(property_, each) for each in values)
        case "label":
            met = any(folded == name.folded for name in entity.names)
        case "iri":
            met = entities.find(asked) is entity
        case "date":
            day = value.text.strip()[:10]
            met = bool(day) and any(each.startswith(day) or day.startswith(each) for each in values)
        case "integer" | "number":
            met = any(_near(each, value.text, property_) for each in values)
        case _:
            met = any(folded == fold(each) for each in values)
    return met


def _is(entities: Entities, iri: str, value: Value) -> bool:
    """Tell whether a value is the thing asked for, or lies in it."""
    entity = entities.find(iri)
    if entity is None:
        return False
    if value.id is not None and (asked := entities.find(value.id)) is not None:
        return asked is entity or any(asked is each for each in entities.around(entity))
    folded = fold(value.text)
    return any(name.folded == folded for each in (entity, *entities.around(entity)) for name in each.names)


def is_of(entity: Entity, class_: str) -> bool:
    """Tell whether an entity is of a class, named by id, prefixed name or IRI."""
    return class_ in entity.classes or NS + class_.removeprefix("exg:") in entity.classes


def _near(value: str, asked: str, property_: Property) -> bool:
    try:
        return abs(float(value) - float(asked)) <= (_NEAR if property_.kind == "number" else 0)
    except ValueError:
        return False
