"""The words of the records, as N-Quads lines for the store of who has the documents; they are in no dump."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exgraph.facts.catalogue import Catalogue
from exgraph.facts.record import RECORD
from exgraph.mapping.term import iri, literal, name
from exgraph.model.iri import Base
from exgraph.sources import document as documents

GRAPH = "wording"
"""The name of the graph of the records' words."""


def lines(catalogue: Catalogue, folder: Path, base: Base) -> Iterator[str]:
    """Yield a line for the words of each record.

    Raises:
        SourceError: a document cannot be read.
    """
    graph = iri(base.graph(GRAPH))
    for source in catalogue.sources:
        document = documents.read(source, folder)
        for _, entry in catalogue.rows(RECORD, source.id):
            record = iri(base.thing(RECORD, source.id, entry.row.number))
            words = literal(document.words(entry.row.first_char, entry.row.last_char))
            yield f"{record} {name('exg:wording')} {words} {graph} .\n"
