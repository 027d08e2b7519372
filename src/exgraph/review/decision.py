"""What was decided, by whom and when: one row a decision, in a file beside source.toml that nothing publishes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from exgraph.errors import Location
from exgraph.facts import table
from exgraph.facts.cell import INTEGER, NUMBER, TEXT, cell, choice, many
from exgraph.facts.table import Row

ACCEPTED, CORRECTED, REJECTED, ADDED, SPLIT, MERGED, NO_FACT, UNDONE = (
    *("accepted", "corrected", "rejected", "added"),
    *("split", "merged", "no-fact", "undone"),
)
"""What can be decided."""

_FILE = "decisions.csv"


@dataclass(frozen=True)
class Decision(Row):
    """One decision. `at` is the time in UTC, `facts` the rows that it touched, each as `table id`."""

    KEY: ClassVar[tuple[str, ...]] = ("number",)
    WITHIN_SOURCE: ClassVar[bool] = True

    number: int = cell(INTEGER)
    at: str = cell(TEXT)
    by: str = cell(TEXT)
    what: str = cell(choice(ACCEPTED, CORRECTED, REJECTED, ADDED, SPLIT, MERGED, NO_FACT, UNDONE))
    record: tuple[str, ...] = cell(many(NUMBER))
    facts: tuple[str, ...] = cell(many(TEXT))


def path(source: Path) -> Path:
    """Return the file of a source's decisions, by the source's folder."""
    return source / _FILE


def read(source: Path) -> list[Decision]:
    """Return the decisions on a source in their order, none where nothing was decided.

    Raises:
        TableError, TablesError: the file cannot be read.
    """
    file = path(source)
    return [entry.row for entry in table.read(file, Decision)] if file.exists() else []


def made(before: list[Decision], what: str, records: Iterable[str], facts: Iterable[str], by: str) -> Decision:
    """Return the decision that follows those before, of now.

    Raises:
        TablesError: the name of the person cannot stand in a cell.
    """
    cells = {
        "number": str(max((each.number for each in before), default=0) + 1),
        "at": datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "by": tidy(by),
        "what": what,
        "record": ";".join(dict.fromkeys(records)),
        "facts": ";".join(dict.fromkeys(facts)),
    }
    return Decision.parse(cells, Location(Path(_FILE)))


def tidy(name: str) -> str:
    """Return a person's name as a cell may hold it: one line, no sign that a spreadsheet or a list would read."""
    words = "".join(sign if sign.isprintable() else " " for sign in name).replace(";", ",")
    return " ".join(words.split()).lstrip("=@+-").strip()[:60]
