"""Requests as named clients send them, and every type and parameter they ask by."""

from __future__ import annotations

import csv
import io
import json

import httpx2
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS

ID = "https://w3id.org/exgraph/id/"
NS = "https://w3id.org/exgraph/ns#"
ROWS = f"SELECT ?place ?label {{ ?place a <{NS}City> ; <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
GRAPH = f"CONSTRUCT WHERE {{ <{ID}place/nevelsk> ?p ?o }}"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv; charset=utf-8; header=present", "text/tab-separated-values; charset=utf-8"
TURTLE, NTRIPLES, RDFXML, JSONLD = (
    *("text/turtle; charset=utf-8", "application/n-triples", "application/rdf+xml", "application/ld+json"),
)


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        (None, JSON, TURTLE),
        ("", JSON, TURTLE),
        ("*/*", JSON, TURTLE),
        (JSON, JSON, 406),
        ("application/json", JSON, JSONLD),
        ("application/x-sparqlstar-results+json", JSON, 406),
        ("text/javascript", JSON, 406),
        (f"{JSON},*/*;q=0.9", JSON, TURTLE),
        ("application/n-triples,*/*;q=0.9", JSON, NTRIPLES),
        (XML, XML, 406),
        ("application/xml", XML, RDFXML),
        ("text/xml", XML, RDFXML),
        ("text/csv", CSV, 406),
        ("text/csv;header=present;charset=utf-8", CSV, 406),
        ("text/tab-separated-values", TSV, 406),
        ("text/turtle", 406, TURTLE),
        ("application/turtle", 406, TURTLE),
        ("application/x-turtle", 406, TURTLE),
        ("application/rdf+xml", 406, RDFXML),
        ("application/ld+json", 406, JSONLD),
        ("application/x-json+ld", 406, JSONLD),
        ("application/n-triples", 406, NTRIPLES),
        ("text/*", CSV, TURTLE),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.8", XML, 406),
        ("text/csv;q=0, */*;q=0.1", JSON, TURTLE),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.8, */*;q=0.1", JSON, RDFXML),
        ("image/png", 406, 406),
        ("text/csv;q=0", 406, 406),
    ],
)
def test_every_type_that_clients_ask_for(
    client: httpx2.Client, accept: str | None, rows: str | int, graph: str | int
) -> None:
    for query, expected in ((ROWS, rows), (GRAPH, graph)):
        request = client.build_request("GET", "/sparql", params={"query": query})
        del request.headers["accept"]
        if accept is not None:
            request.headers["accept"] = accept
        answer = client.send(request)
        outcome = answer.status_code if answer.status_code == 406 else answer.headers["content-type"]
        assert outcome == expected
        assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("parameter", ["format", "output", "results"])
@pytest.mark.parametrize(
    ("name", "rows", "graph"),
    [
        ("json", JSON, JSONLD),
        ("xml", XML, RDFXML),
        ("csv", CSV, TURTLE),
        ("tsv", TSV, TURTLE),
        ("turtle", JSON, TURTLE),
        ("ttl", JSON, TURTLE),
        ("n3", JSON, TURTLE),
        ("rdf", JSON, RDFXML),
        ("json-ld", JSON, JSONLD),
        ("nt", JSON, NTRIPLES),
        ("unheard-of", JSON, TURTLE),
    ],
)
def test_every_format_that_an_address_names(
    client: httpx2.Client, parameter: str, name: str, rows: str, graph: str
) -> None:
    asked = {parameter: name, "should-sponge": "soft", "debug": "on", "timeout": "30000"}
    assert client.get("/sparql", params={"query": ROWS, **asked}).headers["content-type"] == rows
    assert client.post("/sparql", data={"query": GRAPH, **asked}).headers["content-type"] == graph


def test_csv_as_programs_and_spreadsheets_read_it(client: httpx2.Client) -> None:
    query = 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { ("x,\\"y\\"\\nz" UNDEF 1) ("=1+1" "語"@ja 2.5) } }'
    answer = client.get("/sparql", params={"query": query, "format": "csv"})
    assert answer.text == 'a,b,c\r\n"x,""y""\nz",,1\r\n=1+1,語,2.5\r\n'
    assert list(csv.reader(io.StringIO(answer.text, newline=""))) == [
        *(["a", "b", "c"], ['x,"y"\nz', "", "1"], ["=1+1", "語", "2.5"]),
    ]
    assert client.get("/sparql", params={"query": query, "format": "csv", "bom": "1"}).content.startswith(
        b"\xef\xbb\xbfa,b"
    )
    assert client.get("/sparql", params={"query": query, "format": "tsv"}).text.splitlines() == [
        *("?a\t?b\t?c", '"x,\\"y\\"\\nz"\t\t1', '"=1+1"\t"語"@ja\t2.5'),
    ]


def test_terms_keep_their_languages_and_datatypes(client: httpx2.Client) -> None:
    month = '"1997-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    query = f'SELECT * {{ VALUES (?i ?d ?l ?y ?u) {{ (1 2.5 "a"@en {month} UNDEF) }} }}'
    row = client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]
    types = {name: value.get("datatype", "").rpartition("#")[2] for name, value in row.items()}
    assert types == {"i": "integer", "d": "decimal", "l": "", "y": "gYearMonth"}
    assert row["l"]["xml:lang"] == "en"


def test_columns_come_as_the_query_has_them_every_time(client: httpx2.Client) -> None:
    query = "SELECT * { ?zebra a ?kind . OPTIONAL { ?zebra <urn:none> ?apple } } LIMIT 1"
    heads = {tuple(client.get("/sparql", params={"query": f"{query} #{n}"}).json()["head"]["vars"]) for n in range(5)}
    assert heads == {("zebra", "kind", "apple")}


@pytest.mark.parametrize("type_", [XML, "application/rdf+xml"])
def test_what_xml_cannot_hold_is_refused_and_json_holds_it(client: httpx2.Client, type_: str) -> None:
    query = 'SELECT ("\\u0001" AS ?x) {}' if type_ == XML else 'CONSTRUCT { <urn:a> <urn:b> "\\u0001" } {}'
    refused = client.get("/sparql", params={"query": query}, headers={"Accept": type_})
    assert (refused.status_code, refused.headers["content-type"]) == (400, "application/problem+json")
    other = client.get("/sparql", params={"query": query}, headers={"Accept": "*/*"})
    assert other.status_code == 200


