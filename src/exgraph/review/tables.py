"""The fact tables of a project as they stand on disk, and how rows of them are changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from exgraph.errors import ExgraphError, TablesError
from exgraph.facts import catalogue as catalogues
from exgraph.facts import table
from exgraph.facts.catalogue import GAZETTEER, Catalogue
from exgraph.facts.check import check
from exgraph.facts.table import Entry, Row
from exgraph.review import decision
from exgraph.review import fact as facts
from exgraph.review.change import FactChange, Rows
from exgraph.review.decision import Decision
from exgraph.review.fact import ReviewFact, ReviewRecord
from exgraph.sources.source import Source


class ReviewError(ExgraphError):
    """A decision that cannot be carried out; nothing was written."""


class ConflictError(ReviewError):
    """What was decided on is not what it was when the person saw it; the tables were read anew, nothing was written."""


class ProjectTables:
    """All tables of a project, read anew when they change on disk. `catalogue` holds them as they were read."""

    def __init__(self, mappings: Path, tables: tuple[Path, ...] = ()) -> None:
        """Read the tables; `tables` as for `catalogue.load`.

        Raises:
            MappingError, SourceError, TablesError: the tables cannot be read.
        """
        self._mappings, self._tables = mappings, tables
        self._lock = threading.RLock()
        self._read()

    def _read(self) -> None:
        # Versions are taken first: a file that changes in between is seen as changed, never as read.
        self._versions = self._on_disk()
        self.catalogue = catalogues.load(self._mappings, self._tables)
        self._gather()

    def _gather(self) -> None:
        self._records = {(record.source.id, record.number): record for record in facts.records(self.catalogue)}
        self._facts = {fact.identity: fact for record in self._records.values() for fact in record.facts}
        self._faults: Counter[tuple[str, str, str]] | None = None

    def refresh(self) -> None:
        """Read the tables anew if any of them has changed on disk.

        Raises:
            MappingError, SourceError, TablesError: the tables cannot be read.
        """
        with self._lock:
            if self._on_disk() != self._versions:
                self._read()

    @property
    def sources(self) -> list[Source]:
        """The sources, in the order of their ids."""
        return self.catalogue.sources

    def records(self, source: str | None = None, state: str | None = None) -> list[ReviewRecord]:
        """Return the records of one source or all, and of those with a fact in this state where one is named."""
        return [
            record
            for record in self._records.values()
            if source in (None, record.source.id) and (state is None or record.count(state))
        ]

    def record(self, source: str, number: str) -> ReviewRecord:
        """Return one record.

        Raises:
            ReviewError: there is no such source or record.
        """
        self.source(source)
        if (source, number) not in self._records:
            raise ReviewError(f"{source} has no record {number}", remedy="exgraph review --all --json lists them")
        return self._records[source, number]

    def fact(self, source: str, name: str, key: str) -> ReviewFact:
        """Return one fact by its table and key.

        Raises:
            ReviewError: there is no such row.
        """
        if (source, name, key) not in self._facts:
            raise ReviewError(f"{source} has no {name} {key}", remedy="exgraph review --all --json lists them")
        return self._facts[source, name, key]

    def source(self, source: str) -> Source:
        """Return one source.

        Raises:
            ReviewError: there is no such source.
        """
        for each in self.sources:
            if each.id == source:
                return each
        raise ReviewError(
            f"no source {source}", remedy=f"the sources are {', '.join(each.id for each in self.sources)}"
        )

    def _row(self, source: str, name: str, key: str) -> Row | None:
        rows = (entry.row for entry in self.catalogue.entries.get(name, {}).get(source, ()))
        return next((row for row in rows if "/".join(row.key) == key), None)

    def _consequences(self, source: str, rows: Rows) -> list[ExgraphError]:
        """Return what a change would leave wrong between the tables; raise it if it is a reference to nothing."""
        if self._faults is None:
            self._faults = Counter(map(_place, check(self.catalogue)))
        before = Counter(self._faults)
        entries = {name: dict(owners) for name, owners in self.catalogue.entries.items()}
        for name, changed in rows.items():
            owners = entries.setdefault(name, {})
            owners[source] = _changed(owners.get(source, []), changed)
        found = []
        for error in check(Catalogue(self.catalogue.scripts, self.catalogue.sources, entries)):
            before[_place(error)] -= 1
            if before[_place(error)] < 0:
                found.append(error)
        dangling = [error for error in found if error.at and error.at.column]
        if dangling:
            raise TablesError(dangling)
        return found

    def _write(self, source: str, change: FactChange, what: str, by: str) -> Rows:
        """Write the changed tables and the decision, all or none; return the rows as they were."""
        about = self.source(source)
        before: Rows = {name: {key: self._row(source, name, key) for key in rows} for name, rows in change.rows.items()}
        written: list[tuple[Path, type[Row], Iterable[Row]]] = []
        for name, rows in change.rows.items():
            entries = _changed(self.catalogue.entries.get(name, {}).get(source, []), rows)
            written.append((about.table(name), self.catalogue.scripts[name].row_class, [each.row for each in entries]))
        known = decision.read(about.folder)
        touched = [f"{name} {key}" for name, rows in change.rows.items() for key in rows]
        known.append(decision.made(known, what, change.records, touched, by))
        table.write_all([*written, (decision.path(about.folder), Decision, known)])
        self._versions[source] = _version(about.facts)
        for path, row_class, _ in written:
            self.catalogue.entries.setdefault(path.stem, {})[source] = table.read(path, row_class)
        self._gather()
        return before

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from deciding at the same time."""
        folder = os.open(self._mappings, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _on_disk(self) -> dict[str, str]:
        folders = {path.parent.name: path.parent / "facts" for path in self._mappings.glob("sources/*/source.toml")}
        return {owner: _version(folder) for owner, folder in {GAZETTEER: self._mappings / GAZETTEER, **folders}.items()}


def _changed(entries: list[Entry[Row]], rows: Mapping[str, Row | None]) -> list[Entry[Row]]:
    """Return the entries of a table with new rows in the places of the old ones, and those that are new at its end."""
    found, left = [], dict(rows)
    for entry in entries:
        key = "/".join(entry.row.key)
        row = left.pop(key, entry.row)
        if row is not None:
            found.append(Entry(row, entry.at))
    at = entries[-1].at if entries else facts.NOWHERE
    return [*found, *(Entry(row, at) for row in left.values() if row is not None)]


def _place(error: ExgraphError) -> tuple[str, str, str]:
    # Lines move when a row is taken out; file, column and problem say whether a fault is a new one.
    at = error.at
    return (str(at.path), str(at.column), error.problem) if at else ("", "", error.problem)


def _version(folder: Path) -> str:
    content = hashlib.sha256()
    for path in sorted([*folder.glob("*.csv"), folder.parent / "source.toml"]):
        if path.is_file():
            content.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return content.hexdigest()[:32]
