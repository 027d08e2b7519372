"""What must hold between tables: references resolve, keys are unique, volumes are as expected, no line is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exgraph.errors import ExgraphError, Location, TableError
from exgraph.facts import expectation
from exgraph.facts.catalogue import GAZETTEER, Catalogue
from exgraph.facts.record import LINE, RECORD, UNREAD, Lines, Record
from exgraph.facts.table import Entry, column_name


def check(catalogue: Catalogue) -> list[ExgraphError]:
    """Return everything wrong between the tables; an empty list when all is well."""
    found = (_dangling, _duplicates, _inconsistent, _volumes, _overlapping, _uncovered, expectation.check)
    return [error for each in found for error in each(catalogue)]


def _inconsistent(catalogue: Catalogue) -> Iterator[ExgraphError]:
    for name in catalogue.entries:
        for _, entry in catalogue.rows(name):
            for column, problem in entry.row.problems():
                yield TableError(
                    f"{problem} in row {'/'.join(entry.row.key)}",
                    at=Location(entry.at.path, entry.at.line, column),
                    remedy="compare the row with the document",
                )


def _dangling(catalogue: Catalogue) -> Iterator[ExgraphError]:
    known = set(_known(catalogue))
    for name in catalogue.entries:
        for owner, entry in catalogue.rows(name):
            for column, (target, key) in entry.row.references():
                if not known & {(target, _scope(catalogue, target, owner), key), (target, "", key)}:
                    yield TableError(
                        f"no {target} has the id '{key}', named in row {'/'.join(entry.row.key)}",
                        at=Location(entry.at.path, entry.at.line, column),
                        remedy=f"correct the id or add the {target}",
                    )


def _known(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Yield table, scope and id of each row that can be referred to."""
    for name in catalogue.entries:
        for owner, entry in catalogue.rows(name):
            scope = _scope(catalogue, name, owner)
            yield name, scope, entry.row.key[0]
            if scope:
                # The gazetteer's tables, and facts of one source that name another's, name it with its source.
                yield name, "", f"{owner}/{entry.row.key[0]}"


def _scope(catalogue: Catalogue, name: str, owner: str) -> str:
    """Return the source within which an owner's ids of a table count, or nothing where they are known everywhere."""
    script = catalogue.scripts.get(name)
    return owner if script and script.row_class.WITHIN_SOURCE and owner != GAZETTEER else ""


def _duplicates(catalogue: Catalogue) -> Iterator[ExgraphError]:
    for name, owners in catalogue.entries.items():
        seen: dict[tuple[str, ...], Location] = {}
        for entry in owners.get(GAZETTEER, []):
            first = seen.setdefault(entry.row.key, entry.at)
            if first is not entry.at:
                yield TableError(
                    f"{name} '{'/'.join(entry.row.key)}' stands in {first} too", at=entry.at, remedy="keep one of them"
                )


def _volumes(catalogue: Catalogue) -> Iterator[ExgraphError]:
    for source in catalogue.sources:
        covered = {number for _, entry in _facts(catalogue, source.id) for number in entry.row.record}
        # A record that could not be read waits in the table of unread lines: the build goes on, with a finding.
        covered |= {entry.row.number for _, entry in catalogue.rows(UNREAD, source.id)}
        for _, entry in catalogue.rows(RECORD, source.id):
            if entry.row.number not in covered:
                yield TableError(
                    f"no fact is made of record {entry.row.number}",
                    at=entry.at,
                    remedy="add a fact, or name its line in unread.csv",
                )


def _overlapping(catalogue: Catalogue) -> Iterator[ExgraphError]:
    """Yield an error for each two records of which one neither ends before the other begins nor holds all of it."""
    for source in catalogue.sources:
        entries = [entry for _, entry in catalogue.rows(RECORD, source.id)]
        open_: list[Entry[Any]] = []
        for entry in sorted(entries, key=lambda each: (each.row.first_char, -each.row.last_char)):
            row = entry.row
            while open_ and open_[-1].row.last_char <= row.first_char and open_[-1].row.last_line < row.first_line:
                open_.pop()
            if open_ and not _holds(open_[-1].row, row):
                yield TableError(
                    f"record {row.number} overlaps record {open_[-1].row.number}, which stands in {open_[-1].at}",
                    at=entry.at,
                    remedy=f"run exgraph extract {source.id}",
                )
            open_.append(entry)


def _holds(outer: Record, inner: Record) -> bool:
    return (
        outer.first_char <= inner.first_char
        and inner.last_char <= outer.last_char
        and outer.first_line <= inner.first_line
        and inner.last_line <= outer.last_line
    )


def _uncovered(catalogue: Catalogue) -> Iterator[ExgraphError]:
    """Yield an error for each line that is said to be of no record and is of one, and for gaps.

    Records may share lines; the ranges of lines that belong to none share none with anything.
    """
    for source in catalogue.sources:
        remedy = f"run exgraph extract {source.id}"
        covered = {line for _, entry in catalogue.rows(RECORD, source.id) for line in _lines(entry.row)}
        for _, entry in catalogue.rows(LINE, source.id):
            lines = _lines(entry.row)
            if not lines:
                yield TableError("the last line comes before the first", at=entry.at, remedy=remedy)
            elif shared := lines & covered:
                problem = f"the document's lines {_ranges(shared)} belong to something else too"
                yield TableError(problem, at=entry.at, remedy=remedy)
            covered |= lines
        if gaps := set(range(1, max(covered, default=0) + 1)) - covered:
            problem = f"nothing is said of the document's lines {_ranges(gaps)}"
            yield TableError(problem, at=Location(source.table(LINE)), remedy=remedy)


def _lines(row: Lines) -> set[int]:
    return set(range(row.first_line, row.last_line + 1))


def _ranges(lines: set[int]) -> str:
    """Return lines as ranges such as 3, 5–9."""
    found: list[list[int]] = []
    for line in sorted(lines):
        if found and found[-1][1] == line - 1:
            found[-1][1] = line
        else:
            found.append([line, line])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in found)


def _facts(catalogue: Catalogue, owner: str) -> Iterator[tuple[str, Entry[Any]]]:
    for name, script in catalogue.scripts.items():
        if any(column_name(column) == RECORD for column in script.row_class.columns()):
            yield from catalogue.rows(name, owner)
