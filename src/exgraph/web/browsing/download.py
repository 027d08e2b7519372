"""A selection as files: one row an event with its evidence, and JSON-LD with its context inside."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence

from exgraph.export.table import Cell, Sheet
from exgraph.model.citation import Citation
from exgraph.model.date import PartialDate
from exgraph.model.iri import NS, PREFIXES
from exgraph.reading.citation import cited
from exgraph.reading.reader import Reader
from exgraph.reading.selection import FACETS, Choice, Occurrence, Selection

_COLUMNS = (
    *("start", "end", "first_day", "last_day", "event", "kind", "category", "place", "partner", "direction", "status"),
    *("people", "out", "back", "role", "series", "organisations", "sources", "record", "line", "review", "iri"),
)
_GROUPS = ("start", "event", "from", "to", "people", "iri")
_PLACES = ("place", "side", "kind", "events", "latitude", "longitude", "iri")
_OF_PLACES = tuple(facet.name for facet in FACETS if facet.places)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMED = 3
"""Places that are named in the name of a file."""
_PROPERTIES = {
    "category": "category",
    "direction": "mode",
    "status": "status",
    "organisation": "agent",
    "series": "inSeries",
    "review": "review",
}
"""Facets that are properties of events, by the names of those."""
_CONTEXT = {
    "exg": NS,
    "rdfs": PREFIXES["rdfs"],
    "prov": PREFIXES["prov"],
    "xsd": PREFIXES["xsd"],
    "id": "@id",
    "type": "@type",
    "label": {"@id": "rdfs:label", "@container": "@language"},
    "start": {"@id": "exg:start"},
    "end": {"@id": "exg:end"},
    "earliest": {"@id": "exg:earliest"},
    "latest": {"@id": "exg:latest"},
    "year": {"@id": "exg:year", "@type": "xsd:integer"},
    "involves": {"@id": "exg:involves", "@type": "@id"},
    **{name: {"@id": f"exg:{name}", "@type": "@id"} for name in _PROPERTIES.values()},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "totalHeadcount": {"@id": "exg:totalHeadcount", "@type": "xsd:integer"},
}
_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def events(reader: Reader, choice: Choice) -> Sheet:
    """Return a row an event, in the order of time, with the records and lines that tell it."""
    records, names = cited(reader.published), _Names(reader)
    rows = [_row(names, choice, position, records.get(event.iri, ())) for position, event in _numbered(choice)]
    return Sheet(reader.words.text("events.title"), _head(reader, _COLUMNS), rows)


def sheets(reader: Reader, choice: Choice) -> list[Sheet]:
    """Return the events, the groups of people that travelled to them, and the places with their points."""
    return [events(reader, choice), _groups(reader, choice), _places(reader, choice)]


def jsonld(reader: Reader, choice: Choice) -> bytes:
    """Return the events as a JSON-LD document that needs no other; each triple of it is one of the graph."""
    records = cited(reader.published)
    graph = [_node(choice, position, records) for position in choice.positions]
    written = ",\n".join(json.dumps(node, ensure_ascii=False) for node in graph)
    return f'{{"@context": {json.dumps(_CONTEXT)},\n"@graph": [\n{written}\n]}}\n'.encode()


def file_name(selection: Selection) -> str:
    """Return the name of a file of a selection, without its ending: the keys of the places chosen, or `events`."""
    keys = [value.removeprefix("place/") for facet in _OF_PLACES for value in selection.values.get(facet, ())]
    # Of what an address says, only a plain key may stand in a header.
    named = [key for key in dict.fromkeys(keys) if _KEY.fullmatch(key)]
    return "-".join(["exgraph", *(named if 1 <= len(named) <= _NAMED else ["events"])])


def _head(reader: Reader, names: Sequence[str]) -> list[str]:
    return [reader.words.text(f"column.{name}") for name in names]


class _Names(dict[str, str]):
    """Names for a reader, each looked up once."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def __missing__(self, iri: str) -> str:
        self[iri] = self.reader.name(iri).text
        return self[iri]

    def of(self, iris: Sequence[str]) -> str:
        """Return the names of some things as one text."""
        return "; ".join(self[iri] for iri in iris)


