"""A map of places and their links as SVG, drawn here so that it needs no script."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from exgraph.web.browsing.view import both
from exgraph.web.reader import Name, Reader
from exgraph.web.selection import Choice, Pair, Spot

WIDTH, HEIGHT = SIZE = 1000, 620
"""Width and height of the drawing, in its own units."""
_MARGIN = 36
_LEAST = 6.0
"""Degrees of longitude that a map shows at least."""
_JAPAN = 138.0
"""The longitude around which maps are drawn."""
_ARCS = 80
_LABELS = 24


@dataclass(frozen=True)
class Circle:
    """A place on the map: its point in the drawing, its size, its page, how many events; whether its name is shown.

    `about` is a region drawn in the middle of its towns.
    """

    name: Name
    x: float
    y: float
    radius: float
    events: int
    home: bool
    named: bool
    about: bool


@dataclass(frozen=True)
class Arc:
    """A pair on the map: the address of its events, its line."""

    title: str
    address: str
    path: str
    width: float


@dataclass(frozen=True)
class Picture:
    """What a map shows: land, arcs, places; how many places have no point (`missing`) or lie outside of it."""

    land: str
    arcs: Sequence[Arc]
    spots: Sequence[Circle]
    missing: int
    outside: int


@dataclass(frozen=True)
class _Frame:
    west: float
    north: float
    scale: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = _MARGIN + (longitude - self.west) * self.scale
        y = _MARGIN + (_mercator(self.north) - _mercator(latitude)) * self.scale
        return round(x, 1), round(y, 1)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Say whether a place lies in the drawing."""
        x, y = self.at(longitude, latitude)
        return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


def draw(reader: Reader, choice: Choice, *, whole: bool = False) -> Picture | None:
    """Return the map of a selection's places and pairs, or of its middle; None where no place can be drawn."""
    places = reader.published.events.places
    weights = weigh(choice)
    spots = {iri: spot for iri in weights if (spot := places.spot(iri)) is not None}
    if not spots:
        return None
    frame = _frame([_degrees(spot) for spot in (spots if whole else _middle(spots, weights)).values()])
    inside = {iri for iri, spot in spots.items() if frame.holds(*_degrees(spot))}
    drawn = [pair for pair in choice.pairs if {pair.home, pair.partner} <= set(spots)]
    arcs = _arcs(reader, choice, frame, spots, [pair for pair in drawn if {pair.home, pair.partner} & inside][:_ARCS])
    circles = _circles(reader, frame, {iri: spots[iri] for iri in inside}, weights)
    return Picture(_land(frame), arcs, circles, len(weights) - len(spots), len(spots) - len(inside))


def weigh(choice: Choice) -> dict[str, int]:
    """Return how many events of a selection each place took part in; a region where no place in it is named."""
    found: dict[str, int] = {}
    for position in choice.positions:
        exchange = choice.index.exchanges[position]
        for iri in (*exchange.homes, *exchange.partners):
            found[iri] = found.get(iri, 0) + 1
    return found


def _middle(spots: Mapping[str, Spot], weights: Mapping[str, int]) -> dict[str, Spot]:
    """Return the places without those far off: all within the four fifths of the events in the middle, each way."""
    found = dict(spots)
    for coordinate in (0, 1):
        order = sorted(spots, key=lambda iri: _degrees(spots[iri])[coordinate])
        total, passed = sum(weights[iri] for iri in order), 0
        for iri in order:
            if passed + weights[iri] < 0.1 * total or passed > 0.9 * total:
                found.pop(iri, None)
            passed += weights[iri]
    return found or dict(spots)


def _circles(reader: Reader, frame: _Frame, spots: Mapping[str, Spot], weights: Mapping[str, int]) -> list[Circle]:
    most = math.sqrt(max((weights[iri] for iri in spots), default=1))
    places = reader.published.events.places
    circles: list[Circle] = []
    for rank, iri in enumerate(sorted(spots, key=lambda iri: (-weights[iri], iri))):
        x, y = frame.at(*_degrees(spots[iri]))
        radius = round(3 + 15 * math.sqrt(weights[iri]) / most, 1)
        named = rank < _LABELS and all(abs(x - each.x) > 90 or abs(y - each.y) > 16 for each in circles if each.named)
        circles.append(Circle(reader.name(iri), x, y, radius, weights[iri], places[iri].home, named, places[iri].region))
    return circles


