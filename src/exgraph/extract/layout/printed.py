"""What a layout makes of a document: records with their cells, and the lines that belong to none."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Printed:
    """One record as printed: its number, lines (from 1), characters (from 0, end exclusive) and cells by role.

    `text_offset` is where the cell that tells the record begins, so that findings in it can be placed. `heading` is
    what the record stands under, of which only the places count. `cells` holds every cell by the role that
    [layout.columns] gives its column, for readers of more than a sentence.
    """

    number: str
    first_line: int
    last_line: int
    first_char: int
    last_char: int
    year: str
    month: str = ""
    category: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    text: str = ""
    text_offset: int = 0
    heading: str = ""
    cells: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Contents:
    """The records of a document, and what else it holds: headings and page furniture, by line."""

    records: list[Printed]
    others: dict[int, str]
