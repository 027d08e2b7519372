"""The numbered sources of a report: for every figure the document, the record and its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exgraph.reading.history.yearly import spans
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts


@dataclass(frozen=True)
class Source:
    """A record: its number in the report, its document and publisher, its number there, its first and last line."""

    number: int
    document: Name
    publisher: str
    record: str
    address: str
    first_line: str
    last_line: str


@dataclass(frozen=True)
class _Record:
    source: str
    number: str
    first: str
    last: str


class Sources:
    """Records in the order in which they are cited."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._records_of = _records_of(reader.published)
        self._records = _records(reader.published)
        self._numbers: dict[str, int] = {}

    def cite(self, things: Iterable[str]) -> str:
        """Return the numbers of the records that some events and agreements are told by: `1–3, 7`; empty without."""
        found = dict.fromkeys(record for thing in things for record in self._records_of.get(thing, ()))
        numbers = [self._numbers.setdefault(record, len(self._numbers) + 1) for record in found]
        return ", ".join(spans(numbers))

    def listed(self) -> list[Source]:
        """Return the records cited so far."""
        documents: dict[str, tuple[Name, str]] = {}
        found = []
        for iri, number in self._numbers.items():
            record = self._records[iri]
            if record.source not in documents:
                publisher = ThingFacts(self._reader, record.source).text("exg:publisher")
                documents[record.source] = self._reader.name(record.source), publisher.text if publisher else ""
            address = self._reader.address(iri)
            found.append(Source(number, *documents[record.source], record.number, address, record.first, record.last))
        return found


@per_version()
def _records_of(published: Published) -> dict[str, list[str]]:
    """Return the records of each event and agreement, in the order of the documents."""
    known = _records(published)
    rows = published.rows(
        """SELECT DISTINCT ?thing ?record {
            VALUES ?class { exg:Event exg:Agreement } ?thing a ?class ; prov:wasDerivedFrom ?record
        }"""
    )
    found: dict[str, list[str]] = {}
    for row in rows:
        if row["record"] in known:
            found.setdefault(row["thing"], []).append(row["record"])
    return {thing: sorted(records, key=lambda each: _place(known[each])) for thing, records in found.items()}


def _place(record: _Record) -> tuple[str, int, str]:
    return record.source, int(record.first or 0), record.number


@per_version()
def _records(published: Published) -> dict[str, _Record]:
    rows = published.rows(
        """SELECT ?record ?source ?number ?first ?last {
            ?record exg:source ?source ; exg:recordNumber ?number .
            OPTIONAL { ?record exg:firstLine ?first ; exg:lastLine ?last }
        }"""
    )
    return {
        row["record"]: _Record(row["source"], row["number"], row.get("first", ""), row.get("last", "")) for row in rows
    }
