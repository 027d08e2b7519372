from __future__ import annotations

import socket
from io import StringIO
from typing import Any
from urllib.parse import quote

import httpx2
import pandas
import pytest
from SPARQLWrapper import CSV, JSON, JSONLD, N3, POST, RDFXML, TSV, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

NS = "https://w3id.org/exgraph/ns#"
ID = "https://w3id.org/exgraph/id/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SELECT = f"SELECT ?place ?label {{ ?place a <{NS}City> ; <{RDFS}label> ?label }} ORDER BY ?label"
CONSTRUCT = f"CONSTRUCT WHERE {{ <{ID}place/nevelsk> ?p ?o }}"
FRIENDLY = f"ASK {{ <{ID}concept/category/specimen/%E5%8F%8B%E5%A5%BD> <{SKOS}prefLabel> '友好'@ja }}"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def test_the_three_forms_of_the_protocol_answer_alike(client: httpx2.Client) -> None:
    answers = [
        client.get("/sparql", params={"query": SELECT}),
        client.post("/sparql", data={"query": SELECT}),
        client.post("/sparql", content=SELECT, headers=DIRECT),
        client.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
        client.get("/sparql/", params={"query": SELECT}),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0].headers["content-type"] == "application/sparql-results+json"


def test_japanese_and_percent_signs_are_decoded_exactly_once(client: httpx2.Client) -> None:
    encoded = quote(FRIENDLY, safe="")
    for answer in (
        client.get(f"/sparql?query={encoded}"),
        client.post("/sparql", content=f"query={encoded}", headers=FORM),
        client.post("/sparql", content=FRIENDLY.encode(), headers=DIRECT),
    ):
        assert answer.json()["boolean"] is True


