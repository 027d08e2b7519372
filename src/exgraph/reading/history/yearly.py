"""Year by year: the events of a place or of two, the people who went each way, the years without a record."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from exgraph.reading.address import browse_address
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Index, Occurrence, Place, Selection, moved
from exgraph.reading.selection.bits import members_of


@dataclass(frozen=True)
class Year:
    """A year of the counts.

    Attributes:
        events: how many began in it.
        sent: people who went from the first side (home, where one of two is) to the second, as far as counted.
        received: people who went the other way.
        held: how many of its events took place, as far as is told.
        planned: how many were only planned for it when the documents told of them, also without a date.
        height: its events in hundredths of the year with most.
        height_sent: its people sent in hundredths of the most that went either way in a year.
        height_received: the same of those received.
        covered: whether the documents tell of any event of the year, here or elsewhere.
        address: where its events are listed; empty where no list can say them.
    """

    year: int
    events: int
    sent: int
    received: int
    held: int
    planned: int
    height: float
    height_sent: float
    height_received: float
    covered: bool
    address: str


@dataclass(frozen=True)
class YearlyCounts:
    """The years from the first that is told to this one, and their sums; `most` is of people in a year, one way.

    `mixed` is how many of the people sent, and of those received, went in groups that came from other towns as well.
    """

    years: Sequence[Year]
    events: int
    sent: int
    received: int
    most: int
    address: str
    mixed: tuple[int, int]

    @property
    def last(self) -> Year | None:
        """The last year with an event, be it only planned."""
        return next((year for year in reversed(self.years) if year.events), None)

    @property
    def held(self) -> Year | None:
        """The last year in which an event took place."""
        return next((year for year in reversed(self.years) if year.held), None)

    @property
    def planned(self) -> list[Year]:
        """The years after it for which events were planned."""
        last = self.held.year if self.held else 0
        return [year for year in self.years if year.planned and year.year > last]

    @property
    def silent(self) -> list[str]:
        """Spans of years that documents tell of, but with no event here."""
        return spans(year.year for year in self.years if year.covered and not year.events)

    @property
    def uncovered(self) -> list[str]:
        """Spans of years that no document tells of."""
        return spans(year.year for year in self.years if not year.covered)


@dataclass(frozen=True)
class Subject:
    """The subject of yearly counts: one place, or two, as IRIs."""

    first: str
    second: str | None = None

    def selection(self, index: Index) -> Selection | None:
        """Return the selection of its events; None where no selection says them: two places of one side."""
        if self.second is None:
            return alone(index, self.first)
        facet = facet_of(index, self.first)
        other = facet_of(index, self.second)
        if facet == other:
            return None
        return Selection({facet: (index.key(self.first),), other: (index.key(self.second),)})

    def positions(self, index: Index) -> list[int]:
        """Return the positions of its events in the index, in the order of time."""
        ends = [self.first, *([self.second] if self.second else [])]
        members = index.everything
        for iri in ends:
            members &= index.sets[facet_of(index, iri)].get(iri, 0)
        return list(members_of(members))

    def ways(self, index: Index) -> tuple[Callable[[Place], bool], Callable[[Place], bool]]:
        """Return what holds of the places of the first side, and of those of the second.

        The sides of one place are it and all places of the other country; home comes first.
        """
        first = _lies_in(self.first)
        if self.second is not None:
            return first, _lies_in(self.second)
        if index.places[self.first].home:
            return first, lambda place: not place.home
        return (lambda place: place.home), first


def facet_of(index: Index, iri: str) -> str:
    """Return the facet that a place is a value of."""
    place = index.places[iri]
    if place.home:
        return "place" if place.within else "region"
    return "partner"


def alone(index: Index, iri: str) -> Selection:
    """Return the selection of a place's events."""
    return Selection({facet_of(index, iri): (index.key(iri),)})


def yearly_counts(
    reader: Reader, subject: Subject, first: int | None = None, last: int | None = None, since: int | None = None
) -> YearlyCounts:
    """Return the counts of a place or of two, of the years from `first` to `last`; those of all years are kept.

    Without `first` they begin with the first event, or in the year `since` where that is before it; without `last`
    they go on to this year, so that the years after the documents show as years without a record.
    """
    today = datetime.date.today().year
    span = Span(first, last, since, today)
    if first is not None or last is not None:
        return _yearly_counts(reader.published, subject, span)
    return _all_years(reader.published, subject, span)


