"""The page of a scheme of concepts: its concepts with their meaning."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.web.reader import Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a scheme shows."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it skos:inScheme <{sheet.iri}> }}")
    ordered = sorted((row["it"] for row in rows), key=reader.sorting)
    return {"concepts": [(reader.name(iri), Sheet(reader, iri).text("skos:definition")) for iri in ordered]}
