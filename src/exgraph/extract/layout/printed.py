"""What a layout makes of a document: records with their cells, and the lines that belong to none."""

from __future__ import annotations

from dataclasses import dataclass, field

from exgraph.model.date import PartialDate


@dataclass(frozen=True)
class Moment:
    """A dated happening within a record: its date as printed and as read, and the words that tell it.

    `tie` says that the date is that of a tie itself; `way` the direction that a label or a heading tells: `in` or `out`
    seen from the publishing side; `people` a number told beside the words. `doubt` says what is wrong with the date.
    """

    printed: str
    start: PartialDate
    end: PartialDate
    text: str
    heading: str = ""
    tie: bool = False
    way: str = ""
    people: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Printed:
    """One record as printed: its number, lines (from 1), characters (from 0, end exclusive) and cells by role.

    `text_offset` is where the cell that tells the record begins, so that findings in it can be placed. `heading` is
    what the record stands under, of which only the places count. `cells` holds every cell by the role that
    [layout.columns] gives its column, for readers of more than a sentence. `moments` are the dated happenings that a
    record of prose tells; a record without any is one happening, of its `year` and `month`.
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
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class Contents:
    """The records of a document, and what else it holds: headings and page furniture, by line.

    `passed` says by line why a date in it became no fact. `whole` says that the reader looked for facts in every line.
    """

    records: list[Printed]
    others: dict[int, str]
    passed: dict[int, str] = field(default_factory=dict)
    whole: bool = False
