"""Counting what a build did into its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from exgraph.build import quad
from exgraph.build.consistency.coverage import coverage
from exgraph.facts.catalogue import Catalogue
from exgraph.mapping.context import Context, RowIndex
from exgraph.model.iri import NS, Base
from exgraph.model.report import BuildReport, LeftOut

_REVIEWED = frozenset({"accepted", "corrected"})


def count_rows(report: BuildReport, catalogue: Catalogue) -> None:
    """Count the rows of each table and owner, the records of each source and the facts that were reviewed."""
    for name, owners in catalogue.entries.items():
        report.rows[name] = {owner: len(entries) for owner, entries in owners.items()}
        for _, entry in catalogue.rows(name):
            review = getattr(entry.row, "review", None)
            report.facts += review is not None
            report.reviewed += review in _REVIEWED
    report.coverage = coverage(catalogue)
    report.records = {source: each.records for source, each in report.coverage.items()}
    report.left_out = _left_out(catalogue, Base(report.base))


def count_lines(report: BuildReport, lines: Iterable[str], inferred: str) -> None:
    """Count triples and things, from sorted N-Quads lines; `inferred` is the IRI of the graph of what follows."""
    graphs: Counter[str] = Counter()
    things: Counter[str] = Counter()
    vocabulary, previous = f"<{NS}", ""
    for line in lines:
        statement = quad.read(line)
        graphs[statement.graph[1:-1]] += 1
        if quad.is_type(statement) and statement.object.startswith(vocabulary):
            triple = line[: line.rindex("<")]
            things[statement.object[len(vocabulary) : -1]] += triple != previous
            previous = triple
    report.graphs = dict(sorted(graphs.items()))
    report.things = dict(sorted(things.items()))
    report.inferred = graphs[inferred]
    report.stated = graphs.total() - report.inferred


def _left_out(catalogue: Catalogue, base: Base) -> list[LeftOut]:
    found = [
        LeftOut(f"facts of {source.id}", 1, "its fact tables are not made yet")
        for source in catalogue.sources
        if not any(source.id in owners for owners in catalogue.entries.values())
    ]
    index = RowIndex(catalogue)
    counts = Counter(
        each
        for name, script in catalogue.scripts.items()
        for owner, entry in catalogue.rows(name)
        for each in script.untold(entry.row, Context(base, owner, index))
    )
    return [*found, *(LeftOut(what, count, why) for (what, why), count in sorted(counts.items()))]
