"""The page of a plan: who drew it up, when, and the event at which it was adopted."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.history.event_list import event_list
from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a plan shows."""
    pattern = f"?event exg:adopts <{thing.iri}> ."
    return {
        "entries": main_facts(reader, thing, "exg:title", "exg:number", "exg:planParty", "exg:adopted"),
        "events": event_list(reader, pattern, parameters.get("year"), parameters.get("page")),
        "browse": None,
        "others": [],
    }
