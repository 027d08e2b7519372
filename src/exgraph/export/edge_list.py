"""Tables of nodes and of edges as CSV, under the heads that Gephi's importer looks for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from exgraph.export.network import Edge, Network, Node
from exgraph.export.row import edge_columns, edge_row, node_columns, node_row
from exgraph.export.table import Cell, Sheet, csv_bytes
from exgraph.export.xml import plain

_FIRST = (1980, 1, 1, 0, 0, 0)
"""The time that files in the archive bear, the earliest that the format has: equal networks are equal files."""


def write_nodes(network: Network) -> bytes:
    """Return the nodes: Id, Label, their interval, then all else."""
    types = node_columns(network)
    others = [name for name in types if name != "label"]
    rows: list[list[Cell]] = []
    for node in network.nodes:
        row = node_row(node, types)
        rows.append([node.id, node.label, _interval(node), *(row[name] for name in others)])
    return _table("nodes", ["Id", "Label", "timeset", *others], rows)


def write_edges(network: Network) -> bytes:
    """Return the edges: Source, Target, Type, Weight, Kind, Id, Label, their interval, then all else."""
    types = edge_columns(network)
    others = [name for name in types if name not in ("weight", "kind", "label")]
    way = "Directed" if network.directed else "Undirected"
    rows: list[list[Cell]] = []
    for edge in network.edges:
        row = edge_row(edge, types)
        ends: list[Cell] = [edge.source, edge.target, way, edge.weight, edge.kind, edge.id, edge.label, _interval(edge)]
        rows.append([*ends, *(row[name] for name in others)])
    head = ["Source", "Target", "Type", "Weight", "Kind", "Id", "Label", "timeset", *others]
    return _table("edges", head, rows)


def write(network: Network) -> bytes:
    """Return both tables in one ZIP archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("nodes.csv", write_nodes(network)), ("edges.csv", write_edges(network))):
            archive.writestr(zipfile.ZipInfo(name, _FIRST), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _table(name: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    clean = [[plain(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    return csv_bytes(Sheet(name, head, clean))


def _interval(thing: Node | Edge) -> str:
    """Return when a thing was there as Gephi writes `timeset`: `<[1997-06-01, 1997-06-05]; …>`, or nothing."""
    intervals = "; ".join(f"[{start}, {after or 'Infinity'}]" for start, after in thing.spans)
    return f"<{intervals}>" if intervals else ""
