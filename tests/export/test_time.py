"""When things of a network are there, as Gephi takes it from GEXF and from tables."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import networkx
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS
from shapely.geometry import shape

from exgraph.export.format import NETWORK_FORMATS
from exgraph.export.network import Edge, Network, Node, Spell

NETWORK = Network(
    "In \x0btime",
    [
        Node("place/a", "https://example.org/a", "あ\x07町", "Town", 45.4, 141.7, labels={"ja": "あ町"}),
        Node("place/c", "https://example.org/c", "=C", "City", 55.0, -131.0),
        Node("event/1", "https://example.org/1", "Visit", "Visit", first="2001-02-28", last="2001-03"),
    ],
    [
        Edge("day", "place/a", "place/c", "met", first="2001-02-28", last="2001-02-28"),
        Edge("open", "place/a", "place/c", "tie", first="1972-07"),
        Edge("never", "place/a", "place/c", "said"),
        Edge(
            *("spells", "place/a", "place/c", "travel"),
            spells=[
                Spell(date(2004, 5, 1), date(2004, 5, 31)),
                Spell(date(2001, 2, 3), date(2001, 2, 3)),
                Spell(date(2004, 5, 20), date(2004, 6, 2)),
            ],
        ),
    ],
)
TIMES: dict[str, list[tuple[str, str | None]]] = {
    "day": [("2001-02-28", "2001-03-01")],
    "open": [("1972-07-01", None)],
    "never": [],
    "spells": [("2001-02-03", "2001-02-04"), ("2004-05-01", "2004-06-03")],
    "place/a": [],
    "place/c": [],
    "event/1": [("2001-02-28", "2001-04-01")],
}


def test_gexf_tells_when_nodes_and_edges_are_there() -> None:
    root = ET.fromstring(NETWORK_FORMATS["gexf"].write(NETWORK))  # noqa: S314 - our own file
    found = {}
    for kind in ("node", "edge"):
        for each in root.iter(f"{{http://gexf.net/1.3}}{kind}"):
            timed = [each, *each.iter("{http://gexf.net/1.3}spell")]
            found[each.attrib["id"]] = [(t.attrib["start"], t.attrib.get("end")) for t in timed if "start" in t.attrib]
    assert found == TIMES


def test_gexf_is_dynamic_where_only_nodes_have_a_time() -> None:
    root = ET.fromstring(NETWORK_FORMATS["gexf"].write(Network("x", NETWORK.nodes)))  # noqa: S314 - our own file
    [graph] = root.findall("{*}graph")
    assert (graph.attrib["mode"], graph.attrib["timeformat"]) == ("dynamic", "date")
    assert networkx.read_gexf(io.BytesIO(NETWORK_FORMATS["gexf"].write(NETWORK))).number_of_nodes() == 3


@pytest.mark.parametrize("table", ["nodes.csv", "edges.csv"])
def test_tables_hold_the_intervals_and_nothing_that_computes(table: str) -> None:
    text = NETWORK_FORMATS[table].write(NETWORK).decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        pairs = re.findall(r"\[([-0-9]+), ([-0-9]+|Infinity)\]", row["timeset"])
        assert pairs == [(start, end or "Infinity") for start, end in TIMES[row["Id"]]]
        assert not row["Label"].startswith("=")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", text)


def test_arcs_take_the_short_way_over_the_antimeridian() -> None:
    document = NETWORK_FORMATS["geojson"].write(NETWORK)
    features = {feature["id"]: feature for feature in json.loads(document)["features"]}
    arc = shape(features["day"]["geometry"])
    assert arc.geom_type == "MultiLineString"
    assert arc.bounds == pytest.approx((-180.0, 45.4, 180.0, 55.0))
    assert sum(abs(line.coords[0][0] - line.coords[-1][0]) for line in arc.geoms) == pytest.approx(87.3)


def test_trips_have_a_time_at_each_point() -> None:
    features = json.loads(NETWORK_FORMATS["trips.geojson"].write(NETWORK))["features"]
    # Two spells and one day, each over the antimeridian; what does not end or has no date makes no trip.
    assert [each["properties"]["id"] for each in features] == [*["day"] * 2, *["spells"] * 4]
    first, second = (each["geometry"]["coordinates"] for each in features[:2])
    assert {each["geometry"]["type"] for each in features} == {"LineString"}
    assert [point[0] for point in (*first, *second)] == [141.7, 180.0, -180.0, -131.0]
    times = [datetime.fromtimestamp(point[3], UTC) for point in (*first, *second)]
    assert (times[0], times[-1]) == (datetime(2001, 2, 28, tzinfo=UTC), datetime(2001, 3, 1, tzinfo=UTC))
    assert times[0] < times[1] == times[2] < times[3]
    assert all(point[2] == 0 for point in (*first, *second))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_json_ld_names_things_in_their_languages() -> None:
    graph = Graph().parse(data=NETWORK_FORMATS["jsonld"].write(NETWORK), format="json-ld")
    assert Literal("あ町", "ja") in set(graph.objects(URIRef("https://example.org/a"), RDFS.label))


@pytest.mark.parametrize("ending", NETWORK_FORMATS)
def test_an_empty_network_is_a_file_and_equal_ones_are_equal(ending: str) -> None:
    assert NETWORK_FORMATS[ending].write(Network("Nothing"))
    assert NETWORK_FORMATS[ending].write(NETWORK) == NETWORK_FORMATS[ending].write(NETWORK)
