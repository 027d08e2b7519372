"""Networks at their addresses, of a selection and of a query, on the shipped graph."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from urllib.parse import quote

import httpx2
import networkx
import pytest
import rdflib

from exgraph.export.format import NETWORK_FORMATS
from exgraph.export.network import Network
from exgraph.reading.language import catalogue
from exgraph.reading.network import NETWORKS
from exgraph.reading.publication import Publication
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Selection
from exgraph.settings import Settings
from tests.export import gephi

BETWEEN = """PREFIX exg: <https://w3id.org/exgraph/ns#>
SELECT ?source ?target (COUNT(DISTINCT ?event) AS ?weight) ("meets" AS ?kind) {
  ?event exg:location ?source ; exg:involves ?target . FILTER(?source != ?target)
} GROUP BY ?source ?target"""


@pytest.fixture(scope="module")
def reader(shipped_settings: Settings, shipped_report: object) -> Reader:
    return Reader("ja", None, catalogue("ja"), Publication(shipped_settings).current())


@pytest.fixture(scope="module")
def networks(reader: Reader) -> dict[str, Network]:
    everything = reader.published.events.choose(Selection())
    return {name: build(reader, everything) for name, build in NETWORKS.items()}


def count(reader: Reader, pattern: str) -> int:
    [row] = reader.published.rows(f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT {pattern} }}")
    return int(row["n"])


def test_ties_are_the_pairs_of_parties_of_the_agreements(reader: Reader, networks: dict[str, Network]) -> None:
    pairs = count(
        reader,
        """?tie ?one ?other { ?tie a exg:Agreement ; exg:party ?one, ?other .
        ?one a exg:Place . ?other a exg:Place FILTER(STR(?one) < STR(?other)) }""",
    )
    assert len(networks["ties"].edges) == pairs > 60
    [tie] = [edge for edge in networks["ties"].edges if edge.id == "agreement/wakkanai-nevelsk-1972"]
    assert (tie.kind, tie.last) == ("FriendshipAgreement", None)
    assert str(tie.first).startswith("1972")
    assert {tie.source, tie.target} == {"place/wakkanai", "place/nevelsk"}


def test_exchanges_count_who_is_told_to_have_gone(reader: Reader, networks: dict[str, Network]) -> None:
    found = {(edge.source, edge.target): edge for edge in networks["exchanges"].edges}
    ways = count(
        reader,
        "?one ?other { ?e exg:participation ?g . ?g exg:fromEach ?one ; exg:toEach ?other FILTER(?one != ?other) }",
    )
    assert len(found) == ways
    [row] = reader.published.rows(
        """SELECT (SUM(COALESCE(?n, 0)) AS ?people) (COUNT(DISTINCT ?e) AS ?events) {
            ?e exg:participation ?g . ?g exg:fromEach <https://w3id.org/exgraph/id/place/wakkanai> ;
                exg:toEach <https://w3id.org/exgraph/id/place/nevelsk> OPTIONAL { ?g exg:headcount ?n } }"""
    )
    edge = found["place/wakkanai", "place/nevelsk"]
    assert (edge.people, edge.weight) == (int(row["people"]), int(row["events"]))
    assert networks["exchanges"].directed


def test_organisations_and_series_join_their_places(networks: dict[str, Network]) -> None:
    for name, start in (("organisations", "organisation/"), ("series", ("series/", "programme/"))):
        edges = networks[name].edges
        assert len(edges) > 100
        assert all(edge.source.startswith(start) and edge.target.startswith("place/") for edge in edges), name
        assert all(edge.spells for edge in edges)


def test_editions_follow_one_another(reader: Reader, networks: dict[str, Network]) -> None:
    network = networks["editions"]
    nodes = {node.id: node for node in network.nodes}
    kinds: dict[str, list[tuple[str, str]]] = {}
    for edge in network.edges:
        kinds.setdefault(edge.kind, []).append((edge.source, edge.target))
    assert set(kinds) == {"edition", "next", "involves"}
    dated = "?event ?series { ?event exg:inSeries ?series ; exg:earliest ?start }"
    assert len(kinds["edition"]) == count(reader, dated)
    assert all((nodes[one].first or "")[:4] <= (nodes[other].first or "")[:4] for one, other in kinds["next"])
    assert {one for one, _ in kinds["involves"]} <= {event for _, event in kinds["edition"]}
    assert all(set(nodes[event].labels) == {"ja", "en", "ru"} for _, event in kinds["edition"])


