"""The content of a report: figures, ties, years, partners, journeys, events, each with the numbers of its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exgraph.reading.history.pair import Journey, journeys
from exgraph.reading.history.partner import PartnerTie, key, ordered, ties
from exgraph.reading.history.yearly import Subject, Year, YearlyCounts, within, yearly_counts
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import Index
from exgraph.reading.thing.finding import ShownFinding, among
from exgraph.web.report.source import CitedSource, Sources

_PARTNERS = 20


@dataclass(frozen=True)
class Met:
    """A place of the other side: the years of the two, which sources tell of their events."""

    name: Name
    counts: YearlyCounts
    cited: str


@dataclass(frozen=True)
class ReportedEvent:
    """An event: when, as told and as this reader writes it; its name, its kinds, how many people; its sources."""

    start: str
    end: str
    written: str
    name: Name
    iri: str
    kinds: str
    people: int | None
    cited: str


@dataclass(frozen=True)
class PlaceReport:
    """A report; `cited` beside each thing are the numbers of its sources.

    Attributes:
        names: the place, or the two, home first; `keys` are theirs in addresses.
        span: the first and the last year asked for, where given.
        sent_label: what people who went out are called, `received_label` those who came.
        counts: the figures.
    """

    names: Sequence[Name]
    keys: Sequence[str]
    span: tuple[int | None, int | None]
    sent_label: str
    received_label: str
    counts: YearlyCounts
    cited: str
    ties: Sequence[tuple[PartnerTie, str]]
    years: Sequence[tuple[Year, str]]
    partners: Sequence[Met]
    journeys: Sequence[tuple[Journey, str]]
    events: Sequence[ReportedEvent]
    findings: Sequence[ShownFinding]
    sources: Sequence[CitedSource]

    @property
    def name(self) -> str:
        """What the report is of."""
        return " – ".join(name.text for name in self.names)

    @property
    def documents(self) -> list[tuple[Name, str, list[CitedSource]]]:
        """The sources by document, with its name and publisher."""
        found: dict[Name, list[CitedSource]] = {}
        for source in self.sources:
            found.setdefault(source.document, []).append(source)
        return [(document, records[0].publisher, records) for document, records in found.items()]


def report(reader: Reader, places: Sequence[str], first: int | None, last: int | None) -> PlaceReport:
    """Return the report on a place, or on two, of the events that began in the years from `first` to `last`."""
    index, sources = reader.published.events, Sources(reader)
    ends = list(ordered(reader, *places)) if len(places) == 2 else list(places)
    subject = Subject(*ends)
    positions = within(subject.positions(index), index, first, last)
    agreed = [(tie, iri) for tie, iri in _agreements(reader, ends) if tie.year is None or tie.year <= (last or 9999)]
    cited = [(tie, sources.cite([iri])) for tie, iri in agreed]
    found = yearly_counts(
        reader, subject, first, last, since=min((tie.year for tie, _ in agreed if tie.year), default=None)
    )
    iris = {position: index.occurrences[position].iri for position in positions}
    by_year: dict[int, list[str]] = {}
    for position, iri in iris.items():
        if index.occurrences[position].dated:
            by_year.setdefault(index.occurrences[position].year, []).append(iri)
    sent, received = ways(reader, ends)
    return PlaceReport(
        [reader.name(iri) for iri in ends],
        [key(index, iri) for iri in ends],
        (first, last),
        sent,
        received,
        found,
        sources.cite(iris.values()),
        cited,
        [(year, sources.cite(by_year.get(year.year, ()))) for year in found.years],
        _partners(reader, ends[0], positions, (first, last), sources) if len(ends) == 1 else [],
        [(each, sources.cite([each.iri])) for each in journeys(reader, subject, positions)],
        [_reported(reader, index, position, sources) for position in positions],
        among(reader, [*(iri for _, iri in agreed), *iris.values()]),
        sources.listed(),
    )


def ways(reader: Reader, ends: Sequence[str]) -> tuple[str, str]:
    """Return what people are called who went out from a place, or from the first of two, and those who came back."""
    sent, received = (reader.words.text("yearly.sent", place=reader.name(iri).text) for iri in (ends[0], ends[-1]))
    if len(ends) == 2:
        return sent, received
    if reader.published.events.places[ends[0]].home:
        return sent, reader.words.text("place.from_abroad")
    return reader.words.text("place.from_home"), received


def _agreements(reader: Reader, ends: Sequence[str]) -> list[tuple[PartnerTie, str]]:
    """Return the agreements that all of some places are parties to, with their IRIs."""
    others = set(ends[1:])
    shared = (tie for tie in ties(reader, ends[0]) if others <= {name.iri for name in tie.others})
    return [(tie, tie.agreement.iri) for tie in shared if tie.agreement.iri]


def _partners(
    reader: Reader, iri: str, positions: Sequence[int], span: tuple[int | None, int | None], sources: Sources
) -> list[Met]:
    """Return the towns of the other side that a place met most, with the figures of the span."""
    index = reader.published.events
    home = index.places[iri].home
    events_with: dict[str, list[int]] = {}
    for position in positions:
        exchange = index.exchanges[position]
        for other in exchange.partners if home else exchange.homes:
            events_with.setdefault(other, []).append(position)
    towns = [each for each in events_with if not index.places[each].region] or list(events_with)
    found = []
    for other in sorted(towns, key=lambda each: (-len(events_with[each]), each))[:_PARTNERS]:
        both = yearly_counts(reader, Subject(*ordered(reader, iri, other)), *span)
        cited = sources.cite(index.occurrences[position].iri for position in events_with[other])
        found.append(Met(reader.name(other), both, cited))
    return found


def _reported(reader: Reader, index: Index, position: int, sources: Sources) -> ReportedEvent:
    event = index.occurrences[position]
    kinds = [reader.name(kind).text for kind in index.values("kind")[position]]
    start, end = event.span
    return ReportedEvent(
        start,
        end or "",
        reader.date(*event.span),
        reader.event(position),
        event.iri,
        reader.words.text("page.comma").join(kinds),
        event.people,
        sources.cite([event.iri]),
    )
