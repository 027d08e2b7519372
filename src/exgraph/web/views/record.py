"""The page of a record: its lines, and everything read from it."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.model.iri import NS
from exgraph.web.reader import Name, Reader
from exgraph.web.sheet import Sheet


def view(reader: Reader, sheet: Sheet, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of a record shows."""
    rows = reader.published.rows(f"SELECT DISTINCT ?it {{ ?it prov:wasDerivedFrom <{sheet.iri}> }} ORDER BY ?it")
    things = [Sheet(reader, row["it"]) for row in rows]
    return {"derived": [(reader.name(each.iri), _details(reader, each)) for each in things]}


def _details(reader: Reader, thing: Sheet) -> list[Name]:
    """Return what a thing read from a record is, and whether a person has checked it."""
    kinds = [reader.name(iri) for iri in thing.types if iri != NS + "Event"]
    return [*kinds, *thing.names("exg:review")]
