"""The page of a venue: where it is, and what took place there."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.history.event_list import event_list
from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a venue shows."""
    pattern = f"{{ ?event exg:venue <{thing.iri}> }} UNION {{ ?event exg:commemorates <{thing.iri}> }}"
    return {
        "entries": main_facts(reader, thing, "exg:within", "exg:kana", "skos:altLabel"),
        "events": event_list(reader, pattern, parameters.get("year"), parameters.get("page")),
        "browse": None,
        "beside": "named",
        "others": [],
    }
