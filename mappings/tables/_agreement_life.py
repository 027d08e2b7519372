"""What all documents together tell of a tie: when its parties last had to do with each other, what they declared."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from exgraph.facts.catalogue import GAZETTEER
from exgraph.mapping.context import Context, RowIndex

from .place import above

if TYPE_CHECKING:
    from .agreement import Agreement
    from .event import Event
    from .participation import Participation


@dataclass(frozen=True, order=True)
class Exchange:
    """An event that was held, by its last day; `event` is its fact (`source/id`)."""

    day: datetime.date
    event: str


def last_exchange(parties: frozenset[str], context: Context) -> Exchange | None:
    """Return the last event that was held and in which all parties, or places within them, took part.

    None where no document tells of one with a date. The parties are references to places.
    """
    taken = _taken_part(context.within(GAZETTEER))
    return max(frozenset.intersection(*(taken.get(party, frozenset()) for party in parties)), default=None)


@lru_cache(maxsize=4)
def statements(index: RowIndex) -> Mapping[str, frozenset[str]]:
    """Return the parties of each joint statement, by its id."""
    rows = (cast("Agreement", row) for _, row in index.every("agreement"))
    return {row.id: frozenset(row.party) for row in rows if "JointStatement" in row.class_}


@lru_cache(maxsize=4)
def _taken_part(context: Context) -> Mapping[str, frozenset[Exchange]]:
    """Return by reference of each place the events that were held there, or in which it or a place within took part."""
    index = context.index
    groups: dict[str, list[Participation]] = defaultdict(list)
    for owner, row in index.every("participation"):
        group = cast("Participation", row)
        groups[f"{owner}/{group.event}"].append(group)
    found: dict[str, set[Exchange]] = defaultdict(set)
    for owner, row in index.every("event"):
        event = cast("Event", row)
        if event.status != "held" or event.dating not in (None, "printed"):
            continue
        fact = index.canonical(("event", f"{owner}/{event.id}"))[1]
        for place in _places(event, groups[f"{owner}/{event.id}"], context):
            found[f"place/{place}"].add(Exchange(event.end.latest, fact))
    return {place: frozenset(exchanges) for place, exchanges in found.items()}


def _places(event: Event, groups: list[Participation], context: Context) -> Iterator[str]:
    """Yield the places that took part in an event, and all that hold them."""
    named = {*event.location, *event.involves}
    for group in groups:
        named.update(group.from_, group.to, group.home)
    for place in named:
        yield place
        yield from above(place, context)
