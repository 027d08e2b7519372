"""GraphML, as Gephi, Cytoscape, igraph and yEd read it: http://graphml.graphdrawing.org/.

Written here and not by networkx, whose writer draws no labels for yEd and names its columns d0, d1, d2.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from exgraph.export.network import Edge, Network, Node, Type
from exgraph.export.row import Row, edge_columns, edge_row, node_columns, node_row, told
from exgraph.export.xml import plain

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_Y = "http://www.yworks.com/xml/graphml"
_TYPES: Mapping[Type, str] = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}


def write(network: Network) -> bytes:
    """Return the network as GraphML with typed columns; labels are in the column `label`."""
    return _write(network, drawn=False)


def write_yed(network: Network) -> bytes:
    """Return the network as GraphML in which yEd sees the labels and points, east to the right and north above."""
    return _write(network, drawn=True)


def _write(network: Network, *, drawn: bool) -> bytes:
    ET.register_namespace("", _SPACE)
    ET.register_namespace("y", _Y)
    root = ET.Element(_tag("graphml"))
    of_nodes, of_edges = node_columns(network), edge_columns(network)
    for owner, types in (("node", of_nodes), ("edge", of_edges)):
        for name, type_ in types.items():
            named = {"id": f"{owner}.{name}", "for": owner, "attr.name": name, "attr.type": _TYPES[type_]}
            ET.SubElement(root, _tag("key"), named)
        if drawn:
            ET.SubElement(
                root, _tag("key"), {"id": f"{owner}graphics", "for": owner, "yfiles.type": f"{owner}graphics"}
            )
    way = "directed" if network.directed else "undirected"
    graph = ET.SubElement(root, _tag("graph"), id="network", edgedefault=way)
    for node in network.nodes:
        element = ET.SubElement(graph, _tag("node"), id=plain(node.id))
        _data(element, "node", node_row(node, of_nodes))
        if drawn:
            _draw_node(element, node)
    for edge in network.edges:
        ends = {"source": plain(edge.source), "target": plain(edge.target)}
        element = ET.SubElement(graph, _tag("edge"), {"id": plain(edge.id), **ends})
        _data(element, "edge", edge_row(edge, of_edges))
        if drawn:
            _draw_edge(element, edge, directed=network.directed)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _data(element: ET.Element, owner: str, row: Row) -> None:
    for name, value in told(row).items():
        text = str(value).lower() if isinstance(value, bool) else plain(str(value))
        ET.SubElement(element, _tag("data"), key=f"{owner}.{name}").text = text


def _draw_node(element: ET.Element, node: Node) -> None:
    shape = ET.SubElement(ET.SubElement(element, _tag("data"), key="nodegraphics"), _y("ShapeNode"))
    if node.latitude is not None and node.longitude is not None:
        x, y = round(node.longitude * 100, 1), round(-node.latitude * 140, 1)  # a degree east is shorter: cos 45°
        ET.SubElement(shape, _y("Geometry"), x=str(x), y=str(y), width="30", height="30")
    ET.SubElement(shape, _y("NodeLabel")).text = plain(node.label)
    ET.SubElement(shape, _y("Shape"), type="ellipse")


def _draw_edge(element: ET.Element, edge: Edge, *, directed: bool) -> None:
    line = ET.SubElement(ET.SubElement(element, _tag("data"), key="edgegraphics"), _y("PolyLineEdge"))
    ET.SubElement(line, _y("Arrows"), source="none", target="standard" if directed else "none")
    ET.SubElement(line, _y("EdgeLabel")).text = plain(edge.label or str(edge.weight))


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _y(name: str) -> str:
    return f"{{{_Y}}}{name}"
