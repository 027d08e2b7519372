"""What of a document became facts: its records, its lines, and the years its facts are of."""

from __future__ import annotations

from collections import Counter

from exgraph.facts.catalogue import Catalogue
from exgraph.facts.record import LINE, RECORD, Lines
from exgraph.model.report import UNDATED, Coverage


def coverage(catalogue: Catalogue) -> dict[str, Coverage]:
    """Return what became of each source's document, by the source's id."""
    return {source.id: _coverage(catalogue, source.id) for source in catalogue.sources}


def _coverage(catalogue: Catalogue, source: str) -> Coverage:
    inside = {line for _, entry in catalogue.rows(RECORD, source) for line in _lines(entry.row)}
    kinds: Counter[str] = Counter()
    for _, entry in catalogue.rows(LINE, source):
        kinds[entry.row.what] += len(_lines(entry.row))
    counted = Counter(year for years in _years(catalogue, source).values() for year in (years or {UNDATED}))
    records = sum(1 for _ in catalogue.rows(RECORD, source))
    in_none = dict(sorted(kinds.items()))
    return Coverage(records, len(inside) + sum(in_none.values()), len(inside), in_none, dict(sorted(counted.items())))


def _years(catalogue: Catalogue, source: str) -> dict[str, set[str]]:
    """Return the years that each record of a source tells of; those named besides where nothing else is told."""
    years: dict[str, set[str]] = {entry.row.number: set() for _, entry in catalogue.rows(RECORD, source)}
    besides: dict[str, set[str]] = {number: set() for number in years}
    for table in catalogue.entries:
        for _, entry in catalogue.rows(table, source):
            for number in getattr(entry.row, RECORD, ()):
                years[number].update(map(str, entry.row.years()))
                besides[number].update(map(str, entry.row.years_besides()))
    return {number: found or besides[number] for number, found in years.items()}


def _lines(row: Lines) -> range:
    return range(row.first_line, row.last_line + 1)
