"""GEXF 1.3, as Gephi reads it: https://gexf.net/.

Written here and not by networkx, whose writer knows no `kind` of edges and no labels of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from exgraph.export.network import Network, Node, Span, Value, columns
from exgraph.export.xml import plain

NAMESPACE = "http://gexf.net/1.3"
_TIME = (("first", "string"), ("last", "string"))
_POINT = (("latitude", "double"), ("longitude", "double"))
_NODE = (("iri", "string"), ("kind", "string"), *_POINT, ("events", "integer"), *_TIME)
_EDGE = (("people", "integer"), *_TIME)


def write(network: Network) -> bytes:
    """Return the network as GEXF, with the spells of each edge whose days are known, or one interval.

    They end on the day after the last: Gephi drops what ends where it begins. Without a last day they stay open.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}gexf", version="1.3")
    meta = ET.SubElement(root, _tag("meta"))
    ET.SubElement(meta, _tag("creator")).text = "exgraph"
    ET.SubElement(meta, _tag("description")).text = plain(network.title)
    timed = any(node.first for node in network.nodes) or any(edge.spans for edge in network.edges)
    kind = "directed" if network.directed else "undirected"
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} if timed else {"mode": "static"}
    graph = ET.SubElement(root, _tag("graph"), {"defaultedgetype": kind, **time})
    for owner, declared, things in (("node", _NODE, network.nodes), ("edge", _EDGE, network.edges)):
        attributes = ET.SubElement(graph, _tag("attributes"), {"class": owner, "mode": "static"})
        for name, type_ in (dict(declared) | columns(things)).items():
            ET.SubElement(attributes, _tag("attribute"), id=name, title=name, type=type_)
    nodes = ET.SubElement(graph, _tag("nodes"))
    for node in network.nodes:
        said = {"id": plain(node.id), "label": plain(node.label), **_interval(node.spans)}
        element = ET.SubElement(nodes, _tag("node"), said)
        _values(element, _node_values(node))
    edges = ET.SubElement(graph, _tag("edges"))
    for edge in network.edges:
        spans = edge.spans
        ends = {"source": plain(edge.source), "target": plain(edge.target)}
        said = {"id": plain(edge.id), **ends, "weight": str(edge.weight), "kind": plain(edge.kind)}
        element = ET.SubElement(edges, _tag("edge"), {**said, "label": plain(edge.label), **_interval(spans)})
        _values(element, {"people": edge.people, "first": edge.first, "last": edge.last, **edge.more})
        _spells(element, spans)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _node_values(node: Node) -> Mapping[str, Value | None]:
    return {
        "iri": node.iri,
        "kind": node.kind,
        "latitude": node.latitude,
        "longitude": node.longitude,
        "events": node.weight,
        "first": node.first,
        "last": node.last,
        **node.more,
    }


def _values(element: ET.Element, values: Mapping[str, Value | None]) -> None:
    told = {name: value for name, value in values.items() if value is not None}
    if told:
        parent = ET.SubElement(element, _tag("attvalues"))
        for name, value in told.items():
            text = str(value).lower() if isinstance(value, bool) else plain(str(value))
            ET.SubElement(parent, _tag("attvalue"), {"for": name, "value": text})


def _spells(element: ET.Element, spans: Sequence[Span]) -> None:
    if len(spans) > 1:
        parent = ET.SubElement(element, _tag("spells"))
        for span in spans:
            ET.SubElement(parent, _tag("spell"), _days(span))


def _interval(spans: Sequence[Span]) -> dict[str, str]:
    """Return the one span of a thing as attributes of it; several are spells."""
    return _days(spans[0]) if len(spans) == 1 else {}


def _days(span: Span) -> dict[str, str]:
    start, after = span
    return {"start": start.isoformat()} | ({"end": after.isoformat()} if after else {})


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
