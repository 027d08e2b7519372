"""Files of networks, loaded by tools that others wrote, with all nodes and edges."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import igraph
import networkx
import pydot
import pytest
import shapely.geometry
from rdflib import RDF, Graph

from exgraph.export.format import NETWORK_FORMATS
from exgraph.export.network import Edge, Network, Node
from tests.export.test_network import NETWORK

WEB = Path(__file__).parents[2] / "web"
DIRECTED = Network(
    'Who "went" where',
    [Node(f"place/{name}", f"https://example.org/{name}", f"{name} «\x07», 町;", "City", 45.0, 141.0) for name in "ab"],
    [
        Edge("1", "place/a", "place/b", "visit", "out, «there»", 3, 12, "2001", "2003", attributes={"share": 0.5}),
        Edge("2", "place/b", "place/a", "visit", weight=2, attributes={"share": 1, "whole": True}),
        Edge("3", "place/a", "place/b", "tie", first="1972-07", attributes={"share": 2}),
    ],
    directed=True,
)


@pytest.fixture(params=["undirected", "directed"])
def network(request: pytest.FixtureRequest) -> Network:
    return {"undirected": NETWORK, "directed": DIRECTED}[request.param]


def write(network: Network, ending: str) -> bytes:
    return NETWORK_FORMATS[ending].write(network)


@pytest.mark.parametrize("ending", ["graphml", "yed.graphml"])
def test_networkx_and_igraph_read_graphml(network: Network, ending: str, tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(write(network, ending))
    graph = networkx.read_graphml(path, force_multigraph=True)
    assert graph.is_directed() is network.directed
    assert {key: data["label"].replace("\x07", "") for key, data in graph.nodes(data=True)} == {
        node.id: node.label.replace("\x07", "") for node in network.nodes
    }
    assert sorted(data["weight"] for *_, data in graph.edges(data=True)) == sorted(e.weight for e in network.edges)
    other = igraph.Graph.Read_GraphML(str(path))
    assert (other.vcount(), other.ecount()) == (len(network.nodes), len(network.edges))
    assert other.is_directed() is network.directed


def test_yed_sees_labels_and_points() -> None:
    root = ET.fromstring(write(NETWORK, "yed.graphml"))  # noqa: S314 - our own file
    space = {"y": "http://www.yworks.com/xml/graphml"}
    assert [each.text for each in root.findall(".//y:NodeLabel", space)] == [node.label for node in NETWORK.nodes]
    geometry = root.findall(".//y:Geometry", space)
    assert len(geometry) == sum(node.latitude is not None for node in NETWORK.nodes)
    assert {"lat", "long"}.isdisjoint(key.attrib["id"] for key in root)


def test_networkx_reads_gexf_with_its_directions_and_kinds() -> None:
    graph = networkx.read_gexf(io.BytesIO(write(DIRECTED, "gexf")))
    assert graph.is_directed()
    assert graph.number_of_edges() == len(DIRECTED.edges)
    root = ET.fromstring(write(DIRECTED, "gexf"))  # noqa: S314
    edges = {each.attrib["id"]: each.attrib for each in root.iter("{http://gexf.net/1.3}edge")}
    assert (edges["1"]["start"], edges["1"]["end"]) == ("2001-01-01", "2004-01-01")
    assert edges["3"]["start"] == "1972-07-01" and "end" not in edges["3"]
    assert "start" not in edges["2"]


def test_cytoscape_js_reads_its_json(network: Network, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules" / "cytoscape").is_dir():
        pytest.skip("Cytoscape.js needs Node.js and the packages of the pages: make islands")
    path = tmp_path / "network.cyjs"
    path.write_bytes(write(network, "cyjs"))
    script = (
        "const cy = require('cytoscape')({...JSON.parse(require('fs').readFileSync(process.argv[1])), headless: true});"
        "console.log(JSON.stringify([cy.nodes().length, cy.edges().length, cy.nodes()[0].data('name')]))"
    )
    output = subprocess.run([node, "-e", script, str(path)], cwd=WEB, capture_output=True, text=True, check=True).stdout
    assert json.loads(output) == [len(network.nodes), len(network.edges), network.nodes[0].label]
    elements = json.loads(path.read_text(encoding="utf-8"))["elements"]
    for group in ("nodes", "edges"):
        types: dict[str, set[type]] = {}
        for element in elements[group]:
            for name, value in element["data"].items():
                assert not {".", ":"} & set(name)
                types.setdefault(name, set()).add(type(value))
        assert all(len(each) == 1 for each in types.values()), types


def test_networkx_reads_cytoscape_json(network: Network) -> None:
    document = json.loads(write(network, "cyjs"))
    graph = networkx.cytoscape_graph({**document, "directed": network.directed, "multigraph": True, "data": []})
    assert (len(graph), graph.number_of_edges()) == (len(network.nodes), len(network.edges))


def test_cx2_declares_what_it_uses_and_counts_its_aspects(network: Network) -> None:
    document = json.loads(write(network, "cx2"))
    assert document[0]["CXVersion"] == "2.0"
    assert document[-1] == {"status": [{"success": True}]}
    aspects = {name: found for part in document[2:-1] for name, found in part.items()}
    assert {each["name"]: each["elementCount"] for each in document[1]["metaData"]} == {
        name: len(found) for name, found in aspects.items()
    }
    declared = aspects["attributeDeclarations"][0]
    ids = {node["id"] for node in aspects["nodes"]}
    assert all({edge["s"], edge["t"]} <= ids for edge in aspects["edges"])
    kinds = {"string": str, "long": int, "double": float, "boolean": bool}
    for group in ("nodes", "edges"):
        for element in aspects[group]:
            for name, value in element["v"].items():
                assert type(value) is kinds[declared[group][name]["d"]], name


def test_csv_has_the_heads_that_gephi_looks_for(network: Network) -> None:
    with zipfile.ZipFile(io.BytesIO(write(network, "zip"))) as archive:
        nodes, edges = (
            list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))
            for name in ("nodes", "edges")
        )
    assert list(nodes[0])[:2] == ["Id", "Label"]
    assert list(edges[0])[:7] == ["Source", "Target", "Type", "Weight", "Kind", "Id", "Label"]
    ids = {row["Id"] for row in nodes}
    assert ids == {node.id for node in network.nodes}
    assert all({row["Source"], row["Target"]} <= ids for row in edges)
    frame = networkx.MultiDiGraph((row["Source"], row["Target"]) for row in edges)
    assert frame.number_of_edges() == len(network.edges)
    assert write(network, "zip") == write(network, "zip")


def test_pydot_and_networkx_read_dot(network: Network) -> None:
    [read] = pydot.graph_from_dot_data(write(network, "dot").decode()) or []
    graph = networkx.nx_pydot.from_pydot(read)
    assert graph.is_directed() is network.directed
    assert graph.number_of_edges() == len(network.edges)
    assert {key.strip('"') for key in graph.nodes} == {node.id for node in network.nodes}


def test_networkx_reads_pajek(network: Network) -> None:
    lines = write(network, "net").decode("utf-8-sig").splitlines()
    graph = networkx.parse_pajek(lines)
    assert graph.is_directed() is network.directed
    assert (len(graph), graph.number_of_edges()) == (len(network.nodes), len(network.edges))
    assert all(data["weight"] >= 1 for *_, data in graph.edges(data=True))


def test_shapely_reads_points_and_arcs(network: Network) -> None:
    features = json.loads(write(network, "geojson"))["features"]
    shapes = [shapely.geometry.shape(each["geometry"]) for each in features if each["geometry"]]
    assert all(shape.is_valid for shape in shapes if shape.geom_type == "Point")
    assert len(features) == len(network.nodes) + len(network.edges)


def test_json_ld_is_read_as_things_and_statements(network: Network) -> None:
    graph = Graph().parse(data=write(network, "jsonld"), format="json-ld")
    statements = set(graph.subjects(RDF.type, RDF.Statement))
    assert len(statements) == len(network.edges)
    assert {str(graph.value(each, RDF.subject)) for each in statements} <= {node.iri for node in network.nodes}


def test_no_file_holds_control_characters(network: Network) -> None:
    for ending in NETWORK_FORMATS:
        if ending in ("zip", "gpkg", "nodes.csv", "edges.csv", "cyjs", "cx2", "geojson", "jsonld"):
            continue  # JSON escapes them, CSV keeps them
        assert not any(sign < 32 and sign not in (9, 10, 13) for sign in write(network, ending)), ending
