"""The preview of an entity: a small frame with enough to tell it from its namesakes."""

from __future__ import annotations

from typing import Any

from exgraph.reading.reader import Reader
from exgraph.web.reconciliation.entity import Entities, KnownEntity
from exgraph.web.reconciliation.naming import described, entity_name, property_name, types
from exgraph.web.reconciliation.property import PROPERTIES, code

_SHOWN = 6
"""Other names that are shown."""
_LANGUAGES = ("ja", "en", "ru")


def content(reader: Reader, entities: Entities, entity: KnownEntity) -> dict[str, Any]:
    """Return what the template of a preview is filled with."""
    labels = reader.published.labels(entity.iri)
    shown = entity_name(reader, entity)
    own = {labels.get(language) for language in _LANGUAGES}
    others = [name.text for name in entity.names if name.grade == "alternative" and name.text not in own]
    return {
        "name": shown,
        "kinds": [each["name"] for each in types(reader, entity)],
        "description": described(reader, entity),
        "labels": [(each, labels[each]) for each in _LANGUAGES if each in labels and labels[each] != shown],
        "others": list(dict.fromkeys(others))[:_SHOWN],
        "codes": [
            (property_name(reader, each), ", ".join(code(value) for value in entity.values[each.id]))
            for each in PROPERTIES
            if each.kind == "code" and each.id in entity.values
        ],
        "address": reader.address(entity.iri),
        "iri": entity.iri,
    }
