"""GraphML, as Gephi, Cytoscape, igraph and yEd read it: http://graphml.graphdrawing.org/.

Written here and not by networkx, whose writer draws no labels for yEd and builds a tree first, thrice the memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exgraph.export.network import Edge, Network, Node, Type
from exgraph.export.row import Row, edge_columns, edge_row, known_values, node_columns, node_row, text
from exgraph.export.xml import HEAD, element, tag

_SPACES = {"xmlns": "http://graphml.graphdrawing.org/xmlns", "xmlns:y": "http://www.yworks.com/xml/graphml"}
_TYPES: Mapping[Type, str] = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}


def write(network: Network) -> bytes:
    """Return the network as GraphML with typed columns; labels are in the column `label`."""
    return "\n".join(_lines(network, drawn=False)).encode()


def write_yed(network: Network) -> bytes:
    """Return the network as GraphML in which yEd sees the labels and points, east to the right and north above."""
    return "\n".join(_lines(network, drawn=True)).encode()


def _lines(network: Network, *, drawn: bool) -> Iterator[str]:
    of_nodes, of_edges = node_columns(network), edge_columns(network)
    yield HEAD
    yield tag("graphml", _SPACES)
    for owner, types in (("node", of_nodes), ("edge", of_edges)):
        yield from _declared(owner, types, drawn=drawn)
    yield tag("graph", {"id": "network", "edgedefault": "directed" if network.directed else "undirected"})
    for node in network.nodes:
        yield tag("node", {"id": node.id})
        yield _data("node", node_row(node, of_nodes)) + (_drawn_node(node) if drawn else "") + "</node>"
    for edge in network.edges:
        yield tag("edge", {"id": edge.id, "source": edge.source, "target": edge.target})
        line = _drawn_edge(edge, directed=network.directed) if drawn else ""
        yield _data("edge", edge_row(edge, of_edges)) + line + "</edge>"
    yield "</graph>"
    yield "</graphml>\n"


def _declared(owner: str, types: Mapping[str, Type], *, drawn: bool) -> Iterator[str]:
    for name, type_ in types.items():
        named = {"id": f"{owner}.{name}", "for": owner, "attr.name": name, "attr.type": _TYPES[type_]}
        yield tag("key", named, empty=True)
    if drawn:
        yield tag("key", {"id": f"{owner}graphics", "for": owner, "yfiles.type": f"{owner}graphics"}, empty=True)


def _data(owner: str, row: Row) -> str:
    found = known_values(row).items()
    return "".join([element("data", {"key": f"{owner}.{name}"}, text(value)) for name, value in found])


def _drawn_node(node: Node) -> str:
    place = ""
    if node.latitude is not None and node.longitude is not None:
        x, y = round(node.longitude * 100, 1), round(-node.latitude * 140, 1)  # a degree east is shorter: cos 45°
        place = tag("y:Geometry", {"x": str(x), "y": str(y), "width": "30", "height": "30"}, empty=True)
    label = element("y:NodeLabel", {}, node.label)
    shape = f'<y:ShapeNode>{place}{label}<y:Shape type="ellipse"/></y:ShapeNode>'
    return f'<data key="nodegraphics">{shape}</data>'


def _drawn_edge(edge: Edge, *, directed: bool) -> str:
    arrows = tag("y:Arrows", {"source": "none", "target": "standard" if directed else "none"}, empty=True)
    label = element("y:EdgeLabel", {}, edge.label or str(edge.weight))
    return f'<data key="edgegraphics"><y:PolyLineEdge>{arrows}{label}</y:PolyLineEdge></data>'