def _numbered(choice: Choice) -> Iterator[tuple[int, Occurrence]]:
    return ((position, choice.index.occurrences[position]) for position in choice.positions)


def _row(names: _Names, choice: Choice, position: int, records: Sequence[Citation]) -> list[Cell]:
    index = choice.index
    event, exchange = index.occurrences[position], index.exchanges[position]
    sent, received = choice.moved(position)

    def facet(name: str) -> str:
        return names.of(index.values(name)[position])

    cells: dict[str, Cell] = {
        "start": event.start if event.dated else None,
        "end": event.end if event.dated else None,
        "first_day": PartialDate.parse(event.start).earliest,
        "last_day": PartialDate.parse(event.end).latest,
        "event": names.reader.event(position).text,
        "kind": facet("kind"),
        "category": facet("category"),
        "place": names.of(exchange.homes),
        "partner": names.of(exchange.partners),
        "direction": facet("direction"),
        "status": facet("status"),
        "people": event.people,
        "out": sent or None,
        "back": received or None,
        "role": facet("role"),
        "series": facet("series"),
        "organisations": facet("organisation"),
        "sources": facet("source"),
        "record": "; ".join(each.number for each in records),
        "line": "; ".join(each.lines for each in records),
        "review": facet("review"),
        "iri": event.iri,
    }
    return [cells[name] for name in _COLUMNS]


def _groups(reader: Reader, choice: Choice) -> Sheet:
    names = _Names(reader)
    rows: list[list[Cell]] = []
    for position, event in _numbered(choice):
        for group in event.groups:
            ends = [names.of(group.origins), names.of(group.targets)]
            start = event.start if event.dated else None
            rows.append([start, reader.event(position).text, *ends, group.people, event.iri])
    return Sheet(reader.words.text("browse.groups"), _head(reader, _GROUPS), rows)


def _places(reader: Reader, choice: Choice) -> Sheet:
    """Return the places that took part; those without a point, which a map leaves out, last."""
    counts: dict[str, int] = {}
    for event in choice.occurrences:
        for iri in event.places:
            counts[iri] = counts.get(iri, 0) + 1
    places = choice.index.places
    rows: list[list[Cell]] = []
    for iri in sorted(counts, key=lambda iri: (places[iri].latitude is None, -counts[iri], iri)):
        place = places[iri]
        side = reader.words.text("browse.home" if place.home else "browse.abroad")
        kind = reader.name(NS + place.kind).text
        rows.append([reader.name(iri).text, side, kind, counts[iri], place.latitude, place.longitude, iri])
    return Sheet(reader.words.text("browse.places"), _head(reader, _PLACES), rows)


def _day(day: datetime.date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _node(choice: Choice, position: int, records: Mapping[str, Sequence[Citation]]) -> dict[str, object]:
    index = choice.index
    event = index.occurrences[position]
    node: dict[str, object] = {
        "id": event.iri,
        "type": ["exg:Event", *(kind.replace(NS, "exg:") for kind in index.values("kind")[position])],
        "label": {language: text for language, text in sorted(index.titles[position].items()) if language},
        "earliest": _day(PartialDate.parse(event.start).earliest),
        "latest": _day(PartialDate.parse(event.end).latest),
        "involves": event.places,
        "wasDerivedFrom": [each.record for each in records.get(event.iri, ())],
    }
    if event.dated:
        node |= {
            "start": {"@value": event.start, "@type": _TYPES[len(event.start)]},
            "end": {"@value": event.end, "@type": _TYPES[len(event.end)]},
            "year": event.year,
        }
    node |= {name: list(found) for facet, name in _PROPERTIES.items() if (found := index.values(facet)[position])}
    return node if event.people is None else node | {"totalHeadcount": event.people}
