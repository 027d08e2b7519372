"""Retired addresses: a thing that was published and is told no more. A decision a line, with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, CellType, cell, concept
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.statement import typed, valued
from exgraph.mapping.term import Triple


def _address(text: str) -> str:
    if not re.fullmatch(r"[a-z]+(/[0-9a-z]+(-[0-9a-z]+)*)+", text):
        raise ValueError(f"'{text}' is no address such as place/nevelsk or event/wakkanai-chronicle/108")
    return text


@dataclass(frozen=True)
class Retired(Row):
    """An address that answers 410 from now on: `event/wakkanai-chronicle/108`."""

    KEY: ClassVar[tuple[str, ...]] = ("thing",)

    thing: str = cell(CellType(_address))
    reason: str = cell(FILLED)
    review: str = cell(concept("review"))


def triples(row: Retired, context: Context) -> Iterator[Triple]:
    """Yield that the address is retired, and why."""
    thing = context.thing(*row.thing.split("/"))
    yield from typed(thing, ["Retired"])
    yield from valued(thing, "skos:note", row.reason)
