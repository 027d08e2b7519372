"""Findings, each with what a person needs to mend it: records, lines and the row of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exgraph.build import quad
from exgraph.errors import Location
from exgraph.facts.record import RECORD
from exgraph.facts.table import Entry
from exgraph.mapping.term import name
from exgraph.model.iri import Base
from exgraph.model.report import Record, Side, Traced
from exgraph.validate import Finding


@dataclass(frozen=True)
class StatedValue:
    """What a row of a table tells: a value, the records it has it from as `source/number`, and where it stands."""

    value: str
    records: tuple[str, ...]
    at: Location


def stated_value(value: object, source: str, entry: Entry[Any]) -> StatedValue:
    """Return what an entry of a source's fact table tells."""
    return StatedValue(str(value), tuple(f"{source}/{number}" for number in entry.row.record), entry.at)


class Trace:
    """From a thing to the records it is derived from and to the table row that tells it."""

    def __init__(self, base: Base, root: Path, told_at: dict[str, Location], lines: Iterable[str]) -> None:
        """Gather provenance from N-Quads lines.

        Args:
            base: the base of things.
            root: the project, which paths of rows are relative to.
            told_at: the table row of each thing (an IRI).
            lines: the stated facts.
        """
        self._root = root
        self._told_at = told_at
        self._root_of_things = base.thing("")
        self._records = base.thing(RECORD) + "/"
        self._derived: dict[str, list[str]] = {}
        self._bounds: dict[str, dict[str, int]] = {}
        derived = name("prov:wasDerivedFrom")
        bounds = {name("exg:firstLine"): "first_line", name("exg:lastLine"): "last_line"}
        for line in lines:
            statement = quad.read(line)
            if statement.predicate == derived:
                self._derived.setdefault(statement.subject[1:-1], []).append(statement.object[1:-1])
            elif statement.predicate in bounds:
                number = statement.object.partition('"')[2].partition('"')[0]
                if number.isdecimal():
                    self._bounds.setdefault(statement.subject[1:-1], {})[bounds[statement.predicate]] = int(number)

    def trace(self, finding: Finding, sides: Sequence[StatedValue] = ()) -> Traced:
        """Return the finding with its records and its row, as far as they are known.

        Where the value at fault is a thing with records of its own, it is the other side of a disagreement.

        Args:
            finding: what was found.
            sides: what documents tell that contradicts one another.
        """
        told_by = tuple(self._side(each) for each in sides) or self._things(finding)
        records = [record for side in told_by for record in side.records] or self.records(finding.focus)
        return Traced(
            finding.shape.rpartition("#")[2],
            finding.severity,
            finding.focus,
            finding.path or "",
            finding.value or "",
            finding.shape,
            finding.component,
            dict(finding.messages),
            tuple(dict.fromkeys(records)),
            str(self.row(finding.focus) or "") or next((side.row for side in told_by), ""),
            told_by,
        )

    def records(self, thing: str) -> tuple[Record, ...]:
        """Return the records that a thing, or the thing it is a part of, is derived from."""
        return tuple(map(self._record, sorted(set(self._of(thing)))))

    def row(self, thing: str) -> Location | None:
        """Return the table row that tells of a thing, or of the thing it is a part of."""
        while thing.count("/") > 3:
            if thing in self._told_at:
                return self._relative(self._told_at[thing])
            thing = thing.rpartition("/")[0]
        return None

    def _relative(self, row: Location) -> Location:
        inside = row.path.is_relative_to(self._root)
        return Location(row.path.relative_to(self._root) if inside else row.path, row.line, row.column)

    def _side(self, stated: StatedValue) -> Side:
        records = tuple(self._record(self._records + record) for record in stated.records)
        return Side(stated.value, "", records, str(self._relative(stated.at)))

    def _things(self, finding: Finding) -> tuple[Side, ...]:
        value = finding.value or ""
        records, others = self.records(finding.focus), self.records(value)
        if not records or not others or value.startswith(self._records):
            return ()
        pairs = ((finding.focus, records), (value, others))
        return tuple(Side("", thing, records, str(self.row(thing) or "")) for thing, records in pairs)

    def _of(self, thing: str) -> list[str]:
        if thing in self._bounds:
            return [thing]
        part = thing
        while part.count("/") > 3:
            if part in self._derived:
                records = self._derived[part]
                return (
                    records if any(record in self._bounds for record in records) else [*records, *self._by_key(thing)]
                )
            part = part.rpartition("/")[0]
        return self._by_key(thing)

    def _by_key(self, thing: str) -> list[str]:
        """Return the record that a thing's own key names: 417 for event/source/417-2, participation/source/417/1."""
        _, _, key = thing.removeprefix(self._root_of_things).partition("/")
        while "/" in key:
            if f"{self._records}{key}" in self._bounds:
                return [f"{self._records}{key}"]
            key = key[: max(key.rfind("/"), key.rfind("-"))]
        return []

    def _record(self, record: str) -> Record:
        source, _, number = record.removeprefix(self._records).partition("/")
        bounds = self._bounds.get(record, {})
        return Record(source, number, bounds.get("first_line", 0), bounds.get("last_line", 0))
