"""A network as JSON-LD: things by their IRIs, each edge a statement about two of them with what is told of it."""

from __future__ import annotations

import json
from typing import Any

from exgraph.export.network import Network
from exgraph.export.row import edge_columns, edge_row, known_values
from exgraph.model.iri import NS, PREFIXES

_RDFS = PREFIXES["rdfs"]
_CONTEXT: dict[str, Any] = {
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
    "kind": None,
    "people": None,
}


def write(network: Network) -> bytes:
    """Return the network as JSON-LD; what has no IRI is a blank node.

    `kind`, `people` and what is the network's own are JSON only, no RDF.
    """
    iris = {node.id: node.iri or f"_:n{number}" for number, node in enumerate(network.nodes)}
    of_edges = edge_columns(network)
    things = []
    for node in network.nodes:
        thing: dict[str, Any] = {"id": iris[node.id], "type": f"exg:{node.kind}", "label": dict(node.labels)}
        if node.latitude is not None:
            thing |= {"latitude": node.latitude, "longitude": node.longitude}
        things.append(thing)
    statements = []
    for edge in network.edges:
        row = known_values(edge_row(edge, of_edges))
        said = row.pop("label")
        ends = {"source": iris[edge.source], "target": iris[edge.target]}
        statements.append({"type": "rdf:Statement", **ends, **row} | ({"said": said} if said else {}))
    own = {name: None for name in of_edges if name not in _CONTEXT and name != "label"}
    document = {"@context": _CONTEXT | own, "@graph": [*things, *statements]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
