"""GeoJSON (RFC 7946): nodes as points, edges as lines; longitude before latitude, WGS 84."""

from __future__ import annotations

import json

from exgraph.export.network import Edge, Network, Node
from exgraph.export.row import edge_days, json_values

Part = list[list[float]]
"""Two points of longitude and latitude."""


def write(network: Network) -> bytes:
    """Return the network as a FeatureCollection; what has no point on the map has the geometry null.

    `first_day` and `last_day` are the earliest and the latest day that `first` and `last` can mean, which programs read
    as dates. A line that would go the long way round the antimeridian is cut there, as section 3.1.9 asks.
    """
    points, lines = features(network)
    document = {"type": "FeatureCollection", "features": [*points, *lines]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def features(network: Network) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Return the nodes and the edges of a network as features."""
    nodes = {node.id: node for node in network.nodes}
    return list(map(_point, network.nodes)), [_line(edge, nodes) for edge in network.edges]


def _point(node: Node) -> dict[str, object]:
    place = _place(node)
    geometry = {"type": "Point", "coordinates": place} if place else None
    properties = {"iri": node.iri, "label": node.label, "kind": node.kind, "events": node.weight, **node.more}
    return {"type": "Feature", "id": node.id, "geometry": geometry, "properties": json_values(properties)}


def _line(edge: Edge, nodes: dict[str, Node]) -> dict[str, object]:
    properties = {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "label": edge.label,
        "events": edge.weight,
        "people": edge.people,
        "first": edge.first,
        "last": edge.last,
        **edge.more,
    }
    geometry = _geometry(arc(nodes[edge.source], nodes[edge.target]))
    said = json_values(properties) | edge_days(edge)
    return {"type": "Feature", "id": edge.id, "geometry": geometry, "properties": said}


def arc(source: Node, target: Node) -> list[Part]:
    """Return the line between two nodes: two parts where it crosses the antimeridian, none where a point is missing."""
    start, end = _place(source), _place(target)
    if start is None or end is None:
        return []
    if abs(start[0] - end[0]) <= 180:
        return [[start, end]]
    edge = 180.0 if start[0] > 0 else -180.0
    far = end[0] + 2 * edge
    crossing = round(start[1] + (end[1] - start[1]) * (edge - start[0]) / (far - start[0]), 6)
    return [[start, [edge, crossing]], [[-edge, crossing], end]]


def _geometry(parts: list[Part]) -> dict[str, object] | None:
    if len(parts) == 1:
        return {"type": "LineString", "coordinates": parts[0]}
    return {"type": "MultiLineString", "coordinates": parts} if parts else None


def _place(node: Node) -> list[float] | None:
    if node.latitude is None or node.longitude is None:
        return None
    return [node.longitude, node.latitude]
