"""The views of a selection: rows, a grid of years, charts, a table of pairs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.reading.address import browse_address, meetings_address
from exgraph.reading.paging import paged
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import Choice, Pair, Selection, Tally
from exgraph.web.browsing.lane import Lane, lanes

VIEWS = ("list", "table", "timeline", "map", "network", "chart")
SORTS = ("-date", "date", "-people", "people")
"""Orders of the rows; the first is taken where none is asked for, a minus means the greatest first."""
_PAGE = 50
_LANES = 12
_PAIRS = 60
_SHADES = 4


@dataclass(frozen=True)
class ListRow:
    """An event of a list or table; `date` as told, `printed` as this reader writes it."""

    year: int
    date: str
    printed: str
    name: Name
    kinds: Sequence[Name]
    homes: Sequence[Name]
    partners: Sequence[Name]
    sent: int
    received: int
    people: int | None


@dataclass(frozen=True)
class Square:
    """A year of a lane: how many events, how dark it is drawn (0 to 4), the address of these events."""

    year: int
    count: int
    shade: int
    address: str


@dataclass(frozen=True)
class LaneOfYears:
    """A value of a facet and its years."""

    name: Name
    total: int
    squares: Sequence[Square]


@dataclass(frozen=True)
class ListedTie:
    """Two places that met, as a row of a table."""

    home: Name
    partner: Name
    figures: Tally
    first: int
    last: int
    address: str


def rows(reader: Reader, choice: Choice, page: str | None, sort: str | None) -> dict[str, object]:
    """Return a page of the events in an order of SORTS."""
    order = sort if sort in SORTS else SORTS[0]
    found = _ordered(reader, choice, order)
    number, pages = paged(len(found), _PAGE, page)
    shown = found[(number - 1) * _PAGE : number * _PAGE]
    return {
        "rows": [_row(reader, choice, position) for position in shown],
        "page": number,
        "pages": pages,
        "sort": order,
    }


def timeline(reader: Reader, choice: Choice, facet: str) -> dict[str, object]:
    """Return lanes of years, newest first, for the most frequent values of a facet."""
    years = _span(choice)[::-1]
    occurrences = choice.index.occurrences
    shown = []
    for each in lanes(choice, facet)[:_LANES]:
        counts = Counter(occurrences[position].year for position in each.positions)
        squares = [_square(each, choice.selection, year, counts[year]) for year in years]
        shown.append(LaneOfYears(reader.name(each.iri), len(each.positions), squares))
    return {"lanes": shown, "years": years, "facet": facet}


def ties(reader: Reader, choice: Choice) -> dict[str, object]:
    """Return the pairs of places of the two sides with most events."""
    found = choice.pairs
    return {"links": [_tie(reader, choice.selection, pair) for pair in found[:_PAIRS]], "others": len(found) - _PAIRS}


def _ordered(reader: Reader, choice: Choice, order: str) -> list[int]:
    found = choice.positions
    if order.endswith("people"):
        occurrences = reader.published.events.occurrences
        counted = [position for position in found if occurrences[position].people is not None]
        counted.sort(key=lambda position: occurrences[position].people or 0, reverse=order.startswith("-"))
        return counted + [position for position in reversed(found) if occurrences[position].people is None]
    return found[::-1] if order.startswith("-") else found


def _row(reader: Reader, choice: Choice, position: int) -> ListRow:
    index = reader.published.events
    event, exchange = index.occurrences[position], index.exchanges[position]
    return ListRow(
        event.year,
        event.start,
        reader.date(*event.span),
        reader.event(position),
        [reader.name(kind) for kind in index.values("kind")[position]],
        reader.names(exchange.homes),
        reader.names(exchange.partners),
        *choice.moved(position),
        event.people,
    )


def _span(choice: Choice) -> list[int]:
    """Return the years from the first to the last event, those between without any as well."""
    events = [choice.index.occurrences[position] for position in choice.positions]
    found = [event.year for event in events if event.dated] or [event.year for event in events]
    return list(range(min(found), max(found) + 1))


def _square(lane: Lane, selection: Selection, year: int, count: int) -> Square:
    shade = min(_SHADES, 1 + int(math.log2(count))) if count else 0
    return Square(year, count, shade, browse_address(lane.within(selection, year, year)))


def _tie(reader: Reader, selection: Selection, pair: Pair) -> ListedTie:
    ends = reader.name(pair.home), reader.name(pair.partner)
    return ListedTie(*ends, pair.total, pair.first, pair.last, meetings_address(reader, selection, pair))
