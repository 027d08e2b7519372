"""The towns of the two sides that are tied by an agreement, as a small map for the home page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exgraph.reading.reader import Reader, per_reader
from exgraph.web.map import base_map
from exgraph.web.map.base_map import Frame, Point

_WIDTH, _HEIGHT = 560, 520
_SIGN = 7.5
"""Units of the drawing that a sign of a name takes at most, beside the height of a line."""
_LINE = 15
_NAMED = 24
"""Towns that are named at most, those with most ties first."""


@dataclass(frozen=True)
class TiedTown:
    """A town: its name, its point, its size; which side it is of; whether there is room for its name."""

    text: str
    x: float
    y: float
    radius: float
    home: bool
    named: bool


@dataclass(frozen=True)
class TieMap:
    """The drawing: its size, coasts and borders, an arc for each pair of towns, the towns; how many of each."""

    width: int
    height: int
    land: str
    borders: str
    arcs: Sequence[str]
    towns: Sequence[TiedTown]
    outside: int


@per_reader()
def draw(reader: Reader) -> TieMap | None:
    """Return the map of the towns that most ties are between, or None where no tie has two points; kept."""
    pairs, points = _ties(reader)
    if not pairs:
        return None
    frame = Frame.around(base_map.middle(list(points.values()), 0.12), _WIDTH, _HEIGHT, 28)
    shown = {iri for iri, point in points.items() if frame.holds(*point)}
    arcs = [
        base_map.arc(frame.at(*points[one]), frame.at(*points[other])) for one, other in pairs if {one, other} & shown
    ]
    ties = {iri: sum(iri in pair for pair in pairs) for iri in sorted(shown)}
    homes = {home for home, _ in pairs}
    towns = list(_towns(reader, frame, {iri: points[iri] for iri in ties}, ties, homes))
    return TieMap(_WIDTH, _HEIGHT, frame.land(), frame.borders(), arcs, towns, len(points) - len(shown))


def _ties(reader: Reader) -> tuple[list[tuple[str, str]], dict[str, Point]]:
    """Return the pairs of a municipality of Japan and one abroad that an agreement ties, and where they lie."""
    country = reader.published.base.thing("place", reader.published.project.country)
    rows = reader.published.rows(
        f"""SELECT DISTINCT ?home ?abroad ?lat ?long ?latitude ?longitude {{
            ?tie a exg:Agreement ; exg:party ?home, ?abroad .
            ?home a exg:Municipality ; exg:within <{country}> ;
                geo:lat ?lat ; geo:long ?long .
            ?abroad a exg:Municipality ; geo:lat ?latitude ; geo:long ?longitude .
            FILTER NOT EXISTS {{ ?abroad exg:within <{country}> }}
        }} ORDER BY ?home ?abroad"""
    )
    points = {row["home"]: (float(row["long"]), float(row["lat"])) for row in rows}
    points |= {row["abroad"]: (float(row["longitude"]), float(row["latitude"])) for row in rows}
    return [(row["home"], row["abroad"]) for row in rows], points


def _towns(
    reader: Reader, frame: Frame, points: dict[str, Point], ties: dict[str, int], homes: set[str]
) -> Iterator[TiedTown]:
    boxes: list[tuple[float, float, float]] = []
    for iri in sorted(points, key=lambda each: (-ties[each], each)):
        x, y = frame.at(*points[iri])
        text = reader.name(iri).text
        end = x + 12 + _SIGN * sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)
        free = all(abs(y - low) >= _LINE or x > right or end < left for left, right, low in boxes)
        named = free and end < frame.width and len(boxes) < _NAMED
        if named:
            boxes.append((x, end, y))
        yield TiedTown(text, x, y, round(2 + 1.5 * math.sqrt(ties[iri]), 1), iri in homes, named)
