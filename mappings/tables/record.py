"""Records: the lines and characters of a document that a fact is read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, INTEGER, NUMBER, cell
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Record(Row):
    """One record: lines count from 1, characters from 0 with the last exclusive."""

    KEY: ClassVar[tuple[str, ...]] = ("number",)

    number: str = cell(NUMBER)
    first_line: int = cell(INTEGER)
    last_line: int = cell(INTEGER)
    first_char: int = cell(INTEGER)
    last_char: int = cell(INTEGER)
    digest: str = cell(FILLED)
