"""A selection as files: one row an event, JSON-LD with its context inside, data for the map."""

from __future__ import annotations

import json

from exgraph.export.table import Cell, Sheet
from exgraph.model.iri import NS, PREFIXES
from exgraph.web.browsing import link
from exgraph.web.reader import Name, Reader
from exgraph.web.selection import Index, Occurrence, Selection

_COLUMNS = ("start", "end", "event", "kind", "places", "people", "series", "organisations", "sources", "iri")
_GROUP_COLUMNS = ("start", "event", "from", "to", "people", "iri")
_LISTED = {"kind": "kind", "series": "series", "organisations": "organisation", "sources": "source"}
_CONTEXT = {
    "exg": NS,
    "rdfs": PREFIXES["rdfs"],
    "xsd": PREFIXES["xsd"],
    "id": "@id",
    "type": "@type",
    "label": {"@id": "rdfs:label", "@container": "@language"},
    "start": {"@id": "exg:start"},
    "end": {"@id": "exg:end"},
    "year": {"@id": "exg:year", "@type": "xsd:integer"},
    "involves": {"@id": "exg:involves", "@type": "@id"},
    "totalHeadcount": {"@id": "exg:totalHeadcount", "@type": "xsd:integer"},
}
_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def events(reader: Reader, selection: Selection) -> Sheet:
    """Return a row an event, in the order of time."""
    index = reader.published.events
    found = index.find(selection)
    values = {column: index.values_of(facet, found) for column, facet in _LISTED.items()}
    rows = [_row(reader, event, {column: values[column][event.iri] for column in _LISTED}) for event in found]
    return Sheet(reader.words.text("events.title"), [reader.words.text(f"column.{name}") for name in _COLUMNS], rows)


def sheets(reader: Reader, selection: Selection) -> list[Sheet]:
    """Return the events, and the groups of people that travelled to them."""
    rows: list[list[Cell]] = []
    for event in reader.published.events.find(selection):
        for group in event.groups:
            ends = [_names(reader, group.origins), _names(reader, group.targets)]
            rows.append([event.start, reader.name(event.iri).text, *ends, group.people, event.iri])
    head = [reader.words.text(f"column.{name}") for name in _GROUP_COLUMNS]
    return [events(reader, selection), Sheet(reader.words.text("browse.groups"), head, rows)]


def _row(reader: Reader, event: Occurrence, values: dict[str, list[str]]) -> list[Cell]:
    listed = {column: _names(reader, iris) for column, iris in values.items()}
    return [
        event.start,
        event.end,
        reader.name(event.iri).text,
        listed["kind"],
        _names(reader, event.places),
        event.people,
        listed["series"],
        listed["organisations"],
        listed["sources"],
        event.iri,
    ]


def _names(reader: Reader, iris: list[str] | tuple[str, ...]) -> str:
    found: list[Name] = [reader.name(iri) for iri in iris]
    return "; ".join(name.text for name in found)


def jsonld(reader: Reader, selection: Selection) -> bytes:
    """Return the events as a JSON-LD document that needs no other."""
    index = reader.published.events
    found = index.find(selection)
    kinds = index.values_of("kind", found)
    graph = [_node(reader, event, kinds[event.iri]) for event in found]
    return json.dumps({"@context": _CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1).encode()


def _node(reader: Reader, event: Occurrence, kinds: list[str]) -> dict[str, object]:
    node: dict[str, object] = {
        "id": event.iri,
        "type": ["exg:Event", *(kind.replace(NS, "exg:") for kind in kinds)],
        "label": {language: text for language, text in reader.published.labels(event.iri).items() if language},
        "start": {"@value": event.start, "@type": _TYPES[len(event.start)]},
        "end": {"@value": event.end, "@type": _TYPES[len(event.end)]},
        "year": event.year,
        "involves": event.places,
    }
    return node if event.people is None else node | {"totalHeadcount": event.people}


def map_data(reader: Reader, selection: Selection) -> bytes:
    """Return towns and links as compact JSON.

    `towns`: id, name, address, longitude, latitude, ours or theirs, events by year. `links`: the numbers of two towns,
    events by year, people out and back.
    """
    index = reader.published.events
    found = index.find(selection)
    points = link.points(reader.published)
    years = _years(found)
    shown = [iri for iri in years if iri in points and points[iri].latitude is not None and _is_point(points[iri].kind)]
    number = {iri: at for at, iri in enumerate(shown)}
    towns = [_town(reader, index, iri, points[iri], years[iri]) for iri in shown]
    links = [
        [number[each.home], number[each.abroad], each.years, each.out, each.back]
        for each in link.links(reader.published, found)
        if each.home in number and each.abroad in number
    ]
    return json.dumps({"towns": towns, "links": links}, ensure_ascii=False, separators=(",", ":")).encode()


def _is_point(kind: str) -> bool:
    return kind not in ("Country", "MacroRegion")


def _town(reader: Reader, index: Index, iri: str, point: link.Point, years: dict[int, int]) -> dict[str, object]:
    name = reader.name(iri)
    return {
        "id": index.key(iri),
        "name": name.text,
        "address": name.address,
        "at": [point.longitude, point.latitude],
        "ours": point.home,
        "years": years,
    }


def _years(events: list[Occurrence]) -> dict[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for event in events:
        for place in event.places:
            years = found.setdefault(place, {})
            years[event.year] = years.get(event.year, 0) + 1
    return found
