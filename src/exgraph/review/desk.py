"""The reviewer's desk: the fact tables as they were read, and the decisions that change them."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from exgraph.errors import CellError, ExgraphError, Location, TablesError
from exgraph.facts import catalogue as catalogues
from exgraph.facts import table
from exgraph.facts.catalogue import GAZETTEER, Catalogue
from exgraph.facts.check import check
from exgraph.facts.table import Entry, Row
from exgraph.review import fact as facts
from exgraph.review.fact import PROPOSED, ReviewFact, ReviewRecord
from exgraph.sources.source import Source

Changes = Mapping[str, Mapping[str, Row | None]]
"""New rows by table and key; None takes the row out."""


class ReviewError(ExgraphError):
    """A decision that cannot be carried out; nothing was written."""


class ConflictError(ReviewError):
    """The tables on disk are not those that were read; they have been read anew and nothing was written."""


class Desk:
    """All tables of a project. Every decision is written at once; safe to use from several threads."""

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
        self._catalogue = catalogues.load(self._mappings, self._tables)
        self._gather()

    def _gather(self) -> None:
        self._records = {(record.source.id, record.number): record for record in facts.records(self._catalogue)}

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
        return self._catalogue.sources

    def version(self, source: str) -> str:
        """Return what tells the tables of a source as they were read from others."""
        return self._versions[source]

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
        known = [each.id for each in self.sources]
        if source not in known:
            raise ReviewError(f"no source {source}", remedy=f"the sources are {', '.join(known)}")
        if (source, number) not in self._records:
            raise ReviewError(f"{source} has no record {number}", remedy="exgraph review --all --json lists them")
        return self._records[source, number]

    def fact(self, source: str, name: str, key: str) -> ReviewFact:
        """Return one fact by its table and key.

        Raises:
            ReviewError: there is no such row.
        """
        for record in self.records(source):
            for fact in record.facts:
                if fact.table == name and fact.key == key:
                    return fact
        raise ReviewError(f"{source} has no {name} {key}", remedy="exgraph review --all --json lists them")

    def names(self, fact: ReviewFact) -> dict[str, list[str]]:
        """Return the Japanese names of what a row refers to, by column."""
        found: dict[str, list[str]] = {}
        for column, (name, key) in fact.row.references():
            for _, entry in self._catalogue.rows(name, GAZETTEER):
                if getattr(entry.row, "id", None) == key:
                    found.setdefault(column, []).append(entry.row.ja)
        return found

    def accept(self, accepted: Iterable[ReviewFact], *, seen: str | None = None) -> int:
        """Accept rows that are proposed, and return how many; a row that was corrected before stays corrected.

        `seen` is the version of the source's tables that the person saw, by default the one last read.

        Raises:
            ConflictError: the tables have changed on disk.
            TableError: a table cannot be written.
        """
        changes: dict[str, dict[str, dict[str, Row]]] = {}
        for fact in accepted:
            if fact.review == PROPOSED:
                row = fact.row.parse(fact.row.cells() | {"review": "accepted"}, fact.at)
                changes.setdefault(fact.source, {}).setdefault(fact.table, {})[fact.key] = row
        for source, rows in changes.items():
            self._write(source, rows, seen)
        return sum(len(rows) for tables in changes.values() for rows in tables.values())

    def correct(self, fact: ReviewFact, cells: Mapping[str, str], *, seen: str | None = None) -> None:
        """Change cells of a row, by column, and mark it as corrected. `seen` as in `accept`.

        Raises:
            TablesError: a cell does not hold what its column asks for or refers to nothing; all that is wrong.
            ReviewError: nothing would change.
            ConflictError, TableError: as `accept`.
        """
        old = fact.row.cells()
        wrong = [_unchangeable(fact, column) for column in cells if column not in fact.cells]
        if wrong:
            raise TablesError(list(wrong))
        new = old | {column: text.strip() for column, text in cells.items()}
        if new == old:
            raise ReviewError(f"{fact.table} {fact.key} stays the same", at=fact.at, remedy="accept it instead")
        changes = {fact.table: {fact.key: fact.row.parse(new | {"review": "corrected"}, fact.at)}}
        self._consequences(fact.source, changes)
        self._write(fact.source, changes, seen)

    def reject(self, fact: ReviewFact, *, seen: str | None = None) -> list[ExgraphError]:
        """Take a row out, an event with its participations; return what is then missing. `seen` as in `accept`.

        Raises:
            TablesError: other rows refer to it.
            ConflictError, TableError: as `accept`.
        """
        gone = [fact]
        if fact.table == "event":
            gone += [each for each in self._parts(fact.source) if each.row.cells()["event"] == fact.key]
        changes: dict[str, dict[str, Row | None]] = {}
        for each in reversed(gone):  # participations first: a table that fails to be written leaves none without event
            changes.setdefault(each.table, {})[each.key] = None
        missing = self._consequences(fact.source, changes)
        self._write(fact.source, changes, seen)
        return missing

    def _parts(self, source: str) -> list[ReviewFact]:
        unique = {fact.identity: fact for record in self.records(source) for fact in record.facts}
        return [fact for fact in unique.values() if "record" not in fact.row.cells()]

    def _consequences(self, source: str, changes: Changes) -> list[ExgraphError]:
        """Return what a change would leave wrong between the tables; raise it if it is a reference to nothing."""
        before = Counter(map(_place, check(self._catalogue)))
        entries = {name: dict(owners) for name, owners in self._catalogue.entries.items()}
        for name, rows in changes.items():
            entries[name][source] = _changed(entries[name][source], rows)
        found = []
        for error in check(Catalogue(self._catalogue.scripts, self._catalogue.sources, entries)):
            before[_place(error)] -= 1
            if before[_place(error)] < 0:
                found.append(error)
        dangling = [error for error in found if error.at and error.at.column]
        if dangling:
            raise TablesError(dangling)
        return found

    def _write(self, source: str, changes: Changes, seen: str | None) -> None:
        with self._lock:
            if len({seen or self._versions[source], self._versions[source], self._on_disk()[source]}) > 1:
                self._read()
                raise ConflictError(
                    f"the tables of {source} have changed since they were read; nothing was written",
                    at=Location(self._folder(source)),
                    remedy="they have been read anew: look again and decide",
                )
            for name, rows in changes.items():
                entries = _changed(self._catalogue.entries[name][source], rows)
                row_class = self._catalogue.scripts[name].row_class
                table.write(self._folder(source) / f"{name}.csv", row_class, (entry.row for entry in entries))
            self._versions[source] = self._on_disk()[source]
            for path in self._folder(source).glob("*.csv"):
                row_class = self._catalogue.scripts[path.stem].row_class
                self._catalogue.entries.setdefault(path.stem, {})[source] = table.read(path, row_class)
            self._gather()

    def _folder(self, source: str) -> Path:
        return self._mappings / "sources" / source / "facts"

    def _on_disk(self) -> dict[str, str]:
        folders = {path.parent.name: path.parent / "facts" for path in self._mappings.glob("sources/*/source.toml")}
        return {owner: _version(folder) for owner, folder in {GAZETTEER: self._mappings / GAZETTEER, **folders}.items()}


def _changed(entries: list[Entry[Row]], rows: Mapping[str, Row | None]) -> list[Entry[Row]]:
    found = []
    for entry in entries:
        row = rows.get("/".join(entry.row.key), entry.row)
        if row is not None:
            found.append(Entry(row, entry.at))
    return found


def _place(error: ExgraphError) -> tuple[str, str, str]:
    # Lines move when a row is taken out; file, column and problem say whether a fault is a new one.
    at = error.at
    return (str(at.path), str(at.column), error.problem) if at else ("", "", error.problem)


def _unchangeable(fact: ReviewFact, column: str) -> CellError:
    at = Location(fact.at.path, fact.at.line, column)
    if column in fact.fixed:
        return CellError(f"'{column}' is not for correction", at=at, remedy="it names the row, or is set by the review")
    return CellError(f"no column '{column}'", at=at, remedy=f"the columns are {', '.join(fact.cells)}")


def _version(folder: Path) -> str:
    content = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        content.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return content.hexdigest()[:32]
