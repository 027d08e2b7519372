"""Entities, types and properties as they are named for a reader."""

from __future__ import annotations

from exgraph.model.iri import NS
from exgraph.reading.reader import Reader
from exgraph.web.reconciliation.entity import Entities, KnownEntity
from exgraph.web.reconciliation.property import PROPERTIES, Property


def entity_name(reader: Reader, entity: KnownEntity) -> str:
    """Return the name of an entity in the reader's language."""
    return reader.name(entity.iri).text


def described(reader: Reader, entity: KnownEntity, property_: str = "description") -> str | None:
    """Return what an entity says of itself in the reader's language, else in another one."""
    picked = reader.pick(entity.texts.get(property_, {}))
    return picked[0] if picked else None


def type_named(reader: Reader, kind: str) -> dict[str, str]:
    """Return a class by its local name, as {id, name}."""
    return {"id": kind, "name": reader.name(NS + kind).text}


def types(reader: Reader, entity: KnownEntity) -> list[dict[str, str]]:
    """Return the most special types of an entity."""
    return [type_named(reader, kind) for kind in entity.kinds]


def all_types(reader: Reader, entity: KnownEntity) -> list[dict[str, str]]:
    """Return the types of an entity in the vocabulary, the most special first: clients guess types by them."""
    own = {iri.removeprefix(NS) for iri in entity.classes if iri.startswith(NS)}
    main = {each.name for each in reader.published.main_classes.searched}
    wide = sorted(own - set(entity.kinds), key=lambda kind: (kind in main, kind))
    return [type_named(reader, kind) for kind in (*entity.kinds, *wide)]


def property_name(reader: Reader, property_: Property) -> str:
    """Return the name of a property in the reader's language."""
    own = reader.words.texts.get(f"reconcile.property-{property_.id}")
    return own or reader.name(property_.iri).text


def proposed(entities: Entities, type_: str | None) -> list[Property]:
    """Return the properties that things of a type can have; all without one, or with one that is not known."""
    if not type_:
        return list(PROPERTIES)
    iri = NS + type_.removeprefix(NS).removeprefix("exg:")
    names = {each.removeprefix(NS) for each in (iri, *entities.above.get(iri, ()))}
    return [each for each in PROPERTIES if not each.of or names & set(each.of)]
