"""What source.toml expects of a source's tables: how many rows, which years, which values, how many lines.

```toml
[expect]
lines = 432                       # lines of the document
[expect.rows]                     # exactly so many
record = 116
[expect.least]                    # at least so many
event = 123
[expect.years]                    # dates of these tables lie in these years
event = [2010, 2019]
[expect.values.event]             # a column holds nothing else
status = ["held"]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.errors import ExgraphError, Location, SourceError, TableError
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.cell import SEPARATOR
from exgraph.facts.record import LINE, RECORD
from exgraph.facts.table import Row
from exgraph.model.date import PartialDate
from exgraph.sources.source import Source

_KINDS = frozenset({"lines", "rows", "least", "years", "values"})


def check(catalogue: Catalogue) -> Iterator[ExgraphError]:
    """Yield an error for all that is not as the sources' descriptions expect it."""
    for source in catalogue.sources:
        yield from _unknown(catalogue, source)
        yield from _rows(catalogue, source)
        yield from _years(catalogue, source)
        yield from _values(catalogue, source)
        yield from _lines(catalogue, source)


def _unknown(catalogue: Catalogue, source: Source) -> Iterator[ExgraphError]:
    at = Location(source.folder / "source.toml")
    for name in sorted(source.expect.keys() - _KINDS):
        yield SourceError(f"[expect] has no {name}", at=at, remedy=f"it has {', '.join(sorted(_KINDS))}")
    for kind in ("rows", "least", "years", "values"):
        for name in sorted(source.expect.get(kind, {}).keys() - catalogue.scripts.keys()):
            yield SourceError(f"[expect.{kind}] names {name}, which is no table", at=at, remedy="see how it is spelt")


def _rows(catalogue: Catalogue, source: Source) -> Iterator[ExgraphError]:
    for kind, words in (("rows", ""), ("least", "at least ")):
        for name, expected in source.expect.get(kind, {}).items():
            found = len(catalogue.entries.get(name, {}).get(source.id, []))
            if found < expected or (kind == "rows" and found != expected):
                yield TableError(
                    f"{found} rows where source.toml expects {words}{expected}",
                    at=Location(source.table(name)),
                    remedy=f"extract anew, or correct [expect.{kind}] in source.toml",
                )


def _years(catalogue: Catalogue, source: Source) -> Iterator[ExgraphError]:
    for name, (first, last) in source.expect.get("years", {}).items():
        for _, entry in catalogue.rows(name, source.id):
            for column, value in _dates(entry.row):
                if not first <= value.year <= last:
                    yield TableError(
                        f"{value} lies outside the years of the document, {first}–{last}, in row {entry.row.key[0]}",
                        at=Location(entry.at.path, entry.at.line, column),
                        remedy="correct the date, or [expect.years] in source.toml",
                    )


def _dates(row: Row) -> Iterator[tuple[str, PartialDate]]:
    for field in row.columns():
        value = getattr(row, field.name)
        if isinstance(value, PartialDate):
            yield field.name, value


def _values(catalogue: Catalogue, source: Source) -> Iterator[ExgraphError]:
    for name, columns in source.expect.get("values", {}).items():
        for _, entry in catalogue.rows(name, source.id):
            cells = entry.row.cells()
            for column, allowed in columns.items():
                if unexpected := sorted(set(filter(None, cells[column].split(SEPARATOR))) - set(allowed)):
                    yield TableError(
                        f"'{SEPARATOR.join(unexpected)}' is not expected of this document in row {entry.row.key[0]}",
                        at=Location(entry.at.path, entry.at.line, column),
                        remedy=f"write one of {', '.join(allowed)}, or correct [expect.values.{name}] in source.toml",
                    )


def _lines(catalogue: Catalogue, source: Source) -> Iterator[ExgraphError]:
    last = source.expect.get("lines")
    for name in (RECORD, LINE) if last is not None else ():
        for _, entry in catalogue.rows(name, source.id):
            if not 1 <= entry.row.first_line <= entry.row.last_line <= last:
                yield TableError(
                    f"lines {entry.row.first_line}–{entry.row.last_line} are not in a document of {last} lines,"
                    f" in row {entry.row.key[0]}",
                    at=entry.at,
                    remedy=f"run exgraph extract {source.id}",
                )
