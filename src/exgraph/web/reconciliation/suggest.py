"""Type-ahead: entities, types and properties by what is typed so far."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from exgraph.model.iri import NS
from exgraph.reading.reader import Reader
from exgraph.store import fold
from exgraph.web.reconciliation.condition import is_of
from exgraph.web.reconciliation.entity import Entities
from exgraph.web.reconciliation.match import Matcher, MatchQuery
from exgraph.web.reconciliation.naming import described, entity_name, property_name, proposed, type_named, types
from exgraph.web.reconciliation.property import find

_SHOWN = 10
_LONGEST = 200
_MOST = 500


def entities(reader: Reader, matcher: Matcher, prefix: str, cursor: int, type_: str | None) -> list[dict[str, Any]]:
    """Return the entities whose names, ids or identifiers begin with or hold what is typed, the best first."""
    text = prefix.strip()[:_LONGEST]
    if not text:
        return []
    end = cursor + _SHOWN
    key = text.removeprefix(reader.published.base.root).removeprefix("id/")
    found = [each for each in matcher.entities if each.id.startswith(key)] if "/" in key else []
    found += matcher.begin(text, _MOST)
    if type_:
        found = [each for each in found if is_of(each, type_)]
    if len(found) < end and len(text) > 1:
        query = MatchQuery((text,), types=(type_,) if type_ else (), limit=_MOST)
        found += [candidate.entity for candidate in matcher.match(query)]
    shown = list({each.iri: each for each in found}.values())[cursor:end]
    return [
        {
            "id": each.id,
            "name": entity_name(reader, each),
            "description": described(reader, each) or "",
            "notable": types(reader, each),
        }
        for each in shown
    ]


def classes(reader: Reader, known: Entities, prefix: str, cursor: int) -> list[dict[str, Any]]:
    """Return the types of entities whose names or ids hold what is typed; all where nothing is."""
    kinds = {iri.removeprefix(NS) for entity in known for iri in entity.classes if iri.startswith(NS)}
    found = []
    for kind in kinds:
        names = {kind.casefold(), *known.words.get(NS + kind, ())}
        if (rank := _rank(prefix, names)) is not None:
            found.append((rank, kind not in known.kinds, kind))
    return [_class(reader, known, kind) for *_, kind in sorted(found)[cursor : cursor + max(_SHOWN, 25)]]


def _class(reader: Reader, known: Entities, kind: str) -> dict[str, Any]:
    broader = [
        type_named(reader, above.removeprefix(NS))
        for above in known.above.get(NS + kind, ())
        if above.startswith(NS) and above != NS + kind
    ]
    return type_named(reader, kind) | ({"broader": broader} if broader else {})


def properties(reader: Reader, known: Entities, prefix: str, cursor: int, type_: str | None) -> list[dict[str, Any]]:
    """Return the properties whose names or ids hold what is typed; all where nothing is."""
    found = []
    for place, each in enumerate(proposed(known, type_)):
        name = property_name(reader, each)
        if (rank := _rank(prefix, {each.id.casefold(), fold(name)})) is not None:
            found.append((rank, place, {"id": each.id, "name": name, "description": each.iri}))
    return [each for *_, each in sorted(found, key=lambda item: item[:2])[cursor : cursor + max(_SHOWN, 25)]]


def _rank(prefix: str, names: set[str]) -> int | None:
    typed = fold(prefix[:_LONGEST])
    if any(name.startswith(typed) for name in names):
        return 0
    return 1 if any(typed in name for name in names) else None


def flyout(reader: Reader, known: Entities, kind: str, id_: str) -> dict[str, str] | None:
    """Return {id, html} of an entity, type or property; None where there is none of that id."""
    name = detail = None
    if kind == "entity" and (entity := known.find(id_)) is not None:
        named = ", ".join(each["name"] for each in types(reader, entity))
        name, detail = f"{entity_name(reader, entity)} ({named})", described(reader, entity)
    elif kind == "type" and NS + id_ in known.words:
        name, detail = reader.name(NS + id_).text, NS + id_
    elif kind == "property" and (property_ := find(id_)) is not None:
        name, detail = property_name(reader, property_), property_.iri
    if name is None:
        return None
    html = Markup('<p lang="{}"><strong>{}</strong></p><p>{}</p>').format(reader.language, name, detail or "")
    return {"id": id_, "html": str(html)}
