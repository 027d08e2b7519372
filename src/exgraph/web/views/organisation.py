"""The page of an organisation: where it is based, who belongs to it, what it took part in."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.occasion import listing
from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an organisation shows."""
    rows = reader.published.rows(
        f"SELECT DISTINCT ?it {{ ?it exg:organiser <{sheet.iri}> ; a exg:Series }} ORDER BY ?it"
    )
    return {
        "kinds": [reader.name(iri) for iri in sheet.types],
        "based": sheet.names("exg:basedIn"),
        "members": sheet.names("exg:member"),
        "within": sheet.names("exg:partOf"),
        "series": reader.names(row["it"] for row in rows),
        "events": listing(reader, f"?event exg:agent <{sheet.iri}> .", parameters.get("year"), parameters.get("page")),
    }
