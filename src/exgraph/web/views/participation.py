"""The page of a group that travelled, or of a part of one: to which event it belongs, from where to where, how many."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.entry import entries
from exgraph.web.reader import Name, Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a participation shows."""
    properties = ("exg:from", "exg:to", "exg:headcount", "exg:body", "exg:role", "exg:part")
    return {
        "entries": entries(reader, sheet, *properties),
        "whole": _whole(reader, sheet.iri),
        "events": None,
        "browse": None,
        "others": [],
    }


def _whole(reader: Reader, iri: str) -> list[Name]:
    """Return the event of a group, or the group of a part."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it exg:participation|exg:part <{iri}> }} ORDER BY ?it")
    return [reader.name(row["it"]) for row in rows]
