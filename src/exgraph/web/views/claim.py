"""The page of a claim: what another record tells than the graph states, and of what."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts


def view(reader: Reader, thing: ThingFacts, _: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a claim shows."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it exg:claim <{thing.iri}> }} ORDER BY ?it")
    claimed = ("exg:claimedProperty", "exg:claimedValue", "exg:claimedQualifier", "prov:wasDerivedFrom")
    return {
        "entries": main_facts(reader, thing, *claimed),
        "whole": [reader.name(row["it"]) for row in rows],
        "events": None,
        "browse": None,
        "others": [],
    }
