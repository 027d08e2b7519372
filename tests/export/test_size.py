"""A network of 50,000 events is written whole."""

from __future__ import annotations

import json
from pathlib import Path

import igraph
import pytest

from exgraph.export.format import NETWORK_FORMATS
from exgraph.export.network import Edge, Network, Node

EVENTS, TOWNS = 50_000, 400


@pytest.fixture(scope="module")
def network() -> Network:
    towns = [Node(f"place/{n}", f"urn:place:{n}", f"町{n}", "City", 35 + n % 10, 130 + n % 30) for n in range(TOWNS)]
    months = [f"{1970 + n % 50}-{1 + n % 12:02}" for n in range(EVENTS)]
    events = [
        Node(f"event/{n}", f"urn:event:{n}", f"行事 {n}", "Visit", labels={"en": f"Event {n}"}, first=month, last=month)
        for n, month in enumerate(months)
    ]
    edges = [
        Edge(f"{n}/{end}", f"event/{n}", f"place/{(n * 7 + end * 13) % TOWNS}", "involves")
        for n in range(EVENTS)
        for end in (0, 1)
    ]
    return Network("Many", [*towns, *events], edges, directed=True)


def test_all_are_there_for_whoever_reads(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(NETWORK_FORMATS["graphml"].write(network))
    graph = igraph.Graph.Read_GraphML(str(path))
    assert (graph.vcount(), graph.ecount()) == (EVENTS + TOWNS, 2 * EVENTS)
    assert NETWORK_FORMATS["gexf"].write(network).count(b"<edge ") == 2 * EVENTS
    elements = json.loads(NETWORK_FORMATS["cyjs"].write(network))["elements"]
    assert (len(elements["nodes"]), len(elements["edges"])) == (EVENTS + TOWNS, 2 * EVENTS)
    assert NETWORK_FORMATS["edges.csv"].write(network).count(b"\r\n") == 2 * EVENTS + 1
    assert NETWORK_FORMATS["net"].write(network).count(b"\r\n") == EVENTS + TOWNS + 2 * EVENTS + 3
