"""Exchange between places: the pairs that an event joins, and the people who went each way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product

from exgraph.reading.selection.occurrence import Occurrence, Travellers
from exgraph.reading.selection.place import Place, Places


@dataclass(slots=True)
class Tally:
    """Events, and the people who went abroad (`sent`) and came from there (`received`), as far as counted."""

    events: int = 0
    sent: int = 0
    received: int = 0

    def add(self, events: int, sent: int, received: int) -> None:
        """Count more."""
        self.events += events
        self.sent += sent
        self.received += received


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place of Japan and one abroad that an event joins, and who went between them; things are IRIs."""

    home: str
    partner: str
    sent: int
    received: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """An event as exchange between the two sides.

    Attributes:
        homes: the places of Japan that took part, as exact as told.
        partners: those abroad.
        sent: people who went from home abroad, each group counted once.
        received: people who came.
        meetings: each place of Japan with each abroad. A group that went to two places is counted with both.
    """

    homes: tuple[str, ...]
    partners: tuple[str, ...]
    sent: int
    received: int
    meetings: tuple[Meeting, ...]


@dataclass(slots=True)
class Pair:
    """A place of Japan and one abroad over the years; things are IRIs, `positions` those of their events."""

    home: str
    partner: str
    years: dict[int, Tally] = field(default_factory=dict)
    total: Tally = field(default_factory=Tally)
    positions: list[int] = field(default_factory=list)

    @property
    def first(self) -> int:
        """The year of their first event."""
        return min(self.years)

    @property
    def last(self) -> int:
        """The year of their last."""
        return max(self.years)


def exchange(occurrence: Occurrence, places: Places) -> Exchange:
    """Return what an event was between Japan and abroad."""
    exact = places.exact(occurrence.places)
    homes = tuple(place.iri for place in exact if place.home)
    partners = tuple(place.iri for place in exact if not place.home)
    counted = [group for group in occurrence.groups if group.people]
    moves = [_move(group, exact, places) for group in counted]
    meetings = tuple(
        Meeting(
            home,
            partner,
            sum(people for people, start, goal in moves if home in start and partner in goal),
            sum(people for people, start, goal in moves if partner in start and home in goal),
        )
        for home, partner in product(homes, partners)
    )
    sent = sum(group.people or 0 for group in counted if crosses(group, places, outward=True))
    received = sum(group.people or 0 for group in counted if crosses(group, places, outward=False))
    return Exchange(homes, partners, sent, received, meetings)


def pairs(positions: Iterable[int], occurrences: Sequence[Occurrence], exchanges: Sequence[Exchange]) -> list[Pair]:
    """Return the pairs that some events join, those with most events first."""
    found: dict[tuple[str, str], Pair] = {}
    for position in positions:
        year = occurrences[position].year
        for meeting in exchanges[position].meetings:
            key = (meeting.home, meeting.partner)
            if (pair := found.get(key)) is None:
                pair = found[key] = Pair(*key)
            if (tally := pair.years.get(year)) is None:
                tally = pair.years[year] = Tally()
            tally.add(1, meeting.sent, meeting.received)
            pair.total.add(1, meeting.sent, meeting.received)
            pair.positions.append(position)
    return sorted(found.values(), key=lambda pair: (-pair.total.events, pair.home, pair.partner))


def moved(
    occurrence: Occurrence, places: Places, start: Callable[[Place], bool], goal: Callable[[Place], bool]
) -> list[Travellers]:
    """Return the groups of an event that went from places that `start` holds of to those that `goal` holds of.

    Only those whose two ends and number are told.
    """
    return [
        group
        for group in occurrence.groups
        if group.people
        and any(start(places[iri]) for iri in group.origins)
        and any(goal(places[iri]) for iri in group.targets)
    ]


def crosses(group: Travellers, places: Places, *, outward: bool, chosen: Iterable[Collection[str]] = ()) -> bool:
    """Return whether a group went from home abroad (`outward`), or the other way.

    Of each of the `chosen` sets of places, one of its ends must be or lie in one.
    """
    start = [place for iri in group.origins if (place := places[iri]).home is outward]
    goal = [place for iri in group.targets if (place := places[iri]).home is not outward]
    return bool(start and goal) and _in_each((*start, *goal), chosen)


def touches(group: Travellers, places: Places, chosen: Iterable[Collection[str]]) -> bool:
    """Return whether of each of the `chosen` sets of places an end of a group's way is or lies in one."""
    return _in_each([places[iri] for iri in (*group.origins, *group.targets)], chosen)


def _in_each(ends: Sequence[Place], chosen: Iterable[Collection[str]]) -> bool:
    return all(any(iri in wanted for place in ends for iri in (place.iri, *place.within)) for wanted in chosen)


def _move(group: Travellers, exact: Sequence[Place], places: Places) -> tuple[int, set[str], set[str]]:
    return group.people or 0, set(_within(group.origins, exact, places)), set(_within(group.targets, exact, places))


def _within(iris: Iterable[str], exact: Sequence[Place], places: Places) -> Iterator[str]:
    """Yield the exact places of an event that the places told of a group are or lie in.

    Who is told to have gone to Sakhalin Oblast is not counted for a town of it.
    """
    for iri in iris:
        goal = places[iri]
        for place in exact:
            if place.iri in (iri, *goal.within):
                yield place.iri
