"""The columns by which rules of the build compare events, groups, ties and values; tables of other facts have none."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from exgraph.model.date import PartialDate


class Event(Protocol):
    """What a row of the table `event` tells that rules compare."""

    id: str
    kind: tuple[str, ...]
    start: PartialDate
    end: PartialDate
    location: tuple[str, ...]
    involves: tuple[str, ...]
    venue: tuple[str, ...]
    commemorates: tuple[str, ...]
    concludes: tuple[str, ...]
    status: str
    total: int | None
    total_qualifier: str | None


class Group(Protocol):
    """What a row of the table `participation` tells that rules compare."""

    event: str
    from_: tuple[str, ...]
    to: tuple[str, ...]
    headcount: int | None


class Tie(Protocol):
    """What a row of the table `agreement` tells that rules compare."""

    id: str
    class_: tuple[str, ...]
    party: tuple[str, ...]
    concluded: PartialDate | None


class Value(Protocol):
    """What a row of the table `observation` tells that rules compare."""

    indicator: str
    place: str
    fiscal_year: int | None
    year: int | None
    value_kind: str
    value: Decimal
