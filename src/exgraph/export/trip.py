"""Trips as GeoJSON: lines whose points have a time as well, which kepler.gl and deck.gl let move."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from itertools import accumulate, pairwise

from exgraph.export.geojson import Part, arc
from exgraph.export.network import Edge, Network, Node

Vertex = tuple[float, float, int, int]
"""Longitude, latitude, altitude (always 0) and seconds since 1970, UTC."""


def write(network: Network) -> bytes:
    """Return a LineString for each span of days of an edge, from its source on the first day to its target on the last.

    What has no point or no end in time is left out. A line over the antimeridian is two, the second from where and when
    the first ends.
    """
    nodes = {node.id: node for node in network.nodes}
    features = [each for edge in network.edges for each in _features(edge, nodes[edge.source], nodes[edge.target])]
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def holds(network: Network) -> bool:
    """Say whether anything of a network is a trip: an edge between two points that ends."""
    nodes = {node.id: node for node in network.nodes}
    return any(next(_features(edge, nodes[edge.source], nodes[edge.target]), None) for edge in network.edges)


def _features(edge: Edge, source: Node, target: Node) -> Iterator[dict[str, object]]:
    parts = arc(source, target)
    if not parts:
        return
    names = {"source": source.label, "target": target.label}
    properties = {"id": edge.id, **names, "kind": edge.kind, "events": edge.weight}
    for start, after in edge.spans:
        if after is None:
            continue
        first, last = _seconds(start), _seconds(after)
        for part in _timed(parts, first, last):
            geometry = {"type": "LineString", "coordinates": part}
            yield {"type": "Feature", "geometry": geometry, "properties": properties}


def _timed(parts: list[Part], first: int, last: int) -> Iterator[list[Vertex]]:
    """Yield the parts of an arc with a time at each point, in proportion to how far it is east or west."""
    lengths = [abs(goal[0] - start[0]) for start, goal in parts]
    whole = sum(lengths) or 1
    at = [first, *(round(first + (last - first) * length / whole) for length in accumulate(lengths[:-1])), last]
    for (start, goal), (leaving, reaching) in zip(parts, pairwise(at), strict=True):
        yield [(start[0], start[1], 0, leaving), (goal[0], goal[1], 0, reaching)]


def _seconds(day: datetime.date) -> int:
    return int(datetime.datetime.combine(day, datetime.time(), datetime.UTC).timestamp())
