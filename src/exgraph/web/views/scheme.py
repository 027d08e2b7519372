"""The page of a scheme of concepts: its concepts with their meaning."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.reading.reader import Reader
from exgraph.reading.thing.facts import ThingFacts


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a scheme shows."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it skos:inScheme <{thing.iri}> }}")
    ordered = sorted((row["it"] for row in rows), key=reader.sorting)
    return {"concepts": [(reader.name(iri), ThingFacts(reader, iri).text("skos:definition")) for iri in ordered]}
