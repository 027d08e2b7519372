"""From a catalogue to N-Quads lines: every row through its table's script, each line in its named graph."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from exgraph.errors import Location, MappingError
from exgraph.facts.catalogue import GAZETTEER, Catalogue, Script
from exgraph.mapping import source
from exgraph.mapping.context import Context, Index
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
    index = Index(catalogue)
    rows: dict[str, Location] = {} if told_at is None else told_at
    for each in catalogue.sources:
        context = Context(base, each.id, index)
        graph = iri(base.graph(PROVENANCE))
        for maker in (source.document, _categories(catalogue)):
            yield from _quads(maker(context), graph, Location(each.folder / "source.toml"), Path(source.__file__))
    for script in catalogue.scripts.values():
        own = base.thing(script.name) + "/"
        contexts = {owner: Context(base, owner, index) for owner in catalogue.entries.get(script.name, {})}
        for owner, entry in catalogue.rows(script.name):
            graph = iri(base.graph(_graph(script, owner)))
            for line in _quads(script.triples(entry.row, contexts[owner]), graph, entry.at, script.path):
                subject = line[1 : line.index(">")]
                if subject.startswith(own):
                    rows.setdefault(subject, entry.at)
                yield line


def _graph(script: Script, owner: str) -> str:
    return PROVENANCE if owner != GAZETTEER and script.name == "record" else owner


def _categories(catalogue: Catalogue) -> Callable[[Context], Iterator[Triple]]:
    def triples(context: Context) -> Iterator[Triple]:
        texts = dict.fromkeys(
            text for _, entry in catalogue.rows("event", context.owner) for text in entry.row.category
        )
        if texts:
            yield from source.categories(texts, context)

    return triples


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
