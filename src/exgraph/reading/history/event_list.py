"""Events in lists: by place, tie, series, organisation, year or month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exgraph.model.date import read_edtf
from exgraph.reading.paging import paged
from exgraph.reading.reader import Name, Reader

PAGE = 30
"""Events on one page of a list."""


@dataclass(frozen=True)
class ListedEvent:
    """One line of a list of events: date in figures (or limits `[a..b]`), name, the end of a span."""

    date: str
    name: Name
    edition: str | None = None
    people: int | None = None
    end: str | None = None


@dataclass(frozen=True)
class YearBar:
    """A year of a bar chart; `height` is its share of the highest, from 0 to 100."""

    year: int
    count: int
    height: float


@dataclass(frozen=True)
class EventList:
    """A page of a list of events, with the years to choose from."""

    bars: Sequence[YearBar]
    shown: Sequence[ListedEvent]
    total: int
    year: int | None
    page: int
    pages: int


def event_list(reader: Reader, pattern: str, year: str | None, page: str | None) -> EventList:
    """Return a page of the events `?event` of a graph pattern, newest first, or all of one year."""
    bars = chart(reader, pattern)
    total = sum(bar.count for bar in bars)
    if year is not None and year.isascii() and year.isdigit() and len(year) == 4:
        chosen = listed_events(reader, f"{pattern} ?event exg:year {year} .", descending=False)
        return EventList(bars, chosen, total, int(year), 1, 1)
    number, pages = paged(total, PAGE, page)
    return EventList(
        bars, listed_events(reader, pattern, limit=PAGE, offset=(number - 1) * PAGE), total, None, number, pages
    )


def listed_events(
    reader: Reader, pattern: str, *, descending: bool = True, limit: int | None = None, offset: int = 0
) -> list[ListedEvent]:
    """Return the events `?event` of a graph pattern, by date; one told by two documents stands once."""
    rows = reader.published.rows(
        f"""SELECT ?event (MIN(STR(?span)) AS ?date) (MIN(?day) AS ?earliest) (MIN(?number) AS ?edition)
            (MAX(?total) AS ?people) {{
            {pattern}
            ?event a exg:Event ; exg:edtf ?span ; exg:earliest ?day .
            OPTIONAL {{ ?event exg:edition ?number }}
            OPTIONAL {{ ?event exg:totalHeadcount ?total }}
        }} GROUP BY ?event ORDER BY {"DESC(?earliest)" if descending else "?earliest"} ?event
        {f"LIMIT {limit} OFFSET {offset}" if limit else ""}"""
    )
    return [_listed_event(reader, row) for row in rows]


def _listed_event(reader: Reader, row: Mapping[str, str]) -> ListedEvent:
    start, end, dated = read_edtf(row["date"])
    people = int(row["people"]) if "people" in row else None
    last = end if dated and end != start else None
    return ListedEvent(start if dated else row["date"], reader.name(row["event"]), row.get("edition"), people, last)


def events_at(reader: Reader, positions: Iterable[int]) -> list[ListedEvent]:
    """Return events by their positions in the index, in the order given."""
    index = reader.published.events
    found = []
    for position in positions:
        event = index.occurrences[position]
        start, end = event.span
        found.append(ListedEvent(start, reader.event(position), None, event.people, end if end != start else None))
    return found


def chart(reader: Reader, pattern: str) -> list[YearBar]:
    """Return how many events `?event` of a graph pattern each year has, years without any between them as well."""
    rows = reader.published.rows(
        f"""SELECT ?year (COUNT(DISTINCT ?event) AS ?count) {{
            {pattern} ?event a exg:Event ; exg:year ?year .
        }} GROUP BY ?year"""
    )
    counts = {int(row["year"]): int(row["count"]) for row in rows}
    if not counts:
        return []
    highest = max(counts.values())
    return [
        YearBar(year, counts.get(year, 0), round(100 * counts.get(year, 0) / highest, 1))
        for year in range(min(counts), max(counts) + 1)
    ]
