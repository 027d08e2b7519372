"""Two to four places on one set of axes: their ties, events and people, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.reading.address import browse_address
from exgraph.reading.history.partner import key, ties
from exgraph.reading.history.yearly import Subject, Year, YearlyCounts, alone, yearly_counts
from exgraph.reading.reader import Name, Reader

LEAST, MOST = 2, 4
"""How many places are compared."""


@dataclass(frozen=True)
class ComparedPlace:
    """A place beside others: its ties, its counts, its figures of the years of all; where its events are listed."""

    name: Name
    key: str
    ties: int
    counts: YearlyCounts
    years: Sequence[Year | None]
    address: str


@dataclass(frozen=True)
class Comparison:
    """Places with the years that all of them are drawn over, and the greatest number of events and of people of any."""

    places: Sequence[ComparedPlace]
    years: Sequence[int]
    most_events: int
    most_people: int


def compare(reader: Reader, iris: Sequence[str]) -> Comparison:
    """Return places (IRIs) side by side."""
    counted = [yearly_counts(reader, Subject(iri)) for iri in iris]
    dated = [year.year for counts in counted for year in counts.years if year.events]
    years = list(range(min(dated), max(dated) + 1)) if dated else []
    places = [_compared(reader, iri, counts, years) for iri, counts in zip(iris, counted, strict=True)]
    rows = [year for place in places for year in place.years if year is not None]
    return Comparison(
        places,
        years,
        max((year.events for year in rows), default=0),
        max((max(year.sent, year.received) for year in rows), default=0),
    )


def _compared(reader: Reader, iri: str, counts: YearlyCounts, years: Sequence[int]) -> ComparedPlace:
    index = reader.published.events
    of_year = {year.year: year for year in counts.years}
    marked = [tie for tie in ties(reader, iri) if tie.marked]
    return ComparedPlace(
        reader.name(iri),
        key(index, iri),
        len(marked),
        counts,
        [of_year.get(year) for year in years],
        browse_address(alone(index, iri)),
    )