def within(positions: Iterable[int], index: Index, first: int | None, last: int | None) -> list[int]:
    """Return the events of a span of years; without one, those whose date is not told as well."""
    if first is None and last is None:
        return list(positions)
    known = ((each, index.occurrences[each]) for each in positions)
    return [each for each, event in known if event.dated and (first or 0) <= event.year <= (last or 9999)]


def spans(years: Iterable[int]) -> list[str]:
    """Return years as spans: 1973, 1975–1980."""
    ordered = sorted(set(years))
    breaks = [None, *(end for end, start in pairwise(ordered) if start != end + 1), None]
    found = []
    for before, end in pairwise(breaks):
        part = [each for each in ordered if (before is None or each > before) and (end is None or each <= end)]
        if part:
            found.append(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}")
    return found


@dataclass(frozen=True)
class Span:
    """Years asked for: the first and the last of events, where given; the year to begin with, the year it is now."""

    first: int | None
    last: int | None
    since: int | None
    today: int

    def years(self, dated: Sequence[int]) -> range:
        """Return the years to show, some years with events given; none where nothing says where to begin."""
        known = [year for year in (self.since, *dated[:1]) if year is not None]
        start = self.first or min(known, default=None)
        return range(0) if start is None else range(start, (self.last or max(self.today, *dated[-1:], start)) + 1)


@per_version(most=4000)
def _all_years(published: Published, subject: Subject, span: Span) -> YearlyCounts:
    return _yearly_counts(published, subject, span)


def _yearly_counts(published: Published, subject: Subject, span: Span) -> YearlyCounts:
    index = published.events
    selection = subject.selection(index)
    where = browse_address(selection.within(span.first, span.last)) if selection else ""
    chosen = within(subject.positions(index), index, span.first, span.last)
    found = [index.occurrences[each] for each in chosen]
    years = span.years([event.year for event in found if event.dated])
    figures = _figures(index, subject, found)
    held = Counter(
        event.year for each, event in zip(chosen, found, strict=True) if index.held >> each & 1 and event.dated
    )
    # A plan is for a year, also where its day is not settled.
    planned = Counter(event.year for each, event in zip(chosen, found, strict=True) if index.planned >> each & 1)
    most = max((max(each[1:]) for each in figures.values()), default=0)
    busiest = max((each[0] for each in figures.values()), default=0)
    rows = []
    for year in years:
        events, sent, received = figures.get(year, (0, 0, 0))
        heights = _share(events, busiest), _share(sent, most), _share(received, most)
        listed = browse_address(selection.within(year, year)) if selection and events else ""
        rows.append(
            Year(year, events, sent, received, held[year], planned[year], *heights, year in index.by_year, listed)
        )
    events, sent, received = (sum(each[place] for each in figures.values()) for place in range(3))
    return YearlyCounts(rows, events, sent, received, most, where, _mixed(index, subject, found))


def _figures(index: Index, subject: Subject, found: Iterable[Occurrence]) -> dict[int | None, tuple[int, int, int]]:
    """Return events, people sent and received by year; under None those whose date is not told."""
    home, abroad = subject.ways(index)
    figures: dict[int | None, tuple[int, int, int]] = {}
    for event in found:
        year = event.year if event.dated else None
        events, sent, received = figures.get(year, (0, 0, 0))
        sent += sum(group.people or 0 for group in moved(event, index.places, home, abroad))
        received += sum(group.people or 0 for group in moved(event, index.places, abroad, home))
        figures[year] = events + 1, sent, received
    return figures


def _mixed(index: Index, subject: Subject, found: Sequence[Occurrence]) -> tuple[int, int]:
    """Return how many people were sent and received in groups that came from other places as well, regions aside."""
    home, abroad = subject.ways(index)

    def shared(start: Callable[[Place], bool], goal: Callable[[Place], bool]) -> int:
        groups = (group for event in found for group in moved(event, index.places, start, goal))
        return sum(group.people or 0 for group in groups if not all(map(start, index.places.exact(group.origins))))

    return shared(home, abroad), shared(abroad, home)


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(whole, 1), 1)


def _lies_in(iri: str) -> Callable[[Place], bool]:
    return lambda place: place.iri == iri or iri in place.within
