"""The places that a place met: how often, in which years, how many people went each way, and the ties with them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exgraph.model.date import PartialDate
from exgraph.reading.address import browse_address
from exgraph.reading.history.anniversary import concluded, is_tie, next_round
from exgraph.reading.history.yearly import Subject, YearlyCounts, alone, facet_of, yearly_counts
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import Index
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.proof import Proofs

_SIDES = {"place": "partner", "region": "partner", "partner": "place"}
"""The facet of the places that a place of a facet meets."""


@dataclass(frozen=True)
class Partner:
    """A place of the other side.

    Attributes:
        iri: the place.
        name: its name, with its page.
        counts: the years of the two; `out` is from our side, as on their page.
        pair: the address of their page; empty where nothing is told of the two.
        moved: the address of the people who went between them; empty where no list can say their events.
    """

    iri: str
    name: Name
    counts: YearlyCounts
    pair: str
    moved: str

    @property
    def first(self) -> int | None:
        """The year of their first event."""
        return next((year.year for year in self.counts.years if year.events), None)


@dataclass(frozen=True)
class PartnerTie:
    """A tie on a card: its parties but this place, those met as partners, since when, what comes next, how known."""

    agreement: Name
    kind: Name
    others: Sequence[Name]
    partners: Sequence[Partner]
    since: str | None
    year: int | None
    years: int | None
    next: tuple[int, int] | None
    marked: bool
    proofs: Proofs


def key(index: Index, iri: str) -> str:
    """Return a place as the addresses of pairs and reports write it."""
    return index.key(iri).removeprefix("place/")


def ordered(reader: Reader, first: str, second: str) -> tuple[str, str]:
    """Return two places with the one of our side first."""
    places = reader.published.events.places
    return (second, first) if places[second].home and not places[first].home else (first, second)


def partner(reader: Reader, iri: str, other: str, since: int | None) -> Partner:
    """Return what is told of a place and another one, their years from `since` on."""
    index = reader.published.events
    ends = ordered(reader, iri, other)
    subject = Subject(*ends)
    years = yearly_counts(reader, subject, since=since)
    selection = subject.selection(index)
    return Partner(
        other,
        reader.name(other),
        years,
        f"/pair/{key(index, ends[0])}/{key(index, ends[1])}",
        browse_address(selection, "chart") if selection and years.events else "",
    )


def partners(reader: Reader, iri: str, since: int | None, most: int) -> tuple[list[Partner], int]:
    """Return the towns of the other side that a place met most, and how many more there are.

    Where it met none, its regions are told. Those with most events come first.
    """
    index = reader.published.events
    counts = index.counts(alone(index, iri), _SIDES[facet_of(index, iri)])
    places = [index.iri(each) for each in counts]
    towns = [each for each in places if not index.places[each].region] or places
    return [partner(reader, iri, each, since) for each in towns[:most]], max(0, len(towns) - most)


def ties(reader: Reader, iri: str) -> list[PartnerTie]:
    """Return the agreements of a place, the oldest first, those without a date last."""
    rows = reader.published.rows(f"SELECT DISTINCT ?agreement {{ ?agreement exg:party <{iri}> ; a exg:Agreement }}")
    since = concluded(reader.published)
    # In EDTF, texts stand in the order of time.
    found = sorted((since.get(row["agreement"], "9999"), row["agreement"]) for row in rows)
    start = min((PartialDate.parse(date).year for date, agreement in found if agreement in since), default=None)
    return [_tie(reader, iri, agreement, since.get(agreement), start) for _, agreement in found]


def _tie(reader: Reader, iri: str, agreement: str, since: str | None, start: int | None) -> PartnerTie:
    today = datetime.date.today().year
    thing = ThingFacts(reader, agreement)
    others = [party for party in thing.all("exg:party") if party != iri]
    year = None if since is None else PartialDate.parse(since).year
    marked = is_tie(thing.types)
    return PartnerTie(
        reader.name(agreement),
        reader.name(thing.types[0]),
        reader.names(others),
        list(_met(reader, iri, others, start)),
        since,
        year,
        None if year is None else today - year,
        next_round(year, today) if marked and year is not None else None,
        marked,
        Proofs(reader, thing),
    )


def _met(reader: Reader, iri: str, others: Sequence[str], start: int | None) -> Iterator[Partner]:
    place = reader.published.base.thing("place", "")
    yield from (partner(reader, iri, other, start) for other in others if other.startswith(place))
