"""How we know: the records a fact is read from, with their lines."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.web.reader import Name, Reader
from exgraph.web.sheet import Sheet


@dataclass(frozen=True)
class Evidence:
    """A record: where it stands, who published it, and its wording where the documents were at hand."""

    record: Name
    number: str
    source: Name
    publisher: Name | None
    first_line: str
    last_line: str
    address: str | None
    wording: str | None


def evidence(reader: Reader, sheet: Sheet) -> list[Evidence]:
    """Return the records that a thing is derived from, or the thing itself where it is a record."""
    records = sheet.all("prov:wasDerivedFrom") or ([sheet.iri] if sheet.first("exg:recordNumber") else [])
    return [found for iri in records if (found := _record(reader, iri)) is not None]


def _record(reader: Reader, iri: str) -> Evidence | None:
    record = Sheet(reader, iri)
    source = record.first("exg:source")
    if source is None:
        return None
    document = Sheet(reader, source)
    return Evidence(
        record=reader.name(iri),
        number=record.first("exg:recordNumber") or "",
        source=reader.name(source),
        publisher=document.text("exg:publisher"),
        first_line=record.first("exg:firstLine") or "",
        last_line=record.first("exg:lastLine") or "",
        address=document.first("exg:address"),
        wording=record.first("exg:wording"),
    )
