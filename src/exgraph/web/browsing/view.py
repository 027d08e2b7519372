"""The views of a selection: rows, a grid of years, charts, a map, a table of links."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.web.browsing import link
from exgraph.web.browsing.panel import address
from exgraph.web.paging import paged
from exgraph.web.reader import Name, Reader
from exgraph.web.selection import Index, Occurrence, Selection

VIEWS = ("list", "table", "timeline", "map", "network", "chart")
_PAGE = 50
_LANES = 12
_LINKS = 60
_SHADES = 4


@dataclass(frozen=True)
class Row:
    """An event of a list or table."""

    date: str
    printed: str
    name: Name
    kinds: Sequence[Name]
    places: Sequence[Name]
    people: int | None


@dataclass(frozen=True)
class Square:
    """A year of a lane: how many events, how dark it is drawn (0 to 4), the address of these events."""

    year: int
    count: int
    shade: int
    address: str


@dataclass(frozen=True)
class Lane:
    """A value of a facet and its years."""

    name: Name
    total: int
    squares: Sequence[Square]


@dataclass(frozen=True)
class Column:
    """A year of the charts, heights in hundredths of the highest."""

    year: int
    events: int
    out: int
    back: int
    height: float
    height_out: float
    height_back: float
    address: str


@dataclass(frozen=True)
class Tie:
    """Two places that met, as a row of a table."""

    home: Name
    abroad: Name
    events: int
    out: int
    back: int
    first: str
    last: str
    address: str


def rows(reader: Reader, selection: Selection, page: str | None) -> dict[str, object]:
    """Return a page of the events, newest first."""
    index = reader.published.events
    found = index.find(selection)[::-1]
    number, pages = paged(len(found), _PAGE, page)
    shown = found[(number - 1) * _PAGE : number * _PAGE]
    kinds = index.values_of("kind", shown)
    return {
        "rows": [_row(reader, event, kinds.get(event.iri, [])) for event in shown],
        "page": number,
        "pages": pages,
    }


def _row(reader: Reader, event: Occurrence, kinds: Sequence[str]) -> Row:
    return Row(
        event.start,
        reader.date(event.start, event.end),
        reader.name(event.iri),
        [reader.name(kind) for kind in kinds],
        reader.names(event.places),
        event.people,
    )


def timeline(reader: Reader, selection: Selection, facet: str) -> dict[str, object]:
    """Return lanes of years, newest first, for the most frequent values of a facet."""
    index = reader.published.events
    years = list(index.years(selection))[::-1]
    lanes = []
    chosen = [key for key, number in index.counts(selection, facet).items() if number][:_LANES]
    for key in chosen:
        alone = Selection({**selection.values, facet: (key,)}, selection.first, selection.last, selection.text)
        counts = index.years(alone)
        squares = [_square(index, alone, year, counts.get(year, 0)) for year in years]
        lanes.append(Lane(reader.name(index.iri(key)), index.total(alone), squares))
    return {"lanes": lanes, "years": years, "facet": facet}


def _square(index: Index, selection: Selection, year: int, count: int) -> Square:
    shade = min(_SHADES, 1 + int(math.log2(count))) if count else 0
    return Square(year, count, shade, address(selection.within(year, year)))


def chart(reader: Reader, selection: Selection) -> dict[str, object]:
    """Return events by year, and the people who went out and came in."""
    events = reader.published.events.find(selection)
    known = link.points(reader.published)
    if not events:
        return {"columns": []}
    years: dict[int, list[int]] = {}
    for event in events:
        figures = years.setdefault(event.year, [0, 0, 0])
        figures[0] += 1
        for group in event.groups:
            if group.people and group.targets:
                inward = any(place in known and known[place].home for place in group.targets)
                figures[2 if inward else 1] += group.people
    most = max(figures[0] for figures in years.values())
    moved = max(1, *(max(figures[1:]) for figures in years.values()))
    columns = [
        _column(selection, year, years.get(year, [0, 0, 0]), most, moved) for year in range(min(years), max(years) + 1)
    ]
    return {"columns": columns, "most": most, "moved": moved}


def _column(selection: Selection, year: int, figures: Sequence[int], most: int, moved: int) -> Column:
    events, out, back = figures
    return Column(
        year,
        events,
        out,
        back,
        round(100 * events / most, 1),
        round(100 * out / moved, 1),
        round(100 * back / moved, 1),
        address(selection.within(year, year)),
    )


def ties(reader: Reader, selection: Selection) -> dict[str, object]:
    """Return the strongest links between places of the two sides."""
    index = reader.published.events
    found = link.links(reader.published, index.find(selection))
    return {"links": [_tie(reader, index, selection, each) for each in found[:_LINKS]], "others": len(found) - _LINKS}


def _tie(reader: Reader, index: Index, selection: Selection, each: link.Link) -> Tie:
    both = {**selection.values, "place": (index.key(each.home),), "partner": (index.key(each.abroad),)}
    narrowed = Selection(both, selection.first, selection.last, selection.text)
    return Tie(
        reader.name(each.home),
        reader.name(each.abroad),
        each.events,
        each.out,
        each.back,
        each.first[:4],
        each.last[:4],
        address(narrowed),
    )