@pytest.mark.parametrize("name", NETWORKS)
def test_every_format_of_a_network_counts_alike(name: str, networks: dict[str, Network]) -> None:
    network = networks[name]
    counts = len(network.nodes), len(network.edges)
    assert gephi.check(NETWORK_FORMATS["gexf"].write(network)) == counts
    gexf = networkx.read_gexf(io.BytesIO(NETWORK_FORMATS["gexf"].write(network)))
    assert (len(gexf), gexf.number_of_edges()) == counts
    graphml = networkx.read_graphml(io.BytesIO(NETWORK_FORMATS["graphml"].write(network)), force_multigraph=True)
    assert (len(graphml), graphml.number_of_edges()) == counts
    elements = json.loads(NETWORK_FORMATS["cyjs"].write(network))["elements"]
    assert (len(elements["nodes"]), len(elements["edges"])) == counts
    assert len(json.loads(NETWORK_FORMATS["geojson"].write(network))["features"]) == sum(counts)
    pajek = networkx.parse_pajek(NETWORK_FORMATS["net"].write(network).decode("utf-8-sig").splitlines())
    assert pajek.number_of_edges() == counts[1]


@pytest.mark.parametrize("ending", NETWORK_FORMATS)
def test_files_have_addresses_types_and_tags(client: httpx2.Client, ending: str) -> None:
    answer = client.get(f"/export/meetings.{ending}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == NETWORK_FORMATS[ending].media_type
    assert f"exgraph-meetings.{ending}" in answer.headers["content-disposition"]
    assert answer.headers["access-control-allow-origin"] == "*"
    again = client.get(f"/export/meetings.{ending}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert client.head(f"/export/meetings.{ending}").status_code == 200
    selected = client.get(f"/browse.{ending}?partner=place/nevelsk")
    assert selected.status_code == 200 and selected.content


def test_a_network_is_of_a_selection(client: httpx2.Client) -> None:
    def graph(address: str) -> networkx.MultiDiGraph:
        return networkx.read_graphml(io.BytesIO(client.get(address).content), force_multigraph=True)

    whole, part = graph("/export/meetings.graphml"), graph("/export/meetings.graphml?partner=place/nevelsk&from=2000")
    assert whole.size("weight") > part.size("weight") > 0
    none = client.get("/export/exchanges.graphml?from=1800&to=1801")
    assert len(networkx.read_graphml(io.BytesIO(none.content))) == 0
    assert none.headers["etag"] != client.get("/export/exchanges.graphml").headers["etag"]
    refused = client.get("/export/ties.gexf?partner=place/nevelsk")
    assert (refused.status_code, "selected" in refused.json()["detail"]) == (400, True)
    assert client.get("/export/ties.gexf?lang=ja").status_code == 200


def test_what_is_not_there_names_what_is(client: httpx2.Client) -> None:
    assert "meetings" in client.get("/export/nothing.gexf").json()["remedy"]
    assert "graphml" in client.get("/export/ties.doc").json()["remedy"]
    assert client.get("/export/ties").status_code == 404


def test_a_query_makes_a_network(client: httpx2.Client) -> None:
    solutions = client.get("/sparql", params={"query": BETWEEN, "format": "json"}).json()["results"]["bindings"]
    graph = networkx.read_gexf(io.BytesIO(client.get("/export/query.gexf", params={"query": BETWEEN}).content))
    assert graph.number_of_edges() == len(solutions) > 0
    posted = client.post("/export/query.cyjs", data={"query": BETWEEN})
    edges = json.loads(posted.content)["elements"]["edges"]
    assert sorted(edge["data"]["weight"] for edge in edges) == sorted(int(row["weight"]["value"]) for row in solutions)
    assert {edge["data"]["interaction"] for edge in edges} == {"meets"}


def test_an_answer_too_large_for_a_network_is_refused(client: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exgraph.web.sparql.network.MOST", 1000)
    query = {"query": "SELECT (?s AS ?source) (?o AS ?target) { ?s ?p ?o }"}
    refused = client.get("/export/query.gexf", params=query)
    assert (refused.status_code, "too large" in refused.json()["detail"]) == (503, True)
    assert client.get("/export/query.gexf", params={"query": query["query"] + " LIMIT 2"}).status_code == 200


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_nodes_of_a_query_are_told_apart_and_weights_kept(client: httpx2.Client) -> None:
    query = """PREFIX exg: <https://w3id.org/exgraph/ns#> PREFIX id: <https://w3id.org/exgraph/id/>
    PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT ?source ?target ?weight ?start ?end ("Besuch"@de AS ?targetLabel) ?share ?Id {
      VALUES (?source ?weight ?start ?end ?share ?Id) {
        (id:event\\/specimen\\/2 2.5 "1997-06" "1997" 0.5 "x")
        ("a b" 4.0 "2001-02-03T04:05:06"^^xsd:dateTime 2 UNDEF UNDEF)
      }
      VALUES ?target { id:place\\/nevelsk }
    }"""
    body = client.get("/export/query.graphml", params={"query": query, "lang": "ja"}).content
    graph = networkx.read_graphml(io.BytesIO(body))
    assert {key: attributes["kind"] for key, attributes in graph.nodes(data=True)} == {
        "event/specimen/2": "YouthExchange",
        "place/nevelsk": "City",
        "a b": "Thing",
    }
    assert graph.nodes["place/nevelsk"]["label"] == "Besuch"
    assert graph.nodes["place/nevelsk"]["label_ja"] == "ネベリスク"
    weights = {start: attributes["weight"] for start, _, attributes in graph.edges(data=True)}
    assert weights == {"event/specimen/2": 2.5, "a b": 4.0}
    attributes = graph.edges["event/specimen/2", "place/nevelsk"]
    assert (attributes["share"], attributes["Id_"], attributes["first"]) == (0.5, "x", "1997-06")
    assert graph.edges["a b", "place/nevelsk"]["first"] == "2001-02-03"
    gexf = client.get("/export/query.gexf", params={"query": query}).content
    assert gephi.check(gexf) == (3, 2)
    triples = rdflib.Graph().parse(
        client.get("/export/query.jsonld", params={"query": query}).content, format="json-ld"
    )
    assert sum(isinstance(each, rdflib.BNode) for each in triples.objects(None, rdflib.RDF.subject)) == 1


@pytest.mark.parametrize("accept", [None, "*/*", "text/html,application/xhtml+xml,*/*;q=0.8"])
def test_sparql_gives_the_same_file_by_its_format(client: httpx2.Client, accept: str | None) -> None:
    headers = {"Accept-Language": "en"} | ({"Accept": accept} if accept else {})
    wanted = client.get("/export/query.gexf", params={"query": BETWEEN}, headers={"Accept-Language": "en"})
    for answer in (
        client.get("/sparql", params={"query": BETWEEN, "format": "gexf"}, headers=headers),
        client.post("/sparql", data={"query": BETWEEN, "format": "gexf"}, headers=headers),
    ):
        assert (answer.status_code, answer.content) == (200, wanted.content)
        assert answer.headers["content-type"] == "application/gexf+xml"
        assert answer.headers["etag"] == wanted.headers["etag"]
    tagged = {**headers, "If-None-Match": wanted.headers["etag"]}
    assert client.get("/sparql", params={"query": BETWEEN, "format": "gexf"}, headers=tagged).status_code == 304
    assert client.head("/sparql", params={"query": BETWEEN, "format": "yed.graphml"}, headers=headers).content == b""


def test_accept_comes_before_the_format_of_an_address(client: httpx2.Client) -> None:
    answer = client.get("/sparql", params={"query": BETWEEN, "format": "gexf"}, headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    other = client.get("/sparql", params={"query": BETWEEN, "format": "jsonld"})
    assert other.headers["content-type"] == "application/sparql-results+json"


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT ?source { ?source ?p ?o }", "?target"),
        ("ASK {}", "SELECT"),
        ("DESCRIBE <urn:a>", "SELECT"),
        ("CONSTRUCT WHERE { ?source ?target ?o }", "CONSTRUCT"),
        ("SELECT ?source ?target { VALUES (?source ?target) { (1 UNDEF) } }", "no target"),
        ("SELECT ?source", "line 1"),
        ("SELECT ?source ?target ?weight { VALUES (?source ?target ?weight) { (1 2 0) } }", "above 0"),
        ("SELECT ?source ?target ?weight { VALUES (?source ?target ?weight) { (1 2 'much') } }", "above 0"),
        ("", "query"),
    ],
)
def test_a_query_without_ends_is_refused_in_words(client: httpx2.Client, query: str, problem: str) -> None:
    answer = client.get(f"/export/query.gexf?query={quote(query)}")
    assert answer.status_code == 400
    assert problem in json.dumps(answer.json())


def test_the_page_of_networks_leads_to_those_of_a_selection(read: Callable[..., str]) -> None:
    page = read("/export?partner=place/nevelsk&from=1990")
    assert "/export/exchanges.gexf?partner=place/nevelsk&amp;from=1990&amp;lang=en" in page
    assert "/export/ties." not in page
    assert "/browse?partner=place/nevelsk&amp;from=1990" in page
    assert 'href="/export?partner=place/nevelsk' in read("/browse?partner=place/nevelsk")


def test_the_page_of_networks_tells_their_sizes(read: Callable[..., str]) -> None:
    for language in ("ja", "en", "ru"):
        page = read("/export", language)
        assert page.count("/export/ties.") == len(NETWORK_FORMATS) - 1  # no trips, which end


def test_the_page_of_networks_tells_which_agreements_are_edges(read: Callable[..., str]) -> None:
    assert "edges: 1 of the 1 ties and agreements on record" in read("/export")
    assert "1 件のうち 1 件です" in read("/export", "ja")
    assert "ties and agreements on record" not in read("/export?partner=place/nevelsk")


def edge_of(client: httpx2.Client, select: str, ending: str = "graphml") -> dict[str, object]:
    """Return what a file says of the one edge of a query."""
    query = f"""PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT ?source ?target {select} {{ VALUES (?source ?target) {{ (<urn:a> <urn:b>) }} }}"""
    answer = client.get(f"/export/query.{ending}", params={"query": query})
    assert answer.status_code == 200, answer.text
    [(*_, told)] = networkx.read_graphml(io.BytesIO(answer.content)).edges(data=True)
    return dict(told)


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        ('"abc"^^xsd:integer', "abc"),
        ('"５"^^xsd:integer', "５"),
        ('"1e5"^^xsd:decimal', "1e5"),
        ('"12"^^xsd:nonNegativeInteger', 12),
        ('"0.5"^^xsd:float', 0.5),
        ("true", True),
        ('"maybe"^^xsd:boolean', "maybe"),
        (f'"{"9" * 5000}"^^xsd:integer', "9" * 5000),
        ('"1997-06"^^xsd:gYearMonth', "1997-06"),
    ],
)
def test_a_column_has_the_values_of_its_datatype_and_else_texts(
    client: httpx2.Client, literal: str, value: object
) -> None:
    assert edge_of(client, f"({literal} AS ?x)")["x"] == value


