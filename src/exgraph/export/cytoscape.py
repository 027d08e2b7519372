"""Cytoscape.js JSON, and CX2 for Cytoscape and NDEx.

Written here: networkx's writer of the first puts numbers and texts into one column, and none writes the second.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from exgraph.export.network import Network, Type
from exgraph.export.row import edge_columns, edge_row, finite_values, json_values, node_columns, node_row

_CX2: Mapping[Type, str] = {"string": "string", "integer": "long", "double": "double", "boolean": "boolean"}


def write_js(network: Network) -> bytes:
    """Return the network as Cytoscape.js JSON; `interaction` is an edge's kind, `name` a label."""
    of_nodes, of_edges = node_columns(network), edge_columns(network)
    nodes: list[dict[str, Any]] = []
    for node in network.nodes:
        row = json_values(node_row(node, of_nodes))
        # networkx takes nodes by `value` and parallel edges by `key`, all else takes them by `id`.
        element: dict[str, Any] = {"data": {"id": node.id, "value": node.id, "name": node.label, **row}}
        if node.latitude is not None and node.longitude is not None:
            element["position"] = {"x": node.longitude * 100, "y": -node.latitude * 140}
        nodes.append(element)
    edges = [
        {
            "data": {
                "id": edge.id,
                "key": edge.id,
                "source": edge.source,
                "target": edge.target,
                "name": edge.label,
                "interaction": edge.kind,
                **json_values(edge_row(edge, of_edges)),
            }
        }
        for edge in network.edges
    ]
    document = {
        "format_version": "1.0",
        "generated_by": "exgraph",
        "target_cytoscapejs_version": "~3.30",
        # What networkx asks for: without them it makes parallel edges one.
        "directed": network.directed,
        "multigraph": True,
        "data": {"name": network.title, "shared_name": network.title, "directed": network.directed},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def write_cx2(network: Network) -> bytes:
    """Return the network as CX2: ids are numbers there, ours are in the column `key`."""
    of_nodes, of_edges = node_columns(network), edge_columns(network)
    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    nodes = []
    for node in network.nodes:
        values = {"name": node.label, "key": node.id, **finite_values(node_row(node, of_nodes))}
        element: dict[str, Any] = {"id": numbers[node.id], "v": values}
        if node.latitude is not None and node.longitude is not None:
            element |= {"x": node.longitude * 100, "y": -node.latitude * 140}
        nodes.append(element)
    edges = [
        {
            "id": number,
            "s": numbers[edge.source],
            "t": numbers[edge.target],
            "v": {"name": edge.id, "interaction": edge.kind, **finite_values(edge_row(edge, of_edges))},
        }
        for number, edge in enumerate(network.edges)
    ]
    declared = {
        "networkAttributes": {"name": {"d": "string"}, "directed": {"d": "boolean"}},
        "nodes": _declared(of_nodes, "name", "key"),
        "edges": _declared(of_edges, "name", "interaction"),
    }
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [declared],
        "networkAttributes": [{"name": network.title, "directed": network.directed}],
        "nodes": nodes,
        "edges": edges,
    }
    head = {"CXVersion": "2.0", "hasFragments": False}
    counted = {"metaData": [{"elementCount": len(found), "name": name} for name, found in aspects.items()]}
    document = [head, counted, *({name: found} for name, found in aspects.items()), {"status": [{"success": True}]}]
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _declared(types: Mapping[str, Type], *texts: str) -> dict[str, dict[str, str]]:
    return {name: {"d": "string"} for name in texts} | {name: {"d": _CX2[type_]} for name, type_ in types.items()}
