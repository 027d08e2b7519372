"""Files of a network, loaded by tools that others wrote."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import networkx
import pytest

from exgraph.export import geojson, gexf
from exgraph.export.network import Edge, Network, Node, Spell, columns

NETWORK = Network(
    "Ties \x0b of <towns>",
    [
        Node("place/a", "https://example.org/a", "あ町 & co", "Town", 45.4, 141.7, 3),
        Node("place/b", "https://example.org/b", "Б", "City", 46.6, 142.7, 2),
        Node("place/c", "https://example.org/c", "C", "City", 55.0, -131.0, 1),
        Node("place/d", "https://example.org/d", "D", "Country"),
    ],
    [
        Edge("a--b", "place/a", "place/b", "exchange", weight=2, people=15, first="1997-06", last="2001-08-03"),
        Edge("a--c", "place/a", "place/c", "exchange", first="2001-02-28", last="2001-02-28"),
        Edge("a--d", "place/a", "place/d", "exchange"),
    ],
)


@pytest.fixture
def written() -> ET.Element:
    return ET.fromstring(gexf.write(NETWORK))  # noqa: S314 - our own file


def test_networkx_reads_the_gexf_with_all_nodes_and_edges() -> None:
    text = (
        gexf.write(NETWORK).replace(b"http://gexf.net/1.3", b"http://www.gexf.net/1.2draft").replace(b'"1.3"', b'"1.2"')
    )
    graph = networkx.read_gexf(io.BytesIO(text))
    assert sorted(graph.nodes) == sorted(node.id for node in NETWORK.nodes)
    assert {tuple(sorted(edge)) for edge in graph.edges()} == {(edge.source, edge.target) for edge in NETWORK.edges}
    assert graph.nodes["place/a"]["label"] == "あ町 & co"
    assert graph.edges["place/a", "place/b"]["people"] == 15


def test_gephi_has_what_it_asks_for(written: ET.Element) -> None:
    space = {"g": gexf.NAMESPACE}
    graph = written.find("g:graph", space)
    assert graph is not None
    assert graph.attrib == {
        "defaultedgetype": "undirected",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    declared = {
        each.attrib["class"]: {attribute.attrib["id"] for attribute in each}
        for each in graph.findall("g:attributes", space)
    }
    for owner in ("node", "edge"):
        used = {value.attrib["for"] for value in graph.findall(f".//g:{owner}/g:attvalues/g:attvalue", space)}
        assert used <= declared[owner]
    edges = graph.findall(".//g:edge", space)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    for edge in edges:
        if "start" in edge.attrib:
            assert date.fromisoformat(edge.attrib["start"]) < date.fromisoformat(edge.attrib["end"])
    assert [edge.attrib.get("end") for edge in edges] == ["2001-08-04", "2001-03-01", None]


def test_geojson_keeps_to_rfc_7946() -> None:
    document = json.loads(geojson.write(NETWORK))
    assert set(document) == {"type", "features"}
    features = {feature["id"]: feature for feature in document["features"]}
    assert features["place/a"]["geometry"] == {"type": "Point", "coordinates": [141.7, 45.4]}
    assert features["place/d"]["geometry"] is None
    assert features["a--b"]["geometry"]["type"] == "LineString"
    halves = features["a--c"]["geometry"]
    assert halves["type"] == "MultiLineString"
    assert [half[0][0] for half in halves["coordinates"]] == [141.7, -180.0]
    assert all(abs(point[0]) <= 180 for half in halves["coordinates"] for point in half)
    assert all(
        not isinstance(value, dict | list) for each in features.values() for value in each["properties"].values()
    )


def test_spells_that_touch_are_one_and_never_end_where_they_begin() -> None:
    spells = [
        Spell(date(2001, 5, 1), date(2001, 5, 31)),
        Spell(date(2001, 2, 3), date(2001, 2, 3)),
        Spell(date(2001, 5, 20), date(2001, 6, 2)),
        Spell(date(2001, 6, 3), date(2001, 6, 3)),
    ]
    edges = [Edge("e", "place/a", "place/b", "exchange", first="2001", last="2001", spells=spells)]
    root = ET.fromstring(gexf.write(Network("x", NETWORK.nodes, edges)))  # noqa: S314 - our own file
    space = {"g": gexf.NAMESPACE}
    found = [dict(spell.attrib) for spell in root.findall(".//g:spell", space)]
    assert found == [{"start": "2001-02-03", "end": "2001-02-04"}, {"start": "2001-05-01", "end": "2001-06-04"}]
    assert not {"start", "end"} & set(root.findall(".//g:edge", space)[0].attrib)


def test_further_columns_have_one_type_each() -> None:
    nodes = [
        replace(NETWORK.nodes[0], labels={"ja": "あ町"}, attributes={"x": 1, "y": True, "z": 1}),
        replace(NETWORK.nodes[1], labels={"ru": "Б"}, attributes={"x": 0.5, "z": "two"}),
    ]
    assert columns(nodes) == {"label_ja": "string", "x": "double", "y": "boolean", "z": "string", "label_ru": "string"}
    root = ET.fromstring(gexf.write(Network("x", nodes)))  # noqa: S314 - our own file
    values = {each.attrib["for"]: each.attrib["value"] for each in root.findall(".//{*}attvalue")}
    assert (values["y"], values["label_ja"], values["z"]) == ("true", "あ町", "two")
    assert json.loads(geojson.write(Network("x", nodes)))["features"][0]["properties"]["label_ja"] == "あ町"


def test_a_network_is_whole() -> None:
    with pytest.raises(ValueError, match="same id"):
        Network("x", [NETWORK.nodes[0], NETWORK.nodes[0]])
    with pytest.raises(ValueError, match="ends at no node"):
        Network("x", [NETWORK.nodes[0]], [NETWORK.edges[0]])
