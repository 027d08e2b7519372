"""The reviewer's desk: the fact tables as they were read, and the decisions that change them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exgraph.errors import ExgraphError
from exgraph.facts.catalogue import GAZETTEER
from exgraph.facts.record import UNREAD
from exgraph.facts.table import Row
from exgraph.review import change as changes
from exgraph.review import decision
from exgraph.review.change import FactChange, Plan, Rows
from exgraph.review.decision import Decision
from exgraph.review.fact import ReviewFact
from exgraph.review.tables import ConflictError, ProjectTables, ReviewError

__all__ = ["ConflictError", "Desk", "ReviewError"]

_KEPT = 500
"""How many decisions of a person can be undone, at most."""


@dataclass(frozen=True)
class _Done:
    source: str
    change: FactChange
    before: Rows


class Desk(ProjectTables):
    """All tables of a project. Every decision is written at once; safe to use from several threads and processes."""

    def __init__(self, mappings: Path, tables: tuple[Path, ...] = ()) -> None:
        """Read the tables; `tables` as for `catalogue.load`.

        Raises:
            MappingError, SourceError, TablesError: the tables cannot be read.
        """
        super().__init__(mappings, tables)
        self._done: dict[str, list[_Done]] = {}

    def names(self, fact: ReviewFact) -> dict[str, list[str]]:
        """Return the Japanese names of what a row refers to, by column."""
        found: dict[str, list[str]] = {}
        for column, (name, key) in fact.row.references():
            for _, entry in self.catalogue.rows(name, GAZETTEER):
                if getattr(entry.row, "id", None) == key:
                    found.setdefault(column, []).append(entry.row.ja)
        return found

    def decisions(self, source: str) -> list[Decision]:
        """Return what was decided on a source, in order.

        Raises:
            ReviewError: there is no such source.
            TableError, TablesError: the file of decisions cannot be read.
        """
        return decision.read(self.source(source).folder)

    def accept(self, accepted: Iterable[ReviewFact], *, by: str = "") -> int:
        """Accept rows that are proposed, and return how many; a row that was corrected before stays corrected.

        Raises:
            ConflictError: a row is not as it was given.
            TableError: a table cannot be written; none is.
        """
        given: dict[str, list[ReviewFact]] = {}
        for fact in accepted:
            given.setdefault(fact.source, []).append(fact)
        planned = {source: changes.accepted(rows) for source, rows in given.items()}
        for source, rows in given.items():
            self.decide(source, lambda source=source: planned[source], by=by, seen=rows)  # type: ignore[misc]
        return sum(len(rows) for each in planned.values() for rows in each.rows.values())

    def correct(self, fact: ReviewFact, cells: Mapping[str, str], *, by: str = "") -> None:
        """Change cells of a row, by column, and mark it as corrected.

        Raises:
            TablesError: a cell does not hold what its column asks for or refers to nothing; all that is wrong.
            ReviewError: nothing would change.
            ConflictError, TableError: as `accept`.
        """
        if not changes.corrected(fact, cells).rows:
            raise ReviewError(f"{fact.table} {fact.key} stays the same", at=fact.at, remedy="accept it instead")
        self.decide(fact.source, lambda: changes.corrected(fact, cells), by=by, seen=[fact])

    def reject(self, fact: ReviewFact, *, by: str = "") -> list[ExgraphError]:
        """Take a row out, an event with its participations; return what is then missing.

        Raises:
            TablesError: other rows refer to it.
            ConflictError, TableError: as `accept`.
        """
        return self.decide(fact.source, lambda: changes.rejected(fact, self.parts(fact.source)), by=by, seen=[fact])

    def parts(self, source: str) -> list[ReviewFact]:
        """Return the facts of a source that belong to an event and name no record."""
        return [fact for fact in self._facts.values() if fact.source == source and "record" not in fact.row.cells()]

    def dismiss_line(self, source: str, line: int, *, by: str = "") -> None:
        """Say that a line of no record, which waits, tells no fact.

        Raises:
            ReviewError: no such line waits.
            ConflictError, TableError: as `accept`.
        """

        def plan() -> FactChange:
            for _, entry in self.catalogue.rows(UNREAD, source):
                if entry.row.first_line == line and entry.row.state == UNREAD:
                    row = entry.row.parse(entry.row.cells() | {"state": decision.NO_FACT}, entry.at)
                    return FactChange(decision.NO_FACT, (), {UNREAD: {"/".join(row.key): row}})
            raise ReviewError(f"line {line} of {source} does not wait", remedy="somebody may have decided on it")

        self.decide(source, plan, by=by)

    def lines(self, source: str) -> list[Any]:
        """Return the rows of a source's lines that wait and are no record."""
        rows = [entry.row for _, entry in self.catalogue.rows(UNREAD, source)]
        return [row for row in rows if row.state == UNREAD and (source, row.number) not in self._records]

    def decide(
        self,
        source: str,
        plan: Plan,
        *,
        by: str = "",
        seen: Iterable[ReviewFact] = (),
        versions: Mapping[str, str] | None = None,
    ) -> list[ExgraphError]:
        """Carry out a decision and return what is then missing; `plan` is asked once the tables are as on disk.

        `seen` are facts as the person saw them, `versions` those of records by number.

        Raises:
            TablesError: something would refer to nothing, or what `plan` raises.
            ConflictError, TableError: as `accept`.
        """
        with self._lock, self.alone():
            self.refresh()
            self._hold(source, seen, versions or {})
            planned = plan()
            missing = [] if planned.is_plain else self._consequences(source, planned.rows)
            if planned.rows:
                before = self._write(source, planned, planned.what, by)
                done = self._done.setdefault(by, [])
                done.append(_Done(source, planned, before))
                del done[:-_KEPT]
            return missing

    def undo(self, *, by: str = "") -> tuple[str, FactChange]:
        """Take back the last decision of a person that is not taken back; return its source and what it was.

        Raises:
            ReviewError: there is none.
            ConflictError: rows have changed since; that decision can no longer be taken back.
            TableError: as `accept`.
        """
        with self._lock, self.alone():
            self.refresh()
            if not self._done.get(by):
                raise ReviewError("there is nothing to undo", remedy="decisions of an earlier run are undone with git")
            last = self._done[by].pop()
            for name, rows in last.change.rows.items():
                for key, row in rows.items():
                    if not _same(self._row(last.source, name, key), row):
                        raise ConflictError(
                            f"{name} {key} was changed after your decision; nothing was written",
                            remedy="look again and decide",
                        )
            self._write(last.source, FactChange("", last.change.records, last.before), decision.UNDONE, by)
            return last.source, last.change

    def can_undo(self, by: str) -> bool:
        """Say whether a person has decided anything in this run that can be taken back."""
        return bool(self._done.get(by))

    def _hold(self, source: str, seen: Iterable[ReviewFact], versions: Mapping[str, str]) -> None:
        """Raise a ConflictError unless all is as the person saw it."""
        changed = [
            fact
            for fact in seen
            if fact.identity not in self._facts or not _same(self._facts[fact.identity].row, fact.row)
        ]
        moved = [number for number, version in versions.items() if self.record(source, number).version != version]
        if changed or moved:
            what = f"{changed[0].table} {changed[0].key}" if changed else f"record {moved[0]}"
            raise ConflictError(
                f"{what} of {source} was changed by somebody else meanwhile; nothing was written",
                remedy="look again and decide",
            )


def _same(one: Row | None, other: Row | None) -> bool:
    # By their cells: once the tables are read anew their rows are of new classes.
    return (one and one.cells()) == (other and other.cells())
