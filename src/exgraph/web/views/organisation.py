"""The page of an organisation: where it is based, its members, agreements, series and events, and whom it met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exgraph.reading.history.event_list import event_list
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts

_SHOWN = 20


@dataclass(frozen=True)
class Counterpart:
    """An organisation that acted at the same events: where it is based, how many events, the first and last year."""

    organisation: Name
    based: Name | None
    events: int
    first: str
    last: str


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an organisation shows."""
    iri = thing.iri
    pattern = f"?event exg:agent <{iri}> ."
    return {
        "entries": main_facts(reader, thing, "exg:basedIn", "exg:partOf", "exg:member", "exg:kana", "skos:altLabel"),
        "parts": _pointing(reader, f"?it exg:partOf <{iri}>"),
        "agreements": _pointing(reader, f"?it a exg:Agreement ; exg:party <{iri}>"),
        "series": _pointing(reader, f"?it exg:organiser <{iri}> ; a exg:Series"),
        "counterparts": _counterparts(reader, iri),
        "events": event_list(reader, pattern, parameters.get("year"), parameters.get("page")),
        "browse": f"/browse?organisation={iri.removeprefix(reader.published.base.thing(''))}",
    }


def _pointing(reader: Reader, pattern: str) -> list[Name]:
    return reader.names(row["it"] for row in reader.published.rows(f"SELECT DISTINCT ?it {{ {pattern} }}"))


def _counterparts(reader: Reader, iri: str) -> list[Counterpart]:
    """Return the organisations of other places that acted at the same events, those met most often first."""
    rows = reader.published.rows(
        f"""SELECT ?it (SAMPLE(?place) AS ?based) (COUNT(DISTINCT ?event) AS ?events)
            (MIN(?year) AS ?first) (MAX(?year) AS ?last) {{
            ?event exg:agent <{iri}>, ?it ; a exg:Event ; exg:year ?year . FILTER(?it != <{iri}>)
            OPTIONAL {{ ?it exg:basedIn ?place }}
            FILTER NOT EXISTS {{ <{iri}> exg:basedIn ?here . ?it exg:basedIn ?here }}
        }} GROUP BY ?it ORDER BY DESC(?events) ?it LIMIT {_SHOWN}"""
    )
    return [
        Counterpart(
            reader.name(row["it"]),
            reader.name(row["based"]) if "based" in row else None,
            int(row["events"]),
            row["first"],
            row["last"],
        )
        for row in rows
    ]