def _arcs(reader: Reader, choice: Choice, frame: _Frame, spots: Mapping[str, Spot], drawn: Sequence[Pair]) -> list[Arc]:
    strongest = math.sqrt(max((pair.total.events for pair in drawn), default=1))
    found = []
    for pair in drawn:
        ends = f"{reader.name(pair.home).text} – {reader.name(pair.partner).text}"
        title = f"{ends}: {reader.words.count('count.events', pair.total.events)}"
        path = _arc(frame.at(*_degrees(spots[pair.home])), frame.at(*_degrees(spots[pair.partner])))
        width = round(0.8 + 6 * math.sqrt(pair.total.events) / strongest, 1)
        found.append(Arc(title, both(reader, choice.selection, pair), path, width))
    return found


def _degrees(spot: Spot) -> tuple[float, float]:
    """Return longitude and latitude, the longitude counted on across the antimeridian where that is nearer to Japan."""
    return (spot.longitude - _JAPAN + 180) % 360 - 180 + _JAPAN, spot.latitude


def _frame(places: Sequence[tuple[float, float]]) -> _Frame:
    """Return the frame that holds all places; widened to a least span."""
    longitudes, latitudes = [place[0] for place in places], [place[1] for place in places]
    west, east = min(longitudes), max(longitudes)
    if east - west < _LEAST:
        middle = (east + west) / 2
        west, east = middle - _LEAST / 2, middle + _LEAST / 2
    north, south = max(latitudes), min(latitudes)
    across = (WIDTH - 2 * _MARGIN) / (east - west)
    down = (HEIGHT - 2 * _MARGIN) / max(_mercator(north) - _mercator(south), 0.1)
    scale = min(across, down)
    west -= ((WIDTH - 2 * _MARGIN) / scale - (east - west)) / 2
    centre = (_mercator(north) + _mercator(south)) / 2
    top = centre + (HEIGHT - 2 * _MARGIN) / scale / 2
    return _Frame(west, _latitude(top), scale)


def _mercator(latitude: float) -> float:
    """Return the ordinate of a latitude on Mercator's projection, in degrees of longitude at the equator."""
    radians = math.radians(max(-84.0, min(84.0, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + radians / 2)))


def _latitude(ordinate: float) -> float:
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


def _arc(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    bend = 0.18
    x, y = (x1 + x2) / 2 + (y2 - y1) * bend, (y1 + y2) / 2 - (x2 - x1) * bend
    return f"M{x1} {y1}Q{round(x, 1)} {round(y, 1)} {x2} {y2}"


def _land(frame: _Frame) -> str:
    """Return the coasts within the frame as one path; nothing where the base map was not built."""
    east = frame.west + (WIDTH - _MARGIN) / frame.scale
    west = frame.west - _MARGIN / frame.scale
    return "".join(_rings(frame, west, east))


def _rings(frame: _Frame, west: float, east: float) -> Iterator[str]:
    for ring, turn in product(_base(), (0.0, 360.0)):
        if not any(west - 5 < longitude + turn < east + 5 for longitude, _ in ring):
            continue
        path = []
        for longitude, latitude in ring:
            x, y = frame.at(min(max(longitude + turn, west - 30), east + 30), latitude)
            path.append(f"{x:.0f} {min(max(y, -400), HEIGHT + 400):.0f}")
        if len(set(path)) > 3:
            yield f"M{'L'.join(dict.fromkeys(path))}Z"


@cache
def _base() -> list[list[tuple[float, float]]]:
    file = files("exgraph.web") / "static" / "built" / "base-map.json"
    if not file.is_file():
        return []
    return [[(each[0], each[1]) for each in ring] for ring in json.loads(file.read_text(encoding="utf-8"))["rings"]]
