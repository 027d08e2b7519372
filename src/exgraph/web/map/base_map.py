"""The base map, and where a place of so many degrees lies on a drawing of it (Mercator's projection).

Coasts and borders are those of Natural Earth as `web/base-map.mjs` cuts them; drawings need no script. The numbers that
these drawings share with the maps that scripts draw are in `projection.json`, which `web/src/basemap` reads too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

Point = tuple[float, float]
"""Degrees east and north, or the two coordinates of a drawing."""
_SHARED = json.loads((files("exgraph.web.map") / "projection.json").read_text(encoding="utf-8"))
_MIDDLE: float = _SHARED["middle"]
"""The longitude around which maps are drawn, so that the Pacific is whole."""
_FARTHEST: float = _SHARED["farthest"]
"""Degrees north or south: what lies nearer to a pole is drawn there, since Mercator's projection has no pole."""
_LEAST = 6.0
"""Degrees of longitude that a map shows at least."""
_ROOM = 8
"""Units around a drawing within which coasts are cut, so that their edges do not show."""
_BEND: float = _SHARED["bend"]
"""How far an arc swings out, as a share of its length."""
OUTER: float = _SHARED["outer"]
"""The share of the places on each side that a view may leave out."""


@dataclass(frozen=True)
class BorderLine:
    """A line of the base map, its latitudes as ordinates, which take time to reckon; the box around it."""

    points: Sequence[Point]
    west: float
    east: float
    south: float
    north: float

    @classmethod
    def of(cls, degrees: Iterable[Sequence[float]]) -> BorderLine:
        """Return the line through some places, told in degrees east and north."""
        points = [(longitude, _ordinate(latitude)) for longitude, latitude in degrees]
        easts, norths = [point[0] for point in points], [point[1] for point in points]
        return cls(points, min(easts), max(easts), min(norths), max(norths))


@dataclass(frozen=True)
class Frame:
    """The part of the world that a drawing shows.

    Attributes:
        width: of the drawing, in its own units, as is the height.
        height: of the drawing.
        west: degrees east of its left edge.
        top: the ordinate of its upper edge, in degrees of longitude at the equator.
        scale: units of the drawing in a degree of longitude.
    """

    width: float
    height: float
    west: float
    top: float
    scale: float

    @classmethod
    def around(cls, places: Sequence[Point], width: float, height: float, margin: float = 36) -> Frame:
        """Return the closest frame that holds all places, none of them nearer to its edges than `margin`."""
        easts, norths = [_turned(place[0]) for place in places], [_ordinate(place[1]) for place in places]
        west, east, south, north = min(easts), max(easts), min(norths), max(norths)
        across = (width - 2 * margin) / max(east - west, _LEAST)
        scale = min(across, (height - 2 * margin) / max(north - south, 0.1))
        return cls(width, height, (west + east - width / scale) / 2, (south + north + height / scale) / 2, scale)

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a place lies on the drawing."""
        return self._point(_turned(longitude), latitude)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Say whether a place lies on the drawing."""
        x, y = self.at(longitude, latitude)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def land(self) -> str:
        """Return the coasts as one path to fill; nothing where the base map was not built."""
        return self._path(_base()["rings"], closed=True)

    def borders(self) -> str:
        """Return the borders on land as one path to stroke; they are as the data set draws them."""
        return self._path(_base()["borders"], closed=False)

    def _point(self, longitude: float, latitude: float) -> Point:
        return self._drawn(longitude, _ordinate(latitude))

    def _drawn(self, longitude: float, ordinate: float) -> Point:
        return round((longitude - self.west) * self.scale, 1), round((self.top - ordinate) * self.scale, 1)

    def _path(self, lines: Iterable[BorderLine], *, closed: bool) -> str:
        found = []
        for line in lines:
            for turn in (0.0, 360.0):
                if not self._meets(line, turn):
                    continue
                points = [self._drawn(longitude + turn, ordinate) for longitude, ordinate in line.points]
                found += [_written(part, closed=closed) for part in self._cut(points, closed=closed)]
        return "".join(found)

    def _meets(self, line: BorderLine, turn: float) -> bool:
        """Say whether the box around a line meets the drawing."""
        left, bottom = self._drawn(line.west + turn, line.south)
        right, top = self._drawn(line.east + turn, line.north)
        return left <= self.width + _ROOM and right >= -_ROOM and top <= self.height + _ROOM and bottom >= -_ROOM

    def _cut(self, points: list[Point], *, closed: bool) -> Iterator[list[Point]]:
        """Yield the parts of a line on the drawing; a ring stays one, along edges that lie a little outside."""
        if closed:
            for axis, edge in enumerate((self.width, self.height)):
                points = list(_kept(list(_kept(points, axis, -_ROOM, 1)), axis, edge + _ROOM, -1))
            yield from [points] if len(points) > 2 else []
            return
        part: list[Point] = []
        for before, point in pairwise(points):
            if self._near(before) or self._near(point):
                part = [*(part or [before]), point]
            elif part:
                yield part
                part = []
        if part:
            yield part

    def _near(self, point: Point) -> bool:
        return -_ROOM <= point[0] <= self.width + _ROOM and -_ROOM <= point[1] <= self.height + _ROOM


def arc(start: Point, end: Point) -> str:
    """Return a path from one point to another that swings out to one side, so that both ways can be told apart."""
    (x1, y1), (x2, y2) = start, end
    x, y = (x1 + x2) / 2 + (y2 - y1) * _BEND, (y1 + y2) / 2 - (x2 - x1) * _BEND
    return f"M{x1:g} {y1:g}Q{round(x, 1):g} {round(y, 1):g} {x2:g} {y2:g}"


def middle(places: Sequence[Point], share: float = OUTER) -> list[Point]:
    """Return the places without those far off: without the outer `share` on each side, or all where none are left."""
    found = set(places)
    for axis in (0, 1):
        order = sorted(places, key=lambda place: _turned(place[0]) if axis == 0 else place[1])
        left_out = int(len(order) * share)
        found -= {*order[:left_out], *order[len(order) - left_out :]}
    return [place for place in places if place in found] or list(places)


def _kept(points: list[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    """Yield a ring cut at a straight edge (Sutherland and Hodgman 1974)."""
    before = points[-1] if points else (0.0, 0.0)
    for point in points:
        was_in, is_in = sign * (before[axis] - edge) >= 0, sign * (point[axis] - edge) >= 0
        if was_in != is_in:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + part * (point[1 - axis] - before[1 - axis])
            yield (edge, other) if axis == 0 else (other, edge)
        if is_in:
            yield point
        before = point


def _written(points: Sequence[Point], *, closed: bool) -> str:
    """Return a path in whole units, without the points that fall on the one before."""
    steps = dict.fromkeys(f"{x:.0f} {y:.0f}" for x, y in points)
    if len(steps) < (3 if closed else 2):
        return ""
    return f"M{'L'.join(steps)}{'Z' if closed else ''}"


def _turned(longitude: float) -> float:
    return (longitude - _MIDDLE + 180) % 360 - 180 + _MIDDLE


def _ordinate(latitude: float) -> float:
    radians = math.radians(max(-_FARTHEST, min(_FARTHEST, latitude)))
    return math.degrees(math.log(math.tan(math.pi / 4 + radians / 2)))


@cache
def _base() -> dict[str, list[BorderLine]]:
    file = files("exgraph.web") / "static" / "built" / "base-map.json"
    lines = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {name: [BorderLine.of(line) for line in lines.get(name, ())] for name in ("rings", "borders")}
