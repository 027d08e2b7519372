"""Fact tables as a person with a spreadsheet changes them."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DB, CHRONICLE, CLAIR = "hokkaido-russia-db", "wakkanai-chronicle", "clair-japan-russia"
GAZETTEER = "gazetteer"
DELETED = "(the row is deleted)"


@dataclass(eq=False)
class Damage:
    """One change of a table, and what must be said of it.

    Attributes:
        what: what was done, in words.
        owner: a source, or the gazetteer.
        table: the table's file, without .csv.
        row: the text of the row's first cell, or which row it is, from 0.
        cells: the new texts of cells, by column; of a deleted row DELETED.
        said: a pattern of what has to be said, in the same line as the row.
    """

    what: str
    owner: str
    table: str
    row: str | int
    cells: dict[str, str] | str
    said: str

    def __str__(self) -> str:
        return self.what

    def path(self, root: Path) -> Path:
        """The table's file in a project."""
        if self.owner == GAZETTEER:
            return root / "mappings" / GAZETTEER / f"{self.table}.csv"
        return root / "mappings" / "sources" / self.owner / "facts" / f"{self.table}.csv"


def copy(target: Path) -> Path:
    """Copy the shipped project's tables, ontology and shapes."""
    for folder in ("mappings", "ontology", "shapes"):
        shutil.copytree(ROOT / folder, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return target


def apply(root: Path, damage: Damage) -> str:
    """Change the table and return where the row stands now, as `file:line`; of a deleted row the file."""
    path = damage.path(root)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = (
        damage.row
        if isinstance(damage.row, int)
        else next(number for number, row in enumerate(rows) if next(iter(row.values())) == damage.row)
    )
    columns = list(rows[0])
    if isinstance(damage.cells, str):
        del rows[found]
    else:
        assert set(damage.cells) <= set(columns)
        rows[found] |= damage.cells
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    line = 0
    for number, row in enumerate(rows):
        if number == found:
            line = buffer.getvalue().count("\n") + 1
        writer.writerow(row)
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")
    return str(path) if isinstance(damage.cells, str) else f"{path}:{line}"
