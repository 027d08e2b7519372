"""DOT, the language of Graphviz: https://graphviz.org/doc/info/lang.html. A few lines of text need no library."""

from __future__ import annotations

import re
from collections.abc import Mapping

from exgraph.export.network import Network, Node, Value
from exgraph.export.row import edge_columns, edge_row, known_values, node_columns, node_row, text

_EAST, _NORTH = 20, 28
"""Points of print for a degree: about 45° north a degree east is the shorter one."""
_APART = 36
"""Points between nodes that stand on no map."""
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_KEYWORDS = frozenset(("node", "edge", "graph", "digraph", "subgraph", "strict"))
_DRAWN = re.compile(
    r"arrowhead|arrowsize|arrowtail|bb|class|color|colorscheme|comment|constraint|decorate|dir|edgehref|"
    r"edgetarget|edgetooltip|edgeurl|fillcolor|fontcolor|fontname|fontsize|headclip|headhref|headlabel|headport|"
    r"headtarget|headtooltip|headurl|height|href|image|labelangle|labeldistance|labelfloat|labelhref|labeltarget|"
    r"labeltooltip|labelurl|layer|len|lhead|lp|ltail|minlen|nojustify|penwidth|pos|samehead|sametail|shape|style|"
    r"tailclip|tailhref|taillabel|tailport|tailtarget|tailtooltip|tailurl|target|tooltip|url|width|xlabel|xlp",
    re.IGNORECASE,
)
"""Attributes that Graphviz draws by: a column of that name would be taken for one."""


def write(network: Network) -> bytes:
    """Return the network as DOT for `neato`, which keeps the places where they are and finds room for all else.

    Every node has a position in points, so that `neato -n` draws it too; that of a place is pinned.
    """
    of_nodes, of_edges = node_columns(network), edge_columns(network)
    word, arrow = ("digraph", "->") if network.directed else ("graph", "--")
    lines = [f"{word} {_quoted(network.title)} {{", "  charset=utf8; inputscale=72; overlap=true;"]
    positions = _positions(network)
    for node in network.nodes:
        at = {"pos": positions[node.id]}
        lines.append(f"  {_quoted(node.id)} [{_attributes({**_named(known_values(node_row(node, of_nodes))), **at})}];")
    for edge in network.edges:
        said = _attributes({"id": edge.id, **_named(known_values(edge_row(edge, of_edges)))})
        lines.append(f"  {_quoted(edge.source)} {arrow} {_quoted(edge.target)} [{said}];")
    return ("\n".join([*lines, "}"]) + "\n").encode()


def _positions(network: Network) -> dict[str, str]:
    """Return where each node stands: places on the map, others in rows below it in which none covers another."""
    placed = {node.id: point for node in network.nodes if (point := _point(node)) is not None}
    others = [node.id for node in network.nodes if node.id not in placed]
    west, south = min((x for x, _ in placed.values()), default=0.0), min((y for _, y in placed.values()), default=0.0)
    east = max((x for x, _ in placed.values()), default=0.0)
    columns = max(round((east - west) / _APART) + 1, round(len(others) ** 0.5) + 1)
    below = {
        key: f"{west + number % columns * _APART:g},{south - (number // columns + 2) * _APART:g}"
        for number, key in enumerate(others)
    }
    return {key: f"{x:g},{y:g}!" for key, (x, y) in placed.items()} | below


def _point(node: Node) -> tuple[float, float] | None:
    if node.latitude is None or node.longitude is None:
        return None
    return round(node.longitude * _EAST, 2), round(node.latitude * _NORTH, 2)


def _named(values: Mapping[str, Value]) -> dict[str, Value]:
    return {f"{name}_" if _DRAWN.fullmatch(name) else name: value for name, value in values.items()}


def _attributes(values: Mapping[str, Value]) -> str:
    return ", ".join(f"{_name(name)}={_quoted(text(value))}" for name, value in values.items())


def _name(name: str) -> str:
    return name if _WORD.fullmatch(name) and name.lower() not in _KEYWORDS else _quoted(name)


def _quoted(words: str) -> str:
    plain = "".join(sign for sign in words if sign >= " ")
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