@pytest.mark.parametrize(
    ("accept", "query", "media_type"),
    [
        ("application/sparql-results+json", SELECT, "application/sparql-results+json"),
        ("application/json", SELECT, "application/sparql-results+json"),
        ("application/sparql-results+xml", SELECT, "application/sparql-results+xml"),
        ("text/csv", SELECT, "text/csv; charset=utf-8; header=present"),
        ("text/csv", "ASK {}", "text/csv; charset=utf-8; header=present"),
        ("text/tab-separated-values", SELECT, "text/tab-separated-values; charset=utf-8"),
        ("text/turtle", CONSTRUCT, "text/turtle; charset=utf-8"),
        ("application/n-triples,*/*;q=0.9", CONSTRUCT, "application/n-triples"),
        ("application/rdf+xml", CONSTRUCT, "application/rdf+xml"),
        ("application/ld+json", f"DESCRIBE <{ID}place/nevelsk>", "application/ld+json"),
        ("*/*", f"DESCRIBE <{ID}place/nevelsk>", "text/turtle; charset=utf-8"),
    ],
)
def test_the_type_is_the_one_asked_for(client: httpx2.Client, accept: str, query: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["access-control-allow-origin"] == "*"


def test_the_address_names_the_format_where_accept_does_not(client: httpx2.Client) -> None:
    parameters = {"query": SELECT, "format": "csv", "output": "csv", "results": "csv", "timeout": "0", "debug": "on"}
    assert client.get("/sparql", params=parameters).text.startswith("place,label\r\n")
    assert client.get("/sparql", params=parameters, headers=BROWSER).text.startswith("place,label\r\n")
    specific = client.get("/sparql", params=parameters, headers={"Accept": "application/sparql-results+xml"})
    assert specific.text.startswith("<?xml")
    marked = client.get("/sparql", params={**parameters, "bom": "1"})
    assert marked.content.startswith(b"\xef\xbb\xbfplace")


def test_an_empty_result_keeps_its_header_row(client: httpx2.Client) -> None:
    query = "SELECT ?b ?a { ?a a <http://example.org/nothing> }"
    assert client.get("/sparql", params={"query": query, "format": "csv"}).text == "b,a\r\n"


@pytest.mark.parametrize(
    ("request_", "content", "headers", "status"),
    [
        ("PUT /sparql?query=ASK%20%7B%7D", b"", {}, 405),
        ("DELETE /sparql", b"", {}, 405),
        ("GET /sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", b"", {}, 400),
        ("POST /sparql?query=ASK%20%7B%7D", b"ASK {}", DIRECT, 400),
        ("POST /sparql", b"query=ASK%20%7B%7D", {"Content-Type": "text/plain"}, 415),
        ("POST /sparql", b"query=ASK%20%7B%7D", {}, 415),
        ("POST /sparql", b"ASK {}", {"Content-Type": "application/sparql-query; charset=UTF-16"}, 415),
        ("POST /sparql", "ASK {}".encode("utf-16"), DIRECT, 400),
        ("POST /sparql", b"query=%FF%FE", FORM, 400),
        ("POST /sparql", b"ASK {}", {**DIRECT, "Content-Encoding": "gzip"}, 415),
        ("POST /sparql", b"format=csv", FORM, 400),
        ("GET /sparql?default-graph-uri=http%3A%2F%2Fa", b"", {}, 400),
        ("GET /sparql?query=ASK%20%7B", b"", {}, 400),
        ("GET /sparql?query=", b"", {}, 400),
        ("GET /sparql?query=ASK%20%7B%7D", b"", {"Accept": "image/png"}, 406),
        ("GET /sparql?update=CLEAR%20ALL", b"", {}, 400),
        ("POST /sparql", b"update=CLEER%20ALL", FORM, 400),
        ("POST /sparql", b"update=ASK%20%7B%7D", FORM, 400),
        ("POST /sparql", b"update=CLEAR%20ALL&update=CLEAR%20ALL", FORM, 400),
        ("POST /sparql", b"update=CLEAR%20ALL&query=ASK%20%7B%7D", FORM, 400),
        ("POST /sparql", b"update=CLEAR%20ALL", FORM, 403),
        ("POST /sparql", b"CLEAR ALL", {"Content-Type": "application/sparql-update"}, 403),
        ("POST /sparql", b"CLEAR ALL", DIRECT, 403),
        ("POST /sparql", b"ASK { SERVICE <http://127.0.0.1:1/> {} }", DIRECT, 403),
        ("POST /sparql", b"SELECT * " + b"{" * 300 + b"}" * 300, DIRECT, 400),
        ("POST /sparql", b"ASK {}" + b" " * 1_000_001, DIRECT, 413),
        ("POST /sparql", b" " * 10_000_001, DIRECT, 413),
        ("GET /sparql?query=ASK%20%7B%7D&x=" + "x" * 60_000, b"", {}, 414),
    ],
)
def test_what_cannot_be_answered_has_its_status(
    client: httpx2.Client, request_: str, content: bytes, headers: dict[str, str], status: int
) -> None:
    answer = client.request(*request_.split(" "), content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert client.get("/health").status_code == 200


def test_other_methods_are_told_which_there_are(client: httpx2.Client) -> None:
    allowed = client.put("/sparql").headers["allow"].split(", ")
    assert set(allowed) == {"GET", "HEAD", "POST"}


def test_bad_syntax_is_told_with_line_and_column(client: httpx2.Client) -> None:
    query = "SELECT ?x {\n  ?x ?y ?z\n} ORDR BY ?x"
    document = client.get("/sparql", params={"query": query}).json()
    assert (document["line"], document["column"]) == (3, 3)
    text = client.get("/sparql", params={"query": query}, headers={"Accept": "text/plain"})
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.text.startswith("line 3, column 3: ")
    page = client.get("/sparql", params={"query": query}, headers={**BROWSER, "Accept-Language": "ru"})
    assert page.status_code == 400
    assert "Строка 3, столбец 3" in page.text
    assert "ORDR BY" in page.text


def test_what_is_on_offer_is_told_with_406(client: httpx2.Client) -> None:
    refused = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "image/png"})
    assert "application/sparql-results+json, application/sparql-results+xml, text/csv" in refused.json()["detail"]


def test_graphs_are_chosen_by_the_protocol_and_never_fetched(client: httpx2.Client) -> None:
    with socket.socket() as trap:
        trap.bind(("127.0.0.1", 0))
        trap.listen()
        trap.settimeout(0.2)
        outside = f"http://127.0.0.1:{trap.getsockname()[1]}/data.ttl"
        query = f"ASK FROM <{outside}> {{ ?s ?p ?o }}"
        assert client.get("/sparql", params={"query": query}).json()["boolean"] is False
        chosen = client.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": outside})
        assert chosen.json()["boolean"] is False
        with pytest.raises(TimeoutError):
            trap.accept()
    second = {"query": query, "default-graph-uri": "https://w3id.org/exgraph/graph/second"}
    assert client.get("/sparql", params=second).json()["boolean"] is True
    assert client.post("/sparql", data=second).json()["boolean"] is True
    named = {"query": "ASK { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "https://w3id.org/exgraph/graph/second"}
    assert client.get("/sparql", params=named).json()["boolean"] is True


def test_head_and_options(client: httpx2.Client) -> None:
    head = client.head("/sparql", params={"query": SELECT})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == "application/sparql-results+json"
    flight = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}
    options = client.options("/sparql", headers=flight)
    assert options.status_code == 204
    assert "POST" in options.headers["access-control-allow-methods"]
    assert "Content-Type" in options.headers["access-control-allow-headers"]
    assert "POST" in options.headers["allow"]


