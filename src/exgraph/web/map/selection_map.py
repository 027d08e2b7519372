"""A map of the places and pairs of a selection as SVG, drawn here so that it needs no script."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exgraph.reading.address import meetings_address
from exgraph.reading.reader import Name, Reader
from exgraph.reading.selection import Choice, MapSpot, Pair
from exgraph.web.map import base_map
from exgraph.web.map.base_map import OUTER, Frame

WIDTH, HEIGHT = SIZE = 1000, 620
"""Width and height of the drawing, in its own units."""
_ARCS = 80
_LABELS = 24


@dataclass(frozen=True)
class Circle:
    """A place on the map: its point in the drawing, its size, its page, how many events; whether its name is shown."""

    name: Name
    x: float
    y: float
    radius: float
    events: int
    home: bool
    region: bool
    named: bool


@dataclass(frozen=True)
class Arc:
    """A pair on the map: the address of its events, its line."""

    title: str
    address: str
    path: str
    width: float


@dataclass(frozen=True)
class Picture:
    """A drawn map: land, arcs, places; how many places cannot be drawn (`missing`) or lie outside of it."""

    land: str
    borders: str
    arcs: Sequence[Arc]
    circles: Sequence[Circle]
    missing: int
    outside: int


def draw(reader: Reader, choice: Choice, *, whole: bool = False) -> Picture | None:
    """Return the map of a selection's places and pairs, or of its middle; None where no place can be drawn."""
    places = reader.published.events.places
    weights = weigh(choice)
    spots = {iri: spot for iri in weights if (spot := places.spot(iri)) is not None}
    if not spots:
        return None
    shown = spots if whole else _middle(spots, weights)
    frame = Frame.around([(spot.longitude, spot.latitude) for spot in shown.values()], WIDTH, HEIGHT)
    inside = {iri for iri, spot in spots.items() if frame.holds(spot.longitude, spot.latitude)}
    drawn = [pair for pair in choice.pairs if {pair.home, pair.partner} <= set(spots)]
    arcs = _arcs(reader, choice, frame, spots, [pair for pair in drawn if {pair.home, pair.partner} & inside][:_ARCS])
    circles = _circles(reader, frame, {iri: spots[iri] for iri in inside}, weights)
    outside = len(weights) - len(spots), len(spots) - len(inside)
    return Picture(frame.land(), frame.borders(), arcs, circles, *outside)


def weigh(choice: Choice) -> dict[str, int]:
    """Return how many events of a selection each place took part in; a region where no place in it is named."""
    found: dict[str, int] = {}
    for position in choice.positions:
        exchange = choice.index.exchanges[position]
        for iri in (*exchange.homes, *exchange.partners):
            found[iri] = found.get(iri, 0) + 1
    return found


def _middle(spots: Mapping[str, MapSpot], weights: Mapping[str, int]) -> dict[str, MapSpot]:
    """Return the places without those far off: without `OUTER` of the events on each side."""
    found = dict(spots)
    for axis in (0, 1):
        order = sorted(spots, key=lambda iri: (spots[iri].longitude % 360, spots[iri].latitude)[axis])
        total, passed = sum(weights[iri] for iri in order), 0
        for iri in order:
            if passed + weights[iri] < OUTER * total or passed > (1 - OUTER) * total:
                found.pop(iri, None)
            passed += weights[iri]
    return found or dict(spots)


def _circles(reader: Reader, frame: Frame, spots: Mapping[str, MapSpot], weights: Mapping[str, int]) -> list[Circle]:
    most = math.sqrt(max((weights[iri] for iri in spots), default=1))
    places = reader.published.events.places
    circles: list[Circle] = []
    for rank, iri in enumerate(sorted(spots, key=lambda iri: (-weights[iri], iri))):
        x, y = frame.at(spots[iri].longitude, spots[iri].latitude)
        radius = round(3 + 15 * math.sqrt(weights[iri]) / most, 1)
        named = rank < _LABELS and all(abs(x - each.x) > 90 or abs(y - each.y) > 16 for each in circles if each.named)
        side = places[iri].home, places[iri].region
        circles.append(Circle(reader.name(iri), x, y, radius, weights[iri], *side, named))
    return circles


def _arcs(
    reader: Reader, choice: Choice, frame: Frame, spots: Mapping[str, MapSpot], drawn: Sequence[Pair]
) -> list[Arc]:
    strongest = math.sqrt(max((pair.total.events for pair in drawn), default=1))
    found = []
    for pair in drawn:
        ends = f"{reader.name(pair.home).text} – {reader.name(pair.partner).text}"
        title = f"{ends}: {reader.words.count('count.events', pair.total.events)}"
        points = [frame.at(spots[iri].longitude, spots[iri].latitude) for iri in (pair.home, pair.partner)]
        width = round(0.8 + 6 * math.sqrt(pair.total.events) / strongest, 1)
        found.append(Arc(title, meetings_address(reader, choice.selection, pair), base_map.arc(*points), width))
    return found
