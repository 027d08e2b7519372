"""The page of a group that travelled, or of a part of one: to which event it belongs, from where to where, how many."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.main_facts import main_facts


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a participation shows."""
    properties = (
        "exg:fromEach",
        "exg:toEach",
        "exg:home",
        "exg:headcount",
        "exg:plannedHeadcount",
        "exg:size",
        "exg:qualifier",
        "exg:body",
        "exg:role",
        "exg:part",
    )
    return {
        "entries": main_facts(reader, thing, *properties),
        "whole": _whole(reader, thing.iri),
        "events": None,
        "browse": None,
        "others": [],
    }


def _whole(reader: Reader, iri: str) -> list[Name]:
    """Return the event of a group, or the group of a part."""
    rows = reader.published.rows(
        f"SELECT DISTINCT ?it {{ ?it exg:participation|exg:attendedBy|exg:hostGroup|exg:part <{iri}> }} ORDER BY ?it"
    )
    return [reader.name(row["it"]) for row in rows]
