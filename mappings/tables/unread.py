"""Lines of a document that hold a date, a place or a number of people and became no fact, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import DIGEST, INTEGER, TEXT, cell, choice
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.term import Triple


@dataclass(frozen=True)
class Unread(Row):
    """One line, counted from 1.

    `state` is `unread` for what waits for a person, `passed` for what a rule passed over, `no-fact` where a person read
    the line and it tells none; extraction keeps `no-fact` as long as the line says the same, which `digest` shows.
    `number` is that of the record that could not be read, where the line is one.
    """

    KEY: ClassVar[tuple[str, ...]] = ("first_line",)
    WITHIN_SOURCE: ClassVar[bool] = True

    first_line: int = cell(INTEGER)
    number: str = cell(TEXT)
    state: str = cell(choice("unread", "passed", "no-fact"))
    reason: str = cell(TEXT)
    digest: str = cell(DIGEST)
    note: str = cell(TEXT)


def triples(row: Unread, context: Context) -> Iterator[Triple]:
    """Yield nothing: these lines tell no fact. The build's report has a finding of those that wait."""
    yield from ()