def test_head_is_get_without_a_body(client: httpx2.Client) -> None:
    for parameters in ({"query": ROWS}, {"query": GRAPH}, {}):
        got = client.get("/sparql", params=parameters, headers={"Accept": "text/turtle, text/csv"})
        head = client.head("/sparql", params=parameters, headers={"Accept": "text/turtle, text/csv"})
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-type"] == got.headers["content-type"]


@pytest.mark.parametrize(
    "path", ["/sparql", "/sparql/", "/rdf-graph-store", "/id/place/nevelsk", "/.well-known/void", "/ns"]
)
def test_any_site_may_ask(client: httpx2.Client, path: str) -> None:
    flight = client.options(
        path,
        headers={
            "Origin": "https://yasgui.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "accept,authorization,content-type,x-requested-with",
        },
    )
    assert flight.status_code == 204
    allowed = flight.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("accept", "authorization", "content-type", "x-requested-with"))
    wrong = client.get(path, params={"query": "SELEC"}, headers={"Origin": "https://yasgui.example"})
    assert wrong.headers["access-control-allow-origin"] == "*"
    exposed = wrong.headers["access-control-expose-headers"]
    assert all(name in exposed for name in ("ETag", "Link", "Retry-After", "Content-Type"))


@pytest.mark.parametrize(
    ("query", "accept", "type_"),
    [
        (ROWS, "application/sparql-results+json,*/*;q=0.9", JSON),
        (GRAPH, "application/n-triples,*/*;q=0.9", NTRIPLES),
    ],
)
def test_yasgui(client: httpx2.Client, query: str, accept: str, type_: str) -> None:
    headers = {
        "Accept": accept,
        "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
        "Origin": "https://yasgui.example",
        "X-Requested-With": "XMLHttpRequest",
    }
    # Its graph parameters end in a blank, and the default one repeats the named ones; they are no parameters of ours.
    body = httpx2.QueryParams([("query", query), ("using-graph-uri ", "urn:x"), ("using-named-graph-uri ", "urn:y")])
    answer = client.post("/sparql", content=str(body), headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, type_)


def test_ontodia_and_virtuoso_habits(client: httpx2.Client) -> None:
    label = f"OPTIONAL {{ ?s <{RDFS.label}> ?l FILTER(LANG(?l) = 'ru') }}"
    query = f"SELECT ?s ?l {{ VALUES ?s {{ <{ID}place/nevelsk> }} {label} }}"
    direct = {"Content-Type": "application/sparql-query; charset=UTF-8", "Accept": JSON}
    assert client.post("/sparql", content=query.encode(), headers=direct).json()["results"]["bindings"][0]["l"]["value"]
    habit = {"query": query, "format": "application/sparql-results+json", "default-graph-uri": ""}
    assert client.get("/sparql", params=habit).json()["results"]["bindings"][0]["l"]["xml:lang"] == "ru"


def test_protege_reads_the_ontology_at_its_address(client: httpx2.Client) -> None:
    ontology = URIRef("https://w3id.org/exgraph/ns")
    graphs = []
    for accept, format_ in (("application/rdf+xml, text/turtle;q=0.5", "xml"), ("text/turtle", "turtle")):
        answer = client.get("/ns", headers={"Accept": accept})
        graphs.append(Graph().parse(data=answer.content, format=format_))
    assert len(graphs[0]) == len(graphs[1])
    version = graphs[0].value(ontology, OWL.versionIRI)
    assert client.get("/ns/" + str(version).rpartition("/")[2], headers={"Accept": "text/turtle"}).status_code == 200
    assert not list(graphs[0].objects(None, OWL.imports))
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in graphs[0].subjects(RDF.type, kind):
            if str(term).startswith(NS):
                assert {label.language for label in graphs[0].objects(term, RDFS.label)} >= {"ja", "en"}  # type: ignore[attr-defined]


def test_a_described_thing_comes_with_the_names_of_what_it_points_at(client: httpx2.Client) -> None:
    query = {"query": f"DESCRIBE <{ID}place/wakkanai>"}
    answer = client.get("/sparql", params=query, headers={"Accept": "application/ld+json"})
    nodes = {node["@id"] for node in json.loads(answer.content)["@graph"]}
    assert {f"{ID}place/wakkanai", f"{ID}place/hokkaido"} <= nodes
