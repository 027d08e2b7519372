"""GEXF 1.3, as Gephi reads it: https://gexf.net/.

Written here and not by networkx, whose writer knows no `kind` of edges and no labels of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exgraph.export.network import Network, Span, Type
from exgraph.export.row import Row, edge_columns, edge_row, known_values, node_columns, node_row, text
from exgraph.export.xml import HEAD, element, tag

NAMESPACE = "http://gexf.net/1.3"
_DYNAMIC = {"mode": "dynamic", "timeformat": "date", "timerepresentation": "interval"}
_TYPES: Mapping[Type, str] = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}
"""An `integer` of GEXF has 32 bits."""
_OWN = ("label", "kind", "weight")
"""What an edge has as attributes of its element; of a node it is only the label."""


def write(network: Network) -> bytes:
    """Return the network as GEXF, with the spells of each edge whose days are known, or one interval.

    They end on the day after the last: Gephi drops what ends where it begins. Without a last day they stay open.
    """
    return "\n".join(_lines(network)).encode()


def _lines(network: Network) -> Iterator[str]:
    timed = any(node.first for node in network.nodes) or any(edge.spans for edge in network.edges)
    way = "directed" if network.directed else "undirected"
    of_nodes, of_edges = _without(node_columns(network), "label"), _without(edge_columns(network), *_OWN)
    yield HEAD
    yield tag("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
    yield f"<meta>{element('creator', {}, 'exgraph')}{element('description', {}, network.title)}</meta>"
    yield tag("graph", {"defaultedgetype": way, **(_DYNAMIC if timed else {"mode": "static"})})
    yield from _declared("node", of_nodes)
    yield from _declared("edge", of_edges)
    yield "<nodes>"
    for node in network.nodes:
        yield tag("node", {"id": node.id, "label": node.label, **_interval(node.spans)})
        yield _values(node_row(node, of_nodes)) + "</node>"
    yield "</nodes>"
    yield "<edges>"
    for edge in network.edges:
        spans = edge.spans
        ends = {"source": edge.source, "target": edge.target, "weight": str(edge.weight), "kind": edge.kind}
        yield tag("edge", {"id": edge.id, **ends, "label": edge.label, **_interval(spans)})
        yield _values(edge_row(edge, of_edges)) + _spells(spans) + "</edge>"
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>\n"


def _without(types: dict[str, Type], *names: str) -> dict[str, Type]:
    return {name: type_ for name, type_ in types.items() if name not in names}


def _declared(owner: str, types: dict[str, Type]) -> Iterator[str]:
    yield tag("attributes", {"class": owner, "mode": "static"})
    for name, type_ in types.items():
        yield tag("attribute", {"id": name, "title": name, "type": _TYPES[type_]}, empty=True)
    yield "</attributes>"


def _values(row: Row) -> str:
    said = [
        tag("attvalue", {"for": name, "value": text(value)}, empty=True) for name, value in known_values(row).items()
    ]
    return f"<attvalues>{''.join(said)}</attvalues>" if said else ""


def _spells(spans: Sequence[Span]) -> str:
    if len(spans) < 2:
        return ""
    return f"<spells>{''.join([tag('spell', _days(span), empty=True) for span in spans])}</spells>"


def _interval(spans: Sequence[Span]) -> dict[str, str]:
    """Return the one span of a thing as attributes of it; several are spells."""
    return _days(spans[0]) if len(spans) == 1 else {}


def _days(span: Span) -> dict[str, str]:
    start, after = span
    return {"start": start.isoformat()} | ({"end": after.isoformat()} if after else {})
