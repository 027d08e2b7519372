"""The page of one value of an indicator: of what, where, when, how much, as printed."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.entry import entries
from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet

_PROPERTIES = (
    *("exg:indicator", "exg:place", "exg:fiscalYear", "exg:value", "exg:unit"),
    *("exg:valueKind", "exg:printedValue", "exg:progress", "skos:note"),
)


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an observation shows."""
    return {"entries": entries(reader, sheet, *_PROPERTIES), "events": None, "browse": None, "others": []}