@pytest.mark.parametrize(
    ("literal", "day"),
    [
        ('"2019-05-01+09:00"^^xsd:date', "2019-05-01"),
        ('"2019-05-01Z"^^xsd:date', "2019-05-01"),
        ('"2019-05+09:00"^^xsd:gYearMonth', "2019-05"),
        ('"2019-10:00"^^xsd:gYear', "2019"),
        ('"2019-05-01T23:30:00.5-09:00"^^xsd:dateTime', "2019-05-01"),
        ('"9999-12-31"^^xsd:date', "9999-12-31"),
    ],
)
def test_a_date_is_its_day_in_any_zone(client: httpx2.Client, literal: str, day: str) -> None:
    assert edge_of(client, f"({literal} AS ?start)")["first"] == day


def test_an_end_is_told_without_a_start_and_not_before_it(client: httpx2.Client) -> None:
    assert edge_of(client, "(2019 AS ?end)")["last"] == "2019"
    assert edge_of(client, '("2019-05" AS ?start) (2019 AS ?end)')["last"] == "2019"
    assert edge_of(client, '("2019-05" AS ?start) (2018 AS ?end)')["last"] == "2019-05"


@pytest.mark.parametrize(
    ("name", "literal", "text"),
    [
        *(("start", '"abc"', "abc"), ("end", '"2019-13"', "2019-13"), ("end", '"2019-02-30"', "2019-02-30")),
        *(("start", '"-0044-03-15"^^xsd:date', "-0044-03-15"), ("end", "12024", "12024")),
        *(("people", '"many"', "many"), ("people", "-1", "-1"), ("people", "0.5", "0.5"), ("people", '"１"', "１")),
    ],
)
def test_what_cannot_be_read_is_a_column_of_texts(client: httpx2.Client, name: str, literal: str, text: str) -> None:
    told = edge_of(client, f"({literal} AS ?{name})")
    assert told[f"{name}_"] == text
    assert not {"first", "last", "people"} & set(told)


