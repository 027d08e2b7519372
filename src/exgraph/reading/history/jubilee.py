"""The anniversaries of an agreement: those behind with the events that marked them, and those ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.reading.history.anniversary import ROUND, next_round
from exgraph.reading.history.event_list import ListedEvent, listed_events
from exgraph.reading.reader import Reader

_AHEAD = 3
"""Round anniversaries to come that are named."""


@dataclass(frozen=True)
class Jubilee:
    """An anniversary: how many years, in which year, the events that marked it."""

    number: int
    year: int
    events: Sequence[ListedEvent]


def passed(reader: Reader, agreement: str, year: int, today: int, *, tie: bool = True) -> list[Jubilee]:
    """Return the anniversaries of an agreement of `year` before the year `today`, by number.

    They are those that events marked and, of a tie, the round ones that no event is known to have marked.
    """
    rows = reader.published.rows(
        f"SELECT DISTINCT ?event ?n {{ ?event exg:commemorates <{agreement}> ; exg:anniversary ?n }}"
    )
    known = {each.name.iri: each for each in listed_events(reader, f"?event exg:commemorates <{agreement}> .")}
    by_number: dict[int, list[ListedEvent]] = {number: [] for number in range(ROUND, today - year, ROUND) if tie}
    for row in rows:
        if (event := known.get(row["event"])) is not None:
            by_number.setdefault(int(row["n"]), []).append(event)
    return [
        Jubilee(number, year + number, sorted(events, key=lambda each: each.date))
        for number, events in sorted(by_number.items())
    ]


def ahead(year: int, today: int) -> list[Jubilee]:
    """Return the next round anniversaries of a tie of `year`, that of the year `today` included."""
    first, number = next_round(year, today)
    return [Jubilee(number + step, first + step, ()) for step in range(0, _AHEAD * ROUND, ROUND)]
