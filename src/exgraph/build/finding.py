"""Findings of validation, each with what a person needs to mend it: records, lines and the row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from exgraph.build import quad
from exgraph.errors import Location
from exgraph.mapping.term import name
from exgraph.model.iri import NS, Base
from exgraph.validate import Finding

SEVERITIES = ("violation", "warning", "info")


@dataclass(frozen=True)
class Record:
    """A record and its lines in its document, counted from 1."""

    source: str
    number: str
    first_line: int
    last_line: int

    def __str__(self) -> str:
        lines = f"line {self.first_line}"
        if self.last_line != self.first_line:
            lines = f"lines {self.first_line}–{self.last_line}"
        return f"{self.source} {self.number}, {lines}"


@dataclass(frozen=True)
class Traced:
    """A finding and where the thing it is about comes from; `row` is `file:line`, or nothing where it is not known."""

    severity: str
    focus: str
    path: str
    value: str
    shape: str
    component: str
    messages: dict[str, str]
    records: tuple[Record, ...]
    row: str

    def rank(self) -> tuple[int, str, str, str, str, str]:
        """The order of findings: the worst first, then by shape and by thing."""
        rank = SEVERITIES.index(self.severity)
        return rank, self.shape, self.focus, self.path, self.value, self.component

    @property
    def message(self) -> str:
        """The English message, or another where there is none."""
        return self.messages.get("en") or next(iter(self.messages.values()), self.component)

    @property
    def about(self) -> str:
        """The thing, property and value at fault, terms of ours by their prefixed names."""
        path = re.sub(f"<?{NS}([^>|/]*)>?", r"exg:\1", self.path)
        return " ".join(filter(None, (self.focus, path, self.value)))

    def __str__(self) -> str:
        place = f"{self.row}: " if self.row else ""
        lines = "; ".join(map(str, self.records))
        return f"{place}{self.message} [{self.about}]" + (f" ({lines})" if lines else "")


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
        self._records = base.thing("record") + "/"
        self._derived: dict[str, list[str]] = {}
        self._bounds: dict[str, dict[str, int]] = {}
        derived = name("prov:wasDerivedFrom")
        bounds = {name("exg:firstLine"): "first_line", name("exg:lastLine"): "last_line"}
        for line in lines:
            statement = quad.read(line)
            if statement.predicate == derived:
                self._derived.setdefault(statement.subject[1:-1], []).append(statement.object[1:-1])
            elif statement.predicate in bounds:
                number = int(statement.object.split('"')[1])
                self._bounds.setdefault(statement.subject[1:-1], {})[bounds[statement.predicate]] = number

    def trace(self, finding: Finding) -> Traced:
        """Return the finding with its records and its row, as far as they are known."""
        return Traced(
            finding.severity,
            finding.focus,
            finding.path or "",
            finding.value or "",
            finding.shape,
            finding.component,
            dict(finding.messages),
            self.records(finding.focus),
            str(self.row(finding.focus) or ""),
        )

    def records(self, thing: str) -> tuple[Record, ...]:
        """Return the records that a thing, or the thing it is a part of, is derived from."""
        return tuple(map(self._record, sorted(set(self._of(thing)))))

    def row(self, thing: str) -> Location | None:
        """Return the table row that tells of a thing, or of the thing it is a part of."""
        while thing.count("/") > 3:
            if thing in self._told_at:
                row = self._told_at[thing]
                inside = row.path.is_relative_to(self._root)
                return Location(row.path.relative_to(self._root) if inside else row.path, row.line, row.column)
            thing = thing.rpartition("/")[0]
        return None

    def _of(self, thing: str) -> list[str]:
        if thing in self._bounds:
            return [thing]
        while thing.count("/") > 3:
            if thing in self._derived:
                return self._derived[thing]
            thing = thing.rpartition("/")[0]
        return []

    def _record(self, record: str) -> Record:
        source, _, number = record.removeprefix(self._records).partition("/")
        bounds = self._bounds.get(record, {})
        return Record(source, number, bounds.get("first_line", 0), bounds.get("last_line", 0))
