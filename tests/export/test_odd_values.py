"""Values that few networks have and every format must live through, read by the programs of the formats."""

from __future__ import annotations

import csv
import io
import json
import math
import shutil
import subprocess
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import igraph
import networkx
import pydot
import pytest
from rdflib import RDF, Graph, Literal, URIRef

from exgraph.export.cell import inert
from exgraph.export.format import NETWORK_FORMATS
from exgraph.export.linked import COLUMNS
from exgraph.export.network import Edge, Network, Node, Value
from tests.export import gephi

PLACES = [
    Node("place/a", "https://example.org/a", "あ町", "Town", 45.4, 141.7, 3, {"ja": "あ町"}, {"side": "home"}),
    Node("place/b", "https://example.org/b", "B", "City", 46.6, 142.7, 2),
    Node("organisation/c", "https://example.org/c", "C", "Organisation"),
]


def network(first: str | None = None, last: str | None = None, **attributes: Value) -> Network:
    edges = [
        Edge("1", "place/a", "place/b", "visit", "out", 2, 12, first, last, attributes=attributes),
        Edge("2", "place/a", "place/b", "visit"),
        Edge("3", "organisation/c", "place/b", "acts"),
    ]
    return Network("Odd", PLACES, edges, directed=True)


def written(ending: str, given: Network) -> str:
    return NETWORK_FORMATS[ending].write(given).decode("utf-8-sig")


def strict(text: str) -> Any:  # noqa: ANN401 - any JSON
    def refuse(name: str) -> NoReturn:
        raise AssertionError(f"{name} is not JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("last", ["9999-12-31", "9999-12", "9999"])
def test_the_last_day_of_the_calendar_is_an_open_end(last: str) -> None:
    given = network("2019-01-01", last)
    for ending in NETWORK_FORMATS:
        assert NETWORK_FORMATS[ending].write(given)
    [edge] = [each for each in ET.fromstring(written("gexf", given)).findall(".//{*}edge") if each.get("id") == "1"]  # noqa: S314
    assert (edge.get("start"), edge.get("end")) == ("2019-01-01", None)
    row = next(csv.DictReader(io.StringIO(written("edges.csv", given))))
    assert (row["timeset"], row["last"]) == ("<[2019-01-01, Infinity]>", last)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_json_leaves_out_what_is_no_number_and_xml_writes_it_as_java_reads_it(value: float) -> None:
    given = network(ratio=value)
    for ending in ("cyjs", "cx2", "geojson", "trips.geojson", "jsonld"):
        found = _objects(strict(written(ending, given)))
        assert not [each for each in found if "ratio" in each and "kind" in each and each["kind"] == "visit"]
    shown = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]
    assert f'for="ratio" value="{shown}"' in written("gexf", given)
    read = networkx.read_graphml(io.BytesIO(NETWORK_FORMATS["graphml"].write(given)), force_multigraph=True)
    [told] = [data["ratio"] for *_, data in read.edges(data=True) if "ratio" in data]
    assert told == value or math.isnan(told) is math.isnan(value) is True
    assert next(csv.DictReader(io.StringIO(written("edges.csv", given))))["ratio"] == shown


def _objects(found: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """Return all objects of a document."""
    own = [found] if isinstance(found, dict) else []
    inner = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [*own, *(each for value in inner for each in _objects(value))]


def test_integers_keep_their_digits() -> None:
    given = network(stamp=20190821123000, long=2**63 - 1, longer=2**64)
    gexf = ET.fromstring(written("gexf", given))  # noqa: S314 - our own file
    types = {each.get("title"): each.get("type") for each in gexf.findall(".//{*}attribute")}
    assert (types["stamp"], types["long"], types["longer"]) == ("long", "long", "string")
    read = networkx.read_graphml(io.BytesIO(NETWORK_FORMATS["graphml"].write(given)), force_multigraph=True)
    [told] = [data for *_, data in read.edges(data=True) if "stamp" in data]
    assert (told["stamp"], told["long"], told["longer"]) == (20190821123000, 2**63 - 1, str(2**64))
    [data] = [each for each in _objects(strict(written("cyjs", given))) if "stamp" in each]
    assert (data["stamp"], data["long"]) == (20190821123000, str(2**63 - 1))


@pytest.mark.parametrize("name", ["node", "Edge", "GRAPH", "digraph", "subgraph", "strict", "都市", "pos", "shape"])
def test_graphviz_reads_columns_of_any_name(name: str) -> None:
    given = network(**{name: "x"})
    assert pydot.graph_from_dot_data(written("dot", given))
    if shutil.which("neato") is None:
        pytest.skip("Graphviz is not installed")
    for layout in (["dot", "-Tcanon"], ["neato", "-Tdot"], ["neato", "-n", "-Tdot"]):
        done = subprocess.run(layout, input=written("dot", given).encode(), capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, b""), layout


def test_nodes_stand_apart_and_places_where_they_are() -> None:
    lines = [line for line in written("dot", network()).splitlines() if "pos=" in line]
    at = [line.partition('pos="')[2].partition('"')[0] for line in lines]
    assert at[:2] == ["2834,1271.2!", "2854,1304.8!"]
    assert len(set(at)) == len(PLACES) and not at[2].endswith("!")


def test_networkx_reads_each_file_as_it_is(tmp_path: Any) -> None:  # noqa: ANN401
    given = network(share=0.5)
    graph = networkx.cytoscape_graph(json.loads(written("cyjs", given)))
    assert (graph.is_directed(), graph.number_of_edges()) == (True, 3)
    path = tmp_path / "network.net"
    path.write_bytes(NETWORK_FORMATS["net"].write(given))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    pajek = networkx.read_pajek(path)
    assert (sorted(pajek.nodes), pajek.number_of_edges()) == (["B", "C", "あ町"], 3)
    assert (igraph.Graph.Read_Pajek(str(path)).vcount(), igraph.Graph.Read_Pajek(str(path)).ecount()) == (3, 3)


def test_json_ld_says_all_that_an_edge_says() -> None:
    given = network("1997-06", "1997", sent=3, said="x", iri="https://example.org/tie")
    graph = Graph().parse(data=written("jsonld", given), format="json-ld")
    [edge] = graph.subjects(URIRef(f"{COLUMNS}people"), Literal(12))
    assert graph.value(edge, RDF.predicate) == URIRef(f"{COLUMNS}visit")
    said = {str(predicate): str(value) for predicate, value in graph.predicate_objects(edge)}
    assert said[f"{COLUMNS}kind"] == "visit"
    assert (said[f"{COLUMNS}sent"], said[f"{COLUMNS}said_"]) == ("3", "x")
    assert said["http://www.w3.org/2000/01/rdf-schema#comment"] == "out"
    assert said["http://www.w3.org/2000/01/rdf-schema#seeAlso"] == "https://example.org/tie"
    assert (URIRef("https://example.org/a"), URIRef(f"{COLUMNS}side"), Literal("home")) in graph
    assert {str(each) for each in graph.objects(URIRef("https://example.org/b"))} >= {"B"}
    assert None not in json.loads(written("jsonld", given))["@context"].values()


def test_gephi_takes_them_all() -> None:
    assert gephi.check(NETWORK_FORMATS["gexf"].write(network("2019", "9999", ratio=math.nan))) == (3, 3)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_no_cell_begins_as_a_formula_of_any_width(sign: str) -> None:
    assert inert(f"{sign}1+1") == f"'{sign}1+1"
    assert inert(f"1{sign}1") == f"1{sign}1"
