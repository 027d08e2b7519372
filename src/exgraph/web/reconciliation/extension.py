"""Data extension: columns filled from the graph for rows that are matched."""

from __future__ import annotations

import re
from typing import Any

from exgraph.reading.reader import Reader
from exgraph.web.reconciliation.entity import Entities, KnownEntity
from exgraph.web.reconciliation.naming import described, entity_name, property_name, proposed, type_named, types
from exgraph.web.reconciliation.property import Property, code, find
from exgraph.web.reconciliation.query import BATCH, FormatError
from exgraph.web.reconciliation.reply import BatchError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOST_PROPERTIES = 50
Values = list[dict[str, Any]]


def propose(reader: Reader, entities: Entities, type_: str | None, limit: int | None) -> dict[str, Any]:
    """Return the properties that things of a type can have."""
    found = proposed(entities, type_)[: limit if limit and limit > 0 else None]
    answer: dict[str, Any] = {"properties": [{"id": each.id, "name": property_name(reader, each)} for each in found]}
    if type_:
        answer["type"] = type_
    if limit:
        answer["limit"] = limit
    return answer


def extend(
    reader: Reader, entities: Entities, sent: object
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Values]]]:
    """Return (meta, rows): every id asked for has every property, with an empty list where there is nothing.

    Raises:
        FormatError: `sent` is no {ids, properties}.
        BatchError: there are too many ids.
    """
    ids, asked = _read(sent)
    meta = [_meta(reader, id_) for id_, _ in asked]
    rows: dict[str, dict[str, Values]] = {}
    for id_ in ids:
        entity = entities.find(id_)
        rows[id_] = {
            name: _values(reader, entities, entity, property_)[: limit or None]
            if entity is not None and (property_ := find(name)) is not None
            else []
            for name, limit in asked
        }
    return meta, rows


def plain(reader: Reader, entities: Entities, sent: object) -> dict[str, Any]:
    """Answer a data extension query of version 0.2."""
    meta, rows = extend(reader, entities, sent)
    return {"meta": meta, "rows": rows}


def draft(reader: Reader, entities: Entities, sent: object) -> dict[str, Any]:
    """Answer a data extension query of version 1.0-draft."""
    meta, rows = extend(reader, entities, sent)
    listed = [
        {"id": id_, "properties": [{"id": name, "values": values} for name, values in row.items()]}
        for id_, row in rows.items()
    ]
    return {"meta": meta, "rows": listed}


def _read(sent: object) -> tuple[list[str], list[tuple[str, int]]]:
    if not isinstance(sent, dict):
        raise FormatError("an extension is an object with `ids` and `properties`")
    ids, properties = sent.get("ids"), sent.get("properties")
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise FormatError("ids is a list of texts")
    if len(ids) > BATCH:
        raise BatchError(f"there are {len(ids)} ids; {BATCH} are extended at a time")
    if not isinstance(properties, list) or len(properties) > _MOST_PROPERTIES:
        raise FormatError(f"properties is a list of at most {_MOST_PROPERTIES}")
    return ids, [_asked(each) for each in properties]


def _asked(sent: object) -> tuple[str, int]:
    if not isinstance(sent, dict) or not isinstance(sent.get("id"), str):
        raise FormatError("each of properties is an object with `id`")
    settings = sent.get("settings") or {}
    limit = settings.get("limit", 0) if isinstance(settings, dict) else None
    try:
        number = int(limit or 0)
    except (TypeError, ValueError):
        number = -1
    if number < 0 or not isinstance(settings, dict):
        raise FormatError("settings may have `limit`, a number from 0")
    return sent["id"], number


def _meta(reader: Reader, id_: str) -> dict[str, Any]:
    property_ = find(id_)
    if property_ is None:
        return {"id": id_, "name": id_}
    meta: dict[str, Any] = {"id": id_, "name": property_name(reader, property_)}
    if property_.kind == "entity" and property_.range:
        meta["type"] = type_named(reader, property_.range)
    return meta


def _values(reader: Reader, entities: Entities, entity: KnownEntity, property_: Property) -> Values:
    values = entity.values.get(property_.id, [])
    match property_.kind:
        case "entity":
            found = [entities.find(iri) for iri in values]
            return [{"id": each.id, "name": entity_name(reader, each)} for each in found if each is not None]
        case "integer":
            return [{"int": int(each)} for each in values]
        case "number":
            return [{"float": float(each)} for each in values]
        case "date":
            # A month or a year is no day: it stays as it is written.
            return [{"date": f"{each}T00:00:00Z"} if _DAY.fullmatch(each) else {"str": each} for each in values]
        case _:
            return [{"str": each} for each in _texts(reader, entity, property_, values)]


def _texts(reader: Reader, entity: KnownEntity, property_: Property, values: list[str]) -> list[str]:
    texts = values
    match property_.kind:
        case "code":
            texts = sorted({code(each) for each in values})
        case "concept":
            texts = [reader.name(iri).text for iri in values]
        case "words":
            description = described(reader, entity, property_.id)
            texts = [description] if description else []
        case "label":
            label = reader.published.labels(entity.iri).get(property_.id.removeprefix("label-"))
            texts = [label] if label else []
        case "class":
            texts = [each["name"] for each in types(reader, entity)]
        case "iri":
            texts = [entity.iri]
    return texts
