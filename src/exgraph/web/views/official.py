"""The page of a holder of a public office: which office, where, and the events at which a document names them."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.history.event_list import event_list
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an official shows."""
    return {
        "entries": main_facts(reader, thing, "exg:office", "exg:place", "exg:kana", "skos:altLabel"),
        "events": event_list(
            reader, f"?event exg:official <{thing.iri}> .", parameters.get("year"), parameters.get("page")
        ),
        "browse": None,
        "beside": "named",
        "others": _met(reader, thing.iri),
    }


def _met(reader: Reader, iri: str) -> list[tuple[Name, int]]:
    """Return the other officials named at the same events, with how many those are."""
    rows = reader.published.rows(
        f"""SELECT ?it (COUNT(DISTINCT ?event) AS ?events) {{
            ?event exg:official <{iri}>, ?it . FILTER(?it != <{iri}>)
        }} GROUP BY ?it ORDER BY DESC(?events) ?it LIMIT 20"""
    )
    return [(reader.name(row["it"]), int(row["events"])) for row in rows]
