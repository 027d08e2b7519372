"""A place on a small map, with arcs to those it is tied to or met; drawn here so that it needs no script."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from exgraph.reading.address import meetings_address
from exgraph.reading.history.yearly import alone
from exgraph.reading.reader import Reader, per_reader
from exgraph.reading.selection import Choice, MapSpot, Pair, Place
from exgraph.web.map import base_map, selection_map
from exgraph.web.map.base_map import Frame
from exgraph.web.map.selection_map import Arc, Circle, Picture

_WIDTH, _HEIGHT = 460, 360
_PARTNERS = 40
_LINE, _SIGN = 15, 7.5
"""Units that a line of a name is high, and that half a Japanese sign is wide."""
_LABELS = 10
_Box = tuple[float, float, float]
"""Where a name stands: its left and right end, its middle line."""


@dataclass(frozen=True)
class MarkedTown(Circle):
    """A place on the map whose name may stand on its left (`before`), where there is no room on its right."""

    before: bool = False


@dataclass(frozen=True)
class _Met:
    """A partner: where it lies, its events with the place."""

    spot: MapSpot
    pair: Pair


def size(place: Place) -> tuple[int, int]:
    """Return the width and height of a place's map, in its own units."""
    return selection_map.SIZE if place.region else (_WIDTH, _HEIGHT)


def draw(reader: Reader, iri: str, choice: Choice) -> Picture | None:
    """Return the map of a place and whom it met at the events of a choice; None where none of them can be drawn.

    Of a region it shows the towns in it and whom they met; kept, since it takes a while.
    """
    places = reader.published.events.places
    if places[iri].region:
        return _of_region(reader, iri)
    spot = places.spot(iri)
    pairs = [pair for pair in choice.pairs if iri in (pair.home, pair.partner)]
    if spot is None:
        return None
    met: dict[str, _Met] = {}
    for pair in pairs[:_PARTNERS]:
        other = pair.partner if pair.home == iri else pair.home
        if (there := places.spot(other)) is not None:
            met[other] = _Met(there, pair)
    if not met:
        return None
    points = {other: (each.spot.longitude, each.spot.latitude) for other, each in met.items()}
    kept = base_map.middle(list(points.values())) if len(points) > 9 else list(points.values())
    frame = Frame.around([(spot.longitude, spot.latitude), *kept], _WIDTH, _HEIGHT, 32)
    inside = {other: each for other, each in met.items() if frame.holds(*points[other])}
    arcs = _arcs(reader, choice, frame, spot, met)
    circles = _circles(reader, frame, iri, spot, inside)
    return Picture(
        frame.land(), frame.borders(), arcs, circles, len(pairs[:_PARTNERS]) - len(met), len(met) - len(inside)
    )


@per_reader(most=300)
def _of_region(reader: Reader, iri: str) -> Picture | None:
    index = reader.published.events
    return selection_map.draw(reader, index.choose(alone(index, iri)))


def _arcs(reader: Reader, choice: Choice, frame: Frame, spot: MapSpot, met: Mapping[str, _Met]) -> list[Arc]:
    most = math.sqrt(max(each.pair.total.events for each in met.values()))
    found = []
    for other, each in met.items():
        title = f"{reader.name(other).text}: {reader.words.count('count.events', each.pair.total.events)}"
        ends = [frame.at(one.longitude, one.latitude) for one in (spot, each.spot)]
        width = round(0.8 + 4 * math.sqrt(each.pair.total.events) / most, 1)
        found.append(Arc(title, meetings_address(reader, choice.selection, each.pair), base_map.arc(*ends), width))
    return found


def _circles(reader: Reader, frame: Frame, iri: str, spot: MapSpot, met: Mapping[str, _Met]) -> list[Circle]:
    places = reader.published.events.places
    order = sorted(met, key=lambda each: (-met[each].pair.total.events, each))
    found: list[Circle] = []
    boxes: list[_Box] = []
    for other, at in ((iri, spot), *((each, met[each].spot) for each in order)):
        x, y = frame.at(at.longitude, at.latitude)
        events = met[other].pair.total.events if other in met else 0
        name = reader.name(other)
        radius = 7.0 if other == iri else round(3 + 0.5 * math.sqrt(events), 1)
        length = radius + 3 + _SIGN * sum(2 if ord(sign) > 0x2E80 else 1 for sign in name.text)
        sides = ((x - radius, x + length, y), (x - length, x + radius, y))
        box = next((box for box in sides if len(boxes) < _LABELS and _free(box, boxes, frame)), None)
        boxes += [box] if box else []
        side = places[other].home, places[other].region
        found.append(MarkedTown(name, x, y, radius, events, *side, box is not None, before=box == sides[1]))
    return found


def _free(box: _Box, boxes: Sequence[_Box], frame: Frame) -> bool:
    left, right, middle = box
    return (
        left > 0
        and right < frame.width
        and all(abs(middle - low) >= _LINE or left > end or right < start for start, end, low in boxes)
    )
