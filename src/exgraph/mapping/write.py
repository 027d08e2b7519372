"""From a catalogue to N-Quads lines: every row through its table's script, each line in its named graph."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path

from exgraph.errors import Location, MappingError
from exgraph.facts.catalogue import Catalogue
from exgraph.mapping import source
from exgraph.mapping.context import Context, RowIndex
from exgraph.mapping.term import Triple, iri
from exgraph.model.iri import Base

PROVENANCE = "provenance"
"""The name of the graph of source documents, their records and their categories."""


def lines(catalogue: Catalogue, base: Base, told_at: dict[str, Location] | None = None) -> Iterator[str]:
    """Yield an N-Quads line for everything the catalogue says; a line may come more than once.

    Args:
        catalogue: the tables, checked.
        base: the base of things and graphs.
        told_at: filled, where given, with the table row by which each thing (an IRI) is told.

    Raises:
        MappingError: a script fails on a row, or yields something that is no triple.
    """
    index = RowIndex(catalogue)
    rows: dict[str, Location] = {} if told_at is None else told_at
    documents = iri(base.graph(PROVENANCE))
    for each in catalogue.sources:
        triples = source.document(Context(base, each.id, index))
        yield from _quads(triples, documents, Location(each.folder / "source.toml"), Path(source.__file__))
    for script in catalogue.scripts.values():
        own = base.thing(script.name) + "/"
        contexts = {owner: Context(base, owner, index) for owner in catalogue.entries.get(script.name, {})}
        graphs = {owner: iri(base.graph(owner)) for owner in contexts}
        for owner, entry in catalogue.rows(script.name):
            for line in (
                *_quads(script.triples(entry.row, contexts[owner]), graphs[owner], entry.at, script.path),
                *_quads(script.provenance(entry.row, contexts[owner]), documents, entry.at, script.path),
            ):
                subject = line[1 : line.index(">")]
                if subject.startswith(own):
                    rows.setdefault(subject, entry.at)
                yield line


def _quads(triples: Iterable[Triple], graph: str, row: Location, script: Path) -> Iterator[str]:
    try:
        for subject, predicate, object_ in triples:
            if subject[0] != "<" or predicate[0] != "<" or object_[0] not in '<"':
                raise ValueError(f"{subject} {predicate} {object_} is no triple of N-Triples terms")
            yield f"{subject} {predicate} {object_} {graph} .\n"
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(script)]
        raise MappingError(
            f"fails on the row {row}: {error or type(error).__name__}",
            at=Location(script, lines[-1] if lines else None),
            remedy="correct the row or the script",
        ) from error
