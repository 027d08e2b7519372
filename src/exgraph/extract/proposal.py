"""From a source's document to its fact tables: what is proposed anew, and what a person has checked and stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from exgraph.errors import Location, SourceError
from exgraph.extract import dismissal, loss, register, repetition
from exgraph.extract import edition as editions
from exgraph.extract.confidence import Rating
from exgraph.extract.edition import Edition
from exgraph.extract.event import Cells, Proposal
from exgraph.extract.layout.printed import Contents, Printed
from exgraph.extract.survey import file
from exgraph.extract.survey.named import Named
from exgraph.extract.survey.survey import Survey, survey
from exgraph.extract.task import Progress, Task
from exgraph.facts import confidence, table
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.confidence import Confidence
from exgraph.facts.record import UNREAD
from exgraph.facts.table import Row
from exgraph.sources.document import Document, digest
from exgraph.sources.source import Source

_CHECKED = frozenset({"accepted", "corrected"})
_TABLES = ("event", "participation", "agreement")
MACHINE = frozenset({"record", "line"})


@dataclass
class Outcome:
    """Rows by table, where a new reading differs from a checked fact, what was not read, and lines of no record.

    `gazetteer` holds the rows proposed for the gazetteer by table, `named` the names that they rest on. `document` is
    the file that was read, `ratings` say how sure what is proposed is. `edition` is what has become of the records
    known before, `reopened` the checked facts whose line changed, as they wait for review again, `retired` those whose
    line went.
    """

    edition: Edition = field(default_factory=Edition)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)
    unread: list[SourceError] = field(default_factory=list)
    others: dict[int, str] = field(default_factory=dict)
    gazetteer: dict[str, list[Cells]] = field(default_factory=dict)
    named: list[Named] = field(default_factory=list)
    reopened: list[tuple[str, Row]] = field(default_factory=list)
    retired: list[tuple[str, Row]] = field(default_factory=list)
    kept: int = 0
    document: Path = Path()
    ratings: list[Rating] = field(default_factory=list)


def extract(source: Source, document: Document, catalogue: Catalogue, progress: Progress) -> Outcome:
    """Read a document anew and merge the reading with the facts at hand. Nothing is written.

    `progress` is told how many records are read, and of how many.

    All facts of a record stay as they are when a person checked any of them; a differing reading is reported. Names in
    a checked record that look like places and are not known are not reported: the person saw them.

    Raises:
        SourceError: the document is not laid out as source.toml says.
    """
    readings = [(part, register.read(part, document)) for part in register.parts(source)]
    every = [record for _, contents in readings for record in contents.records]
    edition = editions.compare(every, document, catalogue, source.id)
    readings = editions.renumbered(readings, edition.numbers)
    printed = register.joined(contents for _, contents in readings)
    surveyed = survey(
        document.lines,
        catalogue,
        source=source.id,
        home=source.layout.get("home", ""),
        language=source.layout.get("language", "ja"),
        cells=[
            word for record in printed.records for word in record.place if word not in source.layout.get("places", {})
        ],
    )
    proposal = Proposal()
    for part, contents in readings:
        task = Task(
            part, document.path, surveyed.catalogue, progress, document.text, surveyed.meanings, surveyed.scores
        )
        proposal.extend(register.layout(part).propose(contents.records, task))
    no_fact = dismissal.dismissed(catalogue, source.id, document, printed.records)
    proposal = dismissal.without(repetition.join(proposal), no_fact)
    outcome = Outcome(edition, unread=proposal.unread, others=printed.others, document=document.path)
    records = catalogue.scripts["record"].row_class
    outcome.rows["record"] = [_record(records, document, each) for each in printed.records]
    outcome.rows["line"] = list(_lines(catalogue.scripts["line"].row_class, document, printed))
    merge = _Merge(source, catalogue, proposal, outcome)
    outcome.unread.extend(error for number, error in proposal.unknown if number not in merge.checked)
    setting = Task(
        readings[0][0], document.path, surveyed.catalogue, progress, document.text, surveyed.meanings
    ).setting
    lost = list(loss.rows(source, catalogue, document, printed, proposal=proposal, setting=setting))
    if lost or source.table(UNREAD).exists():
        outcome.rows[UNREAD] = [row for row in lost if row.cells()["number"] not in merge.checked]
    for name in merge.tables:
        merge.table(name)
    outcome.kept = len(merge.checked)
    outcome.ratings = proposal.ratings
    _report(outcome, surveyed, document.path)
    return outcome


def _report(outcome: Outcome, surveyed: Survey, path: Path) -> None:
    """Add what the survey found and the facts use, and the names that it could not tell apart."""
    every = [reference for rows in outcome.rows.values() for row in rows for _, reference in row.references()]
    used = {key for table, key in every if table == "place"}
    outcome.gazetteer = surveyed.proposals(used)
    outcome.named = [each for each in surveyed.named.values() if surveyed.meanings[each.words][1] in used]
    outcome.unread.extend(each.error(path) for each in surveyed.doubts)


def write(source: Source, catalogue: Catalogue, outcome: Outcome, edition: str = "") -> None:
    """Write the tables of an outcome; a table without rows and without a file is not made.

    Raises:
        TableError: a file cannot be written; that table is untouched.
    """
    for name, rows in outcome.rows.items():
        path = source.table(name)
        if rows or path.exists():
            table.write(path, catalogue.scripts[name].row_class, rows)
    file.write(source.folder.parents[1], catalogue, source.id, outcome.gazetteer)
    confidence.write(source.folder, _confidences(outcome))
    if outcome.retired:
        _retire(source, catalogue, outcome, edition)


def _confidences(outcome: Outcome) -> Iterator[Confidence]:
    """Yield how sure the values of proposed rows are; of an agreement that several records tell, the surest reading."""
    proposed = {
        (name, "/".join(row.key))
        for name, rows in outcome.rows.items()
        for row in rows
        if name in _TABLES and row.cells()["review"] == "proposed"
    }
    found: dict[tuple[str, str, str], Rating] = {}
    for each in outcome.ratings:
        before = found.get((each.table, each.key, each.column))
        if (each.table, each.key) in proposed and (before is None or before.confidence < each.confidence):
            found[each.table, each.key, each.column] = each
    for each in found.values():
        yield Confidence(each.table, each.key, each.column, each.confidence, each.basis)


def _retire(source: Source, catalogue: Catalogue, outcome: Outcome, edition: str) -> None:
    """Retire the addresses of checked events and of records that the new edition no longer holds."""
    events = [f"event/{source.id}/{row.key[0]}" for name, row in outcome.retired if name == "event"]
    records = [f"record/{source.id}/{number}" for number in sorted(outcome.edition.removed)]
    row_class = catalogue.scripts["retired"].row_class
    at = Location(source.folder)
    reason = f"edition {edition} of {source.id} no longer tells it".replace("  ", " ")
    cells = [{"thing": thing, "reason": reason, "review": "proposed"} for thing in (*events, *records)]
    file.add(source.folder.parents[1], catalogue, "retired", [row_class.parse(each, at) for each in cells])


def _record(row_class: type[Row], document: Document, each: Printed) -> Row:
    cells = {
        "number": each.number,
        "first_line": str(each.first_line),
        "last_line": str(each.last_line),
        "first_char": str(each.first_char),
        "last_char": str(each.last_char),
        "digest": digest(document.words(each.first_char, each.last_char)),
    }
    return row_class.parse(cells, Location(document.path, each.first_line))


def _lines(row_class: type[Row], document: Document, printed: Contents) -> Iterator[Row]:
    """Yield the lines that belong to no record, those of one kind that follow one another in one row."""
    inside = {line for each in printed.records for line in range(each.first_line, each.last_line + 1)}
    kinds = (
        (line, printed.others.get(line, "page" if text.strip() else "blank"))
        for line, text in enumerate(document.lines, start=1)
        if line not in inside
    )
    # Lines in a row have the same difference to their place among all of these.
    for (_, what), group in groupby(enumerate(kinds), lambda each: (each[1][0] - each[0], each[1][1])):
        lines = [line for _, (line, _) in group]
        cells = {"first_line": str(lines[0]), "last_line": str(lines[-1]), "what": what}
        yield row_class.parse(cells, Location(document.path, lines[0]))


@dataclass(frozen=True)
class _Merge:
    """Fresh readings beside the facts at hand, table by table."""

    source: Source
    catalogue: Catalogue
    proposal: Proposal
    outcome: Outcome

    @cached_property
    def event_records(self) -> dict[str, list[str]]:
        """The records of each event, known or proposed: participations name only their event."""
        known = {entry.row.id: list(entry.row.record) for _, entry in self.catalogue.rows("event", self.source.id)}
        return {row["id"]: row["record"].split(";") for row in self.proposal.rows.get("event", ())} | known

    def records(self, cells: Cells) -> set[str]:
        return set(cells["record"].split(";") if "record" in cells else self.event_records[cells["event"]])

    @cached_property
    def tables(self) -> list[str]:
        """The tables of facts: those that are read first, then those read besides, then those that a person filled."""
        filled = [
            name
            for name in self.catalogue.entries
            if name not in MACHINE
            and any(_is_fact(entry.row) for _, entry in self.catalogue.rows(name, self.source.id))
        ]
        return list(dict.fromkeys([*_TABLES, *self.proposal.rows, *filled]))

    @cached_property
    def checked(self) -> set[str]:
        """The records of which a person checked any fact, and which say what they said then."""
        checked: set[str] = set()
        for name in self.tables:
            for _, entry in self.catalogue.rows(name, self.source.id):
                if entry.row.review in _CHECKED:
                    checked |= self.records(entry.row.cells())
        return checked & self.outcome.edition.same

    def table(self, name: str) -> None:
        known = {entry.row.key: entry for _, entry in self.catalogue.rows(name, self.source.id)}
        kept = {key: entry.row for key, entry in known.items() if self._stays(name, entry.row)}
        fresh: dict[tuple[str, ...], Row] = {}
        at = Location(self.source.table(name))
        for cells in self.proposal.rows.get(name, []):
            row = self.catalogue.scripts[name].row_class.parse(cells, at)
            if row.key in kept:
                self.outcome.differences.extend(editions.differences(cells, row, kept[row.key], known[row.key].at))
            elif self.checked & self.records(cells):
                self.outcome.differences.append(f"{at}: the reading has {name} {'/'.join(row.key)} too")
            else:
                # One agreement may be told by several records: each adds its own to the first.
                fresh[row.key] = _joined(fresh[row.key], cells, at) if row.key in fresh else row
        self._again(name, known, kept, fresh)
        self.outcome.rows[name] = [*kept.values(), *fresh.values()]

    def _stays(self, name: str, row: Row) -> bool:
        """Say whether a fact stays as it is: its records say what they said, and a person checked one or wrote it."""
        records = self.records(row.cells())
        return bool(self.checked & records or self._is_written(name)) and records <= self.outcome.edition.same

    def _is_written(self, name: str) -> bool:
        """Say whether no layout proposes rows of a table here: a person wrote all that it holds."""
        return name not in (*_TABLES, *self.proposal.rows)

    def _again(self, name: str, known: dict[Any, Any], kept: dict[Any, Row], fresh: dict[Any, Row]) -> None:
        """Set facts that a person checked back to proposed where their line changed, the old cells in the note."""
        for key, entry in known.items():
            row = entry.row
            still = [each for each in self.records(row.cells()) if each not in self.outcome.edition.removed]
            if key in kept or (row.review not in _CHECKED and not self._is_written(name)):
                continue
            if not still:
                self.outcome.retired.append((name, row))
            elif key in fresh:
                fresh[key] = editions.beside(fresh[key], row, entry.at)
                self.outcome.reopened.append((name, fresh[key]))
            else:
                cells = row.cells() | {"review": "proposed", "note": editions.note("the line changed", row)}
                if "record" in cells:
                    cells["record"] = ";".join(each for each in cells["record"].split(";") if each in still)
                fresh[key] = type(row).parse(cells, entry.at)
                self.outcome.reopened.append((name, fresh[key]))


def _is_fact(row: Row) -> bool:
    return hasattr(row, "review") and (hasattr(row, "record") or hasattr(row, "event"))


def _joined(first: Row, cells: Cells, at: Location) -> Row:
    merged = first.cells()
    merged["record"] = ";".join(dict.fromkeys([*merged["record"].split(";"), *cells["record"].split(";")]))
    if cells.get("concluded", "").startswith(merged.get("concluded", "")):
        merged |= {column: cells[column] for column in ("concluded", "printed_date") if column in cells}
    return type(first).parse(merged, at)
