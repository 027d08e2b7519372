"""The page of a concept (a category, status, role …): what it means, its scheme, the events that have it."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.history.event_list import event_list
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts

_EVENTS = {
    "category": ("category", "?event exg:category <{}> ."),
    "status": ("status", "?event exg:status <{}> ."),
    "mode": ("direction", "?event exg:mode <{}> ."),
    "role": ("role", "?event (exg:participation|exg:attendedBy|exg:hostGroup)/exg:part?/exg:role <{}> ."),
    "review": ("review", "?event exg:review <{}> ."),
}
"""By the kind of scheme: the facet that narrows events to a concept of it, and the pattern of those events."""
_USES = {"unit": "exg:unit", "value-kind": "exg:valueKind", "transport": "exg:mode"}
"""By the kind of scheme: the property by which indicators, their values and routes use its concepts."""


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a concept shows."""
    key = thing.iri.removeprefix(reader.published.base.thing(""))
    scheme = key.removeprefix("concept/").partition("/")[0]
    events = None
    if scheme in _EVENTS:
        facet, pattern = _EVENTS[scheme]
        events = event_list(reader, pattern.format(thing.iri), parameters.get("year"), parameters.get("page"))
    return {
        "entries": main_facts(reader, thing, "skos:definition", "skos:inScheme", "skos:broader", "prov:wasDerivedFrom"),
        "events": events,
        "browse": f"/browse?{facet}={key}" if events and events.total else None,
        "beside": "uses" if scheme in _USES else "concepts",
        "others": _users(reader, thing.iri, _USES[scheme]) if scheme in _USES else _beside(reader, thing),
    }


def _users(reader: Reader, iri: str, name: str) -> list[tuple[Name, int]]:
    """Return the indicators with values of this unit or kind and how many, or the routes of this kind."""
    rows = reader.published.rows(
        f"""SELECT ?it (COUNT(DISTINCT ?value) AS ?count) {{
            {{ ?value {name} <{iri}> ; exg:indicator ?it }} UNION {{ ?it {name} <{iri}> ; exg:terminus ?value }}
        }} GROUP BY ?it ORDER BY DESC(?count) ?it"""
    )
    return [(reader.name(row["it"]), 0) for row in rows]


def _beside(reader: Reader, thing: ThingFacts) -> list[tuple[Name, int]]:
    """Return the other concepts of its schemes."""
    schemes = thing.all("skos:inScheme")
    rows = reader.published.rows(
        f"""SELECT DISTINCT ?it {{ VALUES ?scheme {{ {" ".join(f"<{scheme}>" for scheme in schemes)} }}
            ?it skos:inScheme ?scheme FILTER(?it != <{thing.iri}>) }}"""
    )
    return [(name, 0) for name in reader.names(row["it"] for row in rows)]
