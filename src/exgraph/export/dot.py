"""DOT, the language of Graphviz: https://graphviz.org/doc/info/lang.html. A few lines of text need no library."""

from __future__ import annotations

from collections.abc import Mapping

from exgraph.export.network import Network, Value
from exgraph.export.row import edge_columns, edge_row, known_values, node_columns, node_row


def write(network: Network) -> bytes:
    """Return the network as DOT; places have their position in degrees, for `neato -n`."""
    of_nodes, of_edges = node_columns(network), edge_columns(network)
    word, arrow = ("digraph", "->") if network.directed else ("graph", "--")
    lines = [f"{word} {_quoted(network.title)} {{", "  charset=utf8;"]
    for node in network.nodes:
        at = {} if node.latitude is None else {"pos": f"{node.longitude},{node.latitude}!"}
        lines.append(f"  {_quoted(node.id)} [{_attributes({**known_values(node_row(node, of_nodes)), **at})}];")
    for edge in network.edges:
        said = _attributes({"id": edge.id, **known_values(edge_row(edge, of_edges))})
        lines.append(f"  {_quoted(edge.source)} {arrow} {_quoted(edge.target)} [{said}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _attributes(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{name}={_quoted(str(value))}" for name, value in values.items())


def _quoted(text: str) -> str:
    plain = "".join(sign for sign in text if sign >= " ")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
