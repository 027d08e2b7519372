"""Totals that documents tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exgraph.facts.cell import Reference


@dataclass(frozen=True)
class Total:
    """A total that a row tells and the graph may count, and what it is the total of.

    Attributes:
        query: the name of the query that counts, shapes/counts/<query>.rq.
        value: the total as told.
        bindings: variables of the query that the row gives a value: a thing (table and id) or a number.
    """

    query: str
    value: Decimal
    bindings: Mapping[str, Reference | int]


def whole(stated: int | None, parts: Sequence[int | None]) -> int | None:
    """Return a total: as stated, or the sum of its parts where each of them is known."""
    known = [part for part in parts if part is not None]
    return sum(known) if stated is None and known and len(known) == len(parts) else stated
