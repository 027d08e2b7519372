"""GEXF 1.3, as Gephi reads it: https://gexf.net/.

Written here and not by networkx, whose writer knows no `kind` of edges and no labels of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from xml.etree import ElementTree as ET

from exgraph.export.network import Edge, Network, Node, Value, columns, joined
from exgraph.export.xml import plain
from exgraph.model.date import PartialDate

NAMESPACE = "http://gexf.net/1.3"
_NODE = (("iri", "string"), ("kind", "string"), ("latitude", "double"), ("longitude", "double"), ("events", "integer"))
_EDGE = (("people", "integer"), ("first", "string"), ("last", "string"))


def write(network: Network) -> bytes:
    """Return the network as GEXF, with the spells of each edge whose days are known, or one interval.

    They end on the day after the last: Gephi drops what ends where it begins. Without a last day they stay open.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}gexf", version="1.3")
    meta = ET.SubElement(root, _tag("meta"))
    ET.SubElement(meta, _tag("creator")).text = "exgraph"
    ET.SubElement(meta, _tag("description")).text = plain(network.title)
    timed = any(edge.first or edge.spells for edge in network.edges)
    kind = "directed" if network.directed else "undirected"
    time = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"} if timed else {"mode": "static"}
    graph = ET.SubElement(root, _tag("graph"), {"defaultedgetype": kind, **time})
    for owner, declared, things in (("node", _NODE, network.nodes), ("edge", _EDGE, network.edges)):
        attributes = ET.SubElement(graph, _tag("attributes"), {"class": owner, "mode": "static"})
        for name, type_ in (dict(declared) | columns(things)).items():
            ET.SubElement(attributes, _tag("attribute"), id=name, title=name, type=type_)
    nodes = ET.SubElement(graph, _tag("nodes"))
    for node in network.nodes:
        element = ET.SubElement(nodes, _tag("node"), id=plain(node.id), label=plain(node.label))
        _values(element, _node_values(node))
    edges = ET.SubElement(graph, _tag("edges"))
    for edge in network.edges:
        ends = {"source": plain(edge.source), "target": plain(edge.target)}
        said = {"id": plain(edge.id), **ends, "weight": str(edge.weight), "kind": plain(edge.kind)}
        element = ET.SubElement(edges, _tag("edge"), {**said, "label": plain(edge.label), **_interval(edge)})
        _values(element, {"people": edge.people, "first": edge.first, "last": edge.last, **edge.more})
        _spells(element, edge)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _node_values(node: Node) -> Mapping[str, Value | None]:
    return {
        "iri": node.iri,
        "kind": node.kind,
        "latitude": node.latitude,
        "longitude": node.longitude,
        "events": node.weight,
        **node.more,
    }


def _values(element: ET.Element, values: Mapping[str, Value | None]) -> None:
    told = {name: value for name, value in values.items() if value is not None}
    if told:
        parent = ET.SubElement(element, _tag("attvalues"))
        for name, value in told.items():
            text = str(value).lower() if isinstance(value, bool) else plain(str(value))
            ET.SubElement(parent, _tag("attvalue"), {"for": name, "value": text})


def _spells(element: ET.Element, edge: Edge) -> None:
    if edge.spells:
        parent = ET.SubElement(element, _tag("spells"))
        for spell in joined(edge.spells):
            ET.SubElement(parent, _tag("spell"), start=spell.start.isoformat(), end=spell.after.isoformat())


def _interval(edge: Edge) -> dict[str, str]:
    return dict(_ends(edge))


def _ends(edge: Edge) -> Iterator[tuple[str, str]]:
    if edge.first and not edge.spells:
        yield "start", PartialDate.parse(edge.first).earliest.isoformat()
        if edge.last:
            yield "end", (PartialDate.parse(edge.last).latest + timedelta(days=1)).isoformat()


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
