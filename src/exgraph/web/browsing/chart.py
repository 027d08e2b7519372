"""Charts of a selection: events, or the people who went out and came in, by year; the same by pair and by kind."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exgraph.reading.address import browse_address, meetings_address
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import Choice, Selection, Tally

MEASURES = ("people", "events")
"""What columns count; people where any are told, unless asked otherwise."""
LINES = 12
"""Pairs and kinds that are shown."""
_ROOM = 420
"""Units that the years take together at least, and the least and the most of one."""
_LEAST = 6.0
_MOST = 48.0
_HIGH = 200
_LEFT = 40
_RIGHT = 16
_TICKS = 6
_Figures = Mapping[int, Tally]


@dataclass(frozen=True)
class Column:
    """A year: its figures, its left edge, its heights above and below the middle; the address of its events."""

    year: int
    figures: Tally
    x: float
    up: float
    down: float
    address: str


@dataclass(frozen=True)
class ChartLine:
    """A pair or a kind: its name, its figures, the address of its events; its years as two paths, up and down.

    A year is one unit wide, the highest column of all lines a hundred high.
    """

    name: Sequence[Name]
    figures: Tally
    address: str
    up: str
    down: str


@dataclass(frozen=True)
class Drawing:
    """The chart of years: its size, where nothing is (`foot`), its columns, heights with their numbers, named years."""

    width: float
    height: float
    foot: float
    step: float
    columns: Sequence[Column]
    ticks: Sequence[tuple[float, int]]
    named: Sequence[Column]


def charts(reader: Reader, choice: Choice, asked: str | None) -> dict[str, object]:
    """Return the chart of a selection by year, and those of its pairs and kinds; `asked` is one of MEASURES."""
    years, kinds = _figures(choice)
    total = Tally()
    for tally in years.values():
        total.add(tally.events, tally.sent, tally.received)
    measure = asked if asked in MEASURES else MEASURES[0 if total.sent or total.received else 1]
    of_kinds = [
        ([reader.name(kind)], kinds[kind], browse_address(choice.selection.only("kind", choice.index.key(kind))))
        for kind in sorted(kinds, key=lambda kind: (-_sum(kinds[kind]).events, kind))
    ]
    of_pairs = [
        (
            [reader.name(pair.home), reader.name(pair.partner)],
            pair.years,
            meetings_address(reader, choice.selection, pair),
        )
        for pair in choice.pairs[:LINES]
    ]
    return {
        "measure": measure,
        "measures": MEASURES,
        "sum": total,
        "other": sum(choice.elsewhere(position) for position in choice.positions),
        "drawing": _drawing(choice.selection, years, measure),
        "pairs": _lines(of_pairs, list(years), measure),
        "kinds": _lines(of_kinds[:LINES], list(years), measure),
    }


def _figures(choice: Choice) -> tuple[dict[int, Tally], dict[str, dict[int, Tally]]]:
    """Return the figures of each year from the first to the last, and those of the years of each kind.

    Events whose date is not told are of no year.
    """
    occurrences, of = choice.index.occurrences, choice.index.values("kind")
    dated = [position for position in choice.positions if occurrences[position].dated]
    found = [occurrences[position].year for position in dated]
    years = {year: Tally() for year in range(min(found, default=0), max(found, default=-1) + 1)}
    kinds: dict[str, dict[int, Tally]] = {}
    for year, position in zip(found, dated, strict=True):
        moved = choice.moved(position)
        years[year].add(1, *moved)
        for kind in of[position]:
            kinds.setdefault(kind, {}).setdefault(year, Tally()).add(1, *moved)
    return years, kinds


def _sum(years: _Figures) -> Tally:
    total = Tally()
    for tally in years.values():
        total.add(tally.events, tally.sent, tally.received)
    return total


def _heights(tally: Tally, measure: str) -> tuple[int, int]:
    return (tally.sent, tally.received) if measure == "people" else (tally.events, 0)


def _most(years: Iterable[_Figures], measure: str) -> tuple[int, int]:
    """Return the highest column up and down."""
    heights = [_heights(tally, measure) for each in years for tally in each.values()]
    return max((up for up, _ in heights), default=0), max((down for _, down in heights), default=0)


def _drawing(selection: Selection, years: _Figures, measure: str) -> Drawing:
    up, down = _most([years], measure)
    scale = _HIGH / max(1, up + down)
    foot = 12 + up * scale
    step = min(max(_LEAST, _ROOM / len(years)), _MOST)
    columns = []
    for number, (year, tally) in enumerate(years.items()):
        heights = [round(height * scale, 1) for height in _heights(tally, measure)]
        target = browse_address(selection.within(year, year))
        columns.append(Column(year, tally, round(_LEFT + number * step, 1), heights[0], heights[1], target))
    every = next((each for each in (1, 5, 10, 20) if each * step >= 44), 50)
    ticks = [(round(foot - number * scale, 1), abs(number)) for number in _ticks(-down, up)]
    size = round(_LEFT + len(years) * step + _RIGHT, 1), _HIGH + 40
    return Drawing(
        *size, round(foot, 1), round(step, 1), columns, ticks, [it for it in columns if it.year % every == 0]
    )


def _ticks(least: int, most: int) -> Iterator[int]:
    """Yield round numbers from the least to the most, zero among them."""
    room = max(1, most - least)
    power: int = 10 ** int(math.log10(room))
    step = next(each for each in (power // 5, power // 2, power, 2 * power) if each and room / each <= _TICKS)
    yield from range(-(-least // step) * step, most + 1, step)


def _lines(
    groups: Sequence[tuple[Sequence[Name], _Figures, str]], years: Sequence[int], measure: str
) -> list[ChartLine]:
    most = max(1, *_most([figures for _, figures, _ in groups], measure))
    found = []
    for name, figures, target in groups:
        up, down = [], []
        for number, year in enumerate(years):
            if year in figures:
                heights = [math.ceil(100 * height / most) for height in _heights(figures[year], measure)]
                up += [f"M{number} 0v{-heights[0]}h.8v{heights[0]}z"] if heights[0] else []
                down += [f"M{number} 0v{heights[1]}h.8v{-heights[1]}z"] if heights[1] else []
        found.append(ChartLine(name, _sum(figures), target, "".join(up), "".join(down)))
    return found
