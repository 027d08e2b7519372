"""Checking a project's tables, and whether the documents still say what the records were read from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exgraph.errors import ExgraphError, SourceError, TableError, TablesError
from exgraph.facts import catalogue as catalogues
from exgraph.facts import check as facts
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.record import RECORD
from exgraph.settings import Settings
from exgraph.sources import document as documents
from exgraph.sources.source import Source


def load(settings: Settings) -> Catalogue:
    """Read all tables and check what must hold between them.

    Raises:
        MappingError, SourceError: a script or a source's description cannot be read.
        TablesError: everything wrong in the tables, together.
    """
    catalogue = catalogues.load(settings.mappings, settings.tables)
    if errors := facts.check(catalogue):
        raise TablesError(errors)
    return catalogue


def stale(catalogue: Catalogue, folder: Path) -> Iterator[ExgraphError]:
    """Yield an error for each record whose text in the folder of documents is not what it was when it was read."""
    for source in catalogue.sources:
        try:
            document = documents.read(source, folder)
        except SourceError as error:
            yield error
        else:
            yield from _changed(catalogue, source, document)


def _changed(catalogue: Catalogue, source: Source, document: documents.Document) -> Iterator[ExgraphError]:
    for _, entry in catalogue.rows(RECORD, source.id):
        record = entry.row
        if documents.digest(document.words(record.first_char, record.last_char)) != record.digest:
            yield TableError(
                f"the document no longer holds this record on lines {record.first_line}–{record.last_line}",
                at=entry.at,
                remedy=f"run exgraph extract {source.id}",
            )