def test_an_answer_is_not_sent_twice(client: httpx2.Client) -> None:
    first = client.get("/sparql", params={"query": SELECT})
    tag = {"If-None-Match": first.headers["etag"]}
    assert client.get("/sparql", params={"query": SELECT}, headers=tag).status_code == 304
    other = client.get("/sparql", params={"query": SELECT, "format": "csv"}, headers=tag)
    assert other.status_code == 200
    assert "max-age" in first.headers["cache-control"]


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
def test_without_a_query_programs_get_the_description_and_people_the_form(client: httpx2.Client, path: str) -> None:
    description = client.get(path, headers={"Accept": "text/turtle"})
    assert description.headers["content-type"] == "text/turtle; charset=utf-8"
    assert (
        "sparql-service-description#UnionDefaultGraph" in description.text or "sd:UnionDefaultGraph" in description.text
    )
    assert f"{client.base_url}/sparql" in description.text
    assert "BasicFederatedQuery" not in description.text
    for accept in ("application/rdf+xml", "application/ld+json", "application/n-triples", "*/*"):
        assert client.get(path, headers={"Accept": accept}).status_code == 200
    assert "<textarea" in client.get(path, headers=BROWSER).text


def test_a_forged_host_never_reaches_the_description(client: httpx2.Client) -> None:
    forged = client.get("/sparql", headers={"Accept": "text/turtle", "Host": "evil> . <a"})
    assert "evil" not in forged.text


def test_people_get_a_table(client: httpx2.Client) -> None:
    page = client.get("/sparql", params={"query": SELECT}, headers=BROWSER).text
    assert '<a href="/id/place/nevelsk">id/place/nevelsk</a>' in page
    assert '<span lang="ru">Невельск</span>' in page
    assert "exg:" in client.get("/sparql", params={"query": CONSTRUCT}, headers=BROWSER).text
    assert "<td>true</td>" in client.get("/sparql", params={"query": "ASK {}"}, headers=BROWSER).text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # inside SPARQLWrapper and rdflib
@pytest.mark.parametrize(
    ("form", "query"),
    [(form, SELECT) for form in (JSON, XML, CSV, TSV)] + [(form, CONSTRUCT) for form in (TURTLE, N3, RDFXML, JSONLD)],
)
@pytest.mark.parametrize("method", ["GET", POST])
@pytest.mark.parametrize("strictly", [True, False])
def test_sparqlwrapper_reads_every_format(server: str, form: str, query: str, method: str, strictly: bool) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql")
    wrapper.setQuery(query)
    wrapper.setReturnFormat(form)
    wrapper.setMethod(method)
    wrapper.setOnlyConneg(strictly)
    result: Any = wrapper.query().convert()  # what it is depends on the format
    if form == JSON:
        assert len(result["results"]["bindings"]) == 6
    elif form == XML:
        assert len(result.getElementsByTagName("result")) == 6
    elif form in (CSV, TSV):
        assert len(result.decode().splitlines()) == 7
    elif form in (RDFXML, JSONLD):
        assert len(result) == 9
    else:
        assert "Невельск" in result.decode()


def test_sparqlwrapper_tells_bad_syntax(server: str) -> None:
    wrapper = SPARQLWrapper(f"{server}/sparql")
    wrapper.setQuery("SELECT * {")
    with pytest.raises(QueryBadFormed):
        wrapper.query()


def test_pandas_reads_csv_and_json_alike(server: str, client: httpx2.Client) -> None:
    frame = pandas.read_csv(f"{server}/sparql?query={quote(SELECT)}&format=csv")
    bindings = client.get("/sparql", params={"query": SELECT}).json()["results"]["bindings"]
    flat = pandas.json_normalize(bindings)
    assert list(frame.columns) == ["place", "label"]
    assert list(frame["label"]) == list(flat["label.value"])
    tabbed = client.get("/sparql", params={"query": SELECT, "format": "tsv"}).text
    assert len(pandas.read_csv(StringIO(tabbed), sep="\t")) == 6


def test_completion_offers_terms_and_things_in_the_language_of_the_reader(client: httpx2.Client) -> None:
    russian = {"Accept-Language": "ru"}
    answer = client.get("/sparql/terms.json", headers=russian)
    terms = {term[0]: term[1:] for term in answer.json()}
    kind, label, others, uses = terms["exg:City"]
    assert (kind, label, uses) == ("class", "город", 2)
    assert "市" in others
    assert terms["exg:involves"][0] == "property"
    again = client.get("/sparql/terms.json", headers={**russian, "If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    for text in ("ネベ", "nevel", "Невел"):
        things = client.get("/sparql/things.json", params={"q": text}, headers=russian).json()
        assert things[0][:3] == ["https://w3id.org/exgraph/id/place/nevelsk", "Невельск", "место"]
    assert client.get("/sparql/things.json").json() == []
