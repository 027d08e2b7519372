"""How sure extraction is of each value that it proposes, and what that rests on: a file beside source.toml.

Nothing publishes it. It is written anew with every extraction, and says nothing of rows that a person has checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

from exgraph.facts import table
from exgraph.facts.cell import DECIMAL, FILLED, cell
from exgraph.facts.table import Row

_FILE = "confidence.csv"


@dataclass(frozen=True)
class Confidence(Row):
    """How sure one value is: the table, the row's key (`417/1`), the column, from 0 to 1, and what it rests on."""

    KEY: ClassVar[tuple[str, ...]] = ("table", "fact", "column")
    WITHIN_SOURCE: ClassVar[bool] = True

    table: str = cell(FILLED)
    fact: str = cell(FILLED)
    column: str = cell(FILLED)
    confidence: Decimal = cell(DECIMAL)
    basis: str = cell(FILLED)


Confidences = dict[tuple[str, str], dict[str, Confidence]]
"""By table and key of a row, then by column."""


def read(source: Path) -> Confidences:
    """Return how sure the proposals of a source are, by its folder; nothing where no extraction said so.

    Raises:
        TableError, TablesError: the file cannot be read.
    """
    found: Confidences = {}
    path = source / _FILE
    for entry in table.read(path, Confidence) if path.exists() else ():
        found.setdefault((entry.row.table, entry.row.fact), {})[entry.row.column] = entry.row
    return found


def write(source: Path, rows: Iterable[Confidence]) -> None:
    """Write how sure the proposals of a source are; without any, no file is made.

    Raises:
        TableError: the file cannot be written.
    """
    path, every = source / _FILE, list(rows)
    if every or path.exists():
        table.write(path, Confidence, every)


def least(confidences: Iterable[Confidence]) -> Decimal:
    """Return the lowest of several; 1 where there is none."""
    return min((each.confidence for each in confidences), default=Decimal(1))
