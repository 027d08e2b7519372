"""Lines of a document that belong to no record, so that every line of it is accounted for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import INTEGER, cell, choice
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.term import Triple


@dataclass(frozen=True)
class Line(Row):
    """Lines that follow one another and are of one kind, counted from 1.

    `what` is `header` for the heads of columns, `heading` for titles within the text, `furniture` for what a page
    repeats, `caption` for words under pictures, `prose` for text that tells no fact, `page` for what else stands on
    the page.
    """

    KEY: ClassVar[tuple[str, ...]] = ("first_line",)
    WITHIN_SOURCE: ClassVar[bool] = True

    first_line: int = cell(INTEGER)
    last_line: int = cell(INTEGER)
    what: str = cell(choice("blank", "caption", "furniture", "header", "heading", "page", "prose"))


def triples(row: Line, context: Context) -> Iterator[Triple]:
    """Yield nothing: these lines tell no fact. The build's report counts them."""
    yield from ()
