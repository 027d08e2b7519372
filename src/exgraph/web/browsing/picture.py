"""A map of places and their links as SVG, drawn here so that it needs no script."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from exgraph.web.browsing.link import Link, Point
from exgraph.web.reader import Name, Reader

WIDTH, HEIGHT = SIZE = 1000, 620
"""Width and height of the drawing, in its own units."""
_MARGIN = 36
_LEAST = 6.0
"""Degrees of longitude that a map shows at least."""
_ARCS = 80
_LABELS = 24


@dataclass(frozen=True)
class Spot:
    """A place on the map: its point in the drawing, its size, its page, how many events; whether its name is shown."""

    name: Name
    x: float
    y: float
    radius: float
    events: int
    home: bool
    named: bool


@dataclass(frozen=True)
class Arc:
    """A link on the map."""

    title: str
    path: str
    width: float


@dataclass(frozen=True)
class Picture:
    """What a map shows: land, arcs, places; how many places have no point (`missing`) or lie outside of it."""

    land: str
    arcs: Sequence[Arc]
    spots: Sequence[Spot]
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


def draw(
    reader: Reader,
    places: Mapping[str, Point],
    weights: Mapping[str, int],
    links: Sequence[Link],
    *,
    whole: bool = False,
) -> Picture | None:
    """Return the map of weighted places and their links, or its middle; None where no place has a point."""
    known = {iri: places[iri] for iri in weights if iri in places and places[iri].latitude is not None}
    shown = {iri: point for iri, point in known.items() if point.kind not in ("Country", "MacroRegion")}
    if not shown:
        return None
    middle = shown if whole else _middle(shown, weights)
    frame = _frame([_degrees(point) for point in middle.values()])
    inside = {iri for iri, point in shown.items() if frame.holds(*_degrees(point))}
    drawn = [
        link for link in links if link.home in shown and link.abroad in shown and {link.home, link.abroad} & inside
    ]
    arcs = _arcs(reader, frame, shown, drawn[:_ARCS])
    spots = _spots(reader, frame, {iri: shown[iri] for iri in inside}, weights)
    return Picture(_land(frame), arcs, spots, len(weights) - len(shown), len(shown) - len(inside))


def _middle(shown: Mapping[str, Point], weights: Mapping[str, int]) -> dict[str, Point]:
    """Return the places without those far off: all within the four fifths of the events in the middle, each way."""
    found = dict(shown)
    for coordinate in (0, 1):
        order = sorted(shown, key=lambda iri: _degrees(shown[iri])[coordinate])
        total, passed = sum(weights[iri] for iri in order), 0
        for iri in order:
            if passed + weights[iri] < 0.1 * total or passed > 0.9 * total:
                found.pop(iri, None)
            passed += weights[iri]
    return found or dict(shown)


def _spots(reader: Reader, frame: _Frame, shown: Mapping[str, Point], weights: Mapping[str, int]) -> list[Spot]:
    most = math.sqrt(max(weights[iri] for iri in shown))
    spots = []
    for rank, iri in enumerate(sorted(shown, key=lambda iri: -weights[iri])):
        x, y = frame.at(*_degrees(shown[iri]))
        radius = round(3 + 15 * math.sqrt(weights[iri]) / most, 1)
        spots.append(Spot(reader.name(iri), x, y, radius, weights[iri], shown[iri].home, rank < _LABELS))
    return spots


def _arcs(reader: Reader, frame: _Frame, shown: Mapping[str, Point], drawn: Sequence[Link]) -> list[Arc]:
    strongest = math.sqrt(max((link.events for link in drawn), default=1))
    found = []
    for link in drawn:
        ends = f"{reader.name(link.home).text} – {reader.name(link.abroad).text}"
        title = f"{ends}: {reader.words.count('count.events', link.events)}"
        path = _arc(frame.at(*_degrees(shown[link.home])), frame.at(*_degrees(shown[link.abroad])))
        found.append(Arc(title, path, round(0.8 + 6 * math.sqrt(link.events) / strongest, 1)))
    return found


def _degrees(point: Point) -> tuple[float, float]:
    return point.longitude or 0.0, point.latitude or 0.0


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
    for ring in _base():
        inside = [point for point in ring if west - 5 < point[0] < east + 5]
        if not inside:
            continue
        path = []
        for longitude, latitude in ring:
            x, y = frame.at(min(max(longitude, west - 30), east + 30), latitude)
            path.append(f"{x:.0f} {min(max(y, -400), HEIGHT + 400):.0f}")
        if len(set(path)) > 3:
            yield f"M{'L'.join(dict.fromkeys(path))}Z"


@cache
def _base() -> list[list[tuple[float, float]]]:
    file = files("exgraph.web") / "static" / "built" / "base-map.json"
    if not file.is_file():
        return []
    return [[(each[0], each[1]) for each in ring] for ring in json.loads(file.read_text(encoding="utf-8"))["rings"]]
