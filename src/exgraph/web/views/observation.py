"""The page of one value of an indicator: of what, where, when, how much, as printed."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts

_PROPERTIES = (
    *("exg:indicator", "exg:place", "exg:fiscalYear", "exg:value", "exg:unit"),
    *("exg:valueKind", "exg:printedValue", "exg:progress", "skos:note"),
)


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an observation shows."""
    return {"entries": main_facts(reader, thing, *_PROPERTIES), "events": None, "browse": None, "others": []}
