"""A network as JSON-LD: things by their IRIs, each edge a statement about two of them with what is told of it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from exgraph.export.network import Edge, Network, Value
from exgraph.export.row import edge_columns, edge_row, finite_values, node_columns, node_row
from exgraph.model.iri import NS, PREFIXES

_RDFS = PREFIXES["rdfs"]
COLUMNS = f"{NS.removesuffix('ns#')}export#"
"""What columns of the network's own are named by; the address is that of the page of networks."""
_CONTEXT: dict[str, Any] = {
    "@vocab": COLUMNS,
    "id": "@id",
    "type": "@type",
    "exg": NS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "label": {"@id": f"{_RDFS}label", "@container": "@language"},
    "source": {"@id": "rdf:subject", "@type": "@id"},
    "target": {"@id": "rdf:object", "@type": "@id"},
    "weight": {"@id": "rdf:value"},
    "said": f"{_RDFS}comment",
    "latitude": "http://www.w3.org/2003/01/geo/wgs84_pos#lat",
    "longitude": "http://www.w3.org/2003/01/geo/wgs84_pos#long",
    "first": "https://schema.org/startDate",
    "last": "https://schema.org/endDate",
    "name": f"{_RDFS}label",
    "kind": {"@id": f"{COLUMNS}kind"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "iri": {"@id": f"{_RDFS}seeAlso", "@type": "@id"},
}
_FIXED = ("iri", "latitude", "longitude")
"""Terms that mean in a column what they mean of a node."""
_WRITTEN = ("label", "iri", "kind")
"""Columns of a node that its id, type and names tell."""


def write(network: Network) -> bytes:
    """Return the network as JSON-LD; what has no IRI is a blank node.

    `kind`, `people` and what is the network's own are properties of the statement by the name of their column; its
    `rdf:predicate` is the kind as an IRI.
    """
    iris = {node.id: node.iri or f"_:n{number}" for number, node in enumerate(network.nodes)}
    of_nodes, of_edges = node_columns(network), edge_columns(network)
    things = []
    for node in network.nodes:
        row = finite_values(node_row(node, of_nodes))
        named: dict[str, Any] = {"label": dict(node.labels)} if node.labels else {}
        if node.label not in node.labels.values():
            named["name"] = node.label
        more = {name: value for name, value in row.items() if name not in _WRITTEN and not name.startswith("label_")}
        things.append({"id": iris[node.id], "type": f"exg:{node.kind}", **named, **more})
    statements = []
    for edge in network.edges:
        row = finite_values(edge_row(edge, of_edges))
        said = row.pop("label")
        row = {name: value for name, value in row.items() if name not in edge.attributes} | _own(edge)
        ends = {
            "source": iris[edge.source],
            "target": iris[edge.target],
            "predicate": COLUMNS + quote(edge.kind, safe=""),
        }
        statements.append({"type": "rdf:Statement", **ends, **row} | ({"said": said} if said else {}))
    document = {"@context": _CONTEXT, "@graph": [*things, *statements]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _own(edge: Edge) -> dict[str, Value]:
    """Return the columns of an edge's own, under another name where the context has that one for something else."""
    return {
        f"{name}_" if name in _CONTEXT and name not in _FIXED else name: value
        for name, value in finite_values(edge.attributes).items()
    }
