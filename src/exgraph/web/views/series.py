"""The page of a series or programme: who runs it, and its editions."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.occasion import chart, occasions
from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a series shows."""
    pattern = f"?event exg:inSeries <{sheet.iri}> ."
    return {
        "kinds": [reader.name(iri) for iri in sheet.types],
        "organisers": sheet.names("exg:organiser"),
        "bars": chart(reader, pattern),
        "editions": occasions(reader, pattern, descending=False),
    }
