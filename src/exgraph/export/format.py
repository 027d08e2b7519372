"""The formats of network files, by the ending of their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from exgraph.export import cytoscape, dot, edge_list, geojson, geopackage, gexf, graphml, linked, pajek, trip
from exgraph.export.network import Network

_CSV = "text/csv; charset=utf-8; header=present"


@dataclass(frozen=True)
class NetworkFormat:
    """A format: its name for people, its media type, what writes it."""

    name: str
    media_type: str
    write: Callable[[Network], bytes]
    holds: Callable[[Network], bool] = lambda _: True
    """Whether a file of a network holds anything of it."""


NETWORK_FORMATS: Mapping[str, NetworkFormat] = {
    "gexf": NetworkFormat("GEXF", "application/gexf+xml", gexf.write),
    "graphml": NetworkFormat("GraphML", "application/graphml+xml", graphml.write),
    "yed.graphml": NetworkFormat("GraphML (yEd)", "application/graphml+xml", graphml.write_yed),
    "cyjs": NetworkFormat("Cytoscape.js", "application/json", cytoscape.write_js),
    "cx2": NetworkFormat("CX2", "application/json", cytoscape.write_cx2),
    "nodes.csv": NetworkFormat("CSV, nodes", _CSV, edge_list.write_nodes),
    "edges.csv": NetworkFormat("CSV, edges", _CSV, edge_list.write_edges),
    "zip": NetworkFormat("CSV, both", "application/zip", edge_list.write),
    "dot": NetworkFormat("DOT", "text/vnd.graphviz; charset=utf-8", dot.write),
    "net": NetworkFormat("Pajek", "text/plain; charset=utf-8", pajek.write),
    "geojson": NetworkFormat("GeoJSON", "application/geo+json", geojson.write),
    "gpkg": NetworkFormat("GeoPackage", "application/geopackage+sqlite3", geopackage.write),
    "trips.geojson": NetworkFormat("GeoJSON (kepler.gl)", "application/geo+json", trip.write, trip.holds),
    "jsonld": NetworkFormat("JSON-LD", "application/ld+json", linked.write),
}
