"""The page of a venue: where it is, and what took place there."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.entry import entries
from exgraph.web.occasion import listing
from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a venue shows."""
    pattern = f"{{ ?event exg:venue <{sheet.iri}> }} UNION {{ ?event exg:commemorates <{sheet.iri}> }}"
    return {
        "entries": entries(reader, sheet, "exg:within", "exg:kana", "skos:altLabel"),
        "events": listing(reader, pattern, parameters.get("year"), parameters.get("page")),
        "browse": None,
        "beside": "named",
        "others": [],
    }
