"""The numbered sources of a report: for every figure the document, the record and its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from exgraph.model.citation import Citation
from exgraph.reading.citation import cited
from exgraph.reading.history.yearly import spans
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts


@dataclass(frozen=True)
class CitedSource:
    """A record with its number in the report, its document and that one's publisher."""

    number: int
    citation: Citation
    document: Name
    publisher: str


class Sources:
    """Records in the order in which they are cited."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._cited = cited(reader.published)
        self._numbers: dict[Citation, int] = {}

    def cite(self, things: Iterable[str]) -> str:
        """Return the numbers of the records that some events and agreements are told by: `1–3, 7`; empty without."""
        found = dict.fromkeys(record for thing in things for record in self._cited.get(thing, ()))
        numbers = [self._numbers.setdefault(record, len(self._numbers) + 1) for record in found]
        return ", ".join(spans(numbers))

    def listed(self) -> list[CitedSource]:
        """Return the records cited so far."""
        documents: dict[str, tuple[Name, str]] = {}
        found = []
        for citation, number in self._numbers.items():
            if citation.source not in documents:
                publisher = ThingFacts(self._reader, citation.source).text("exg:publisher")
                documents[citation.source] = self._reader.name(citation.source), publisher.text if publisher else ""
            found.append(CitedSource(number, citation, *documents[citation.source]))
        return found