@pytest.mark.parametrize("literal", ['"１"', '"1_000"', '"NaN"^^xsd:double', '"INF"^^xsd:double', "-1"])
def test_a_weight_that_is_none_is_refused(client: httpx2.Client, literal: str) -> None:
    query = f"""PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT ?source ?target ({literal} AS ?weight) {{ VALUES (?source ?target) {{ (<urn:a> <urn:b>) }} }}"""
    answer = client.get("/export/query.gexf", params={"query": query})
    assert (answer.status_code, "weight of solution 1" in answer.json()["detail"]) == (400, True)


def test_no_file_without_a_thing_in_it_is_on_offer(reader: Reader, networks: dict[str, Network]) -> None:
    trips = {name for name, network in networks.items() if NETWORK_FORMATS["trips.geojson"].holds(network)}
    assert trips == {"exchanges", "meetings"}
    for name, network in networks.items():
        written = json.loads(NETWORK_FORMATS["trips.geojson"].write(network))["features"]
        assert bool(written) is (name in trips)
        assert all(each.holds(network) for ending, each in NETWORK_FORMATS.items() if ending != "trips.geojson")


def test_every_place_but_the_widest_regions_has_a_point(reader: Reader, networks: dict[str, Network]) -> None:
    for name in ("ties", "exchanges", "meetings"):
        missing = {node.kind for node in networks[name].nodes if node.latitude is None}
        assert missing <= {"MacroRegion"}, (name, missing)
        exact = [node.attributes["point"] for node in networks[name].nodes if node.latitude is not None]
        assert set(exact) <= {"own", "about"} and exact.count("own") > exact.count("about")
