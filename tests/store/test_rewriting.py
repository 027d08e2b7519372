"""What SPARQL 1.1 asks for and the engine does otherwise, beyond what the W3C suite tries."""

from __future__ import annotations

import json
from io import BytesIO
from xml.etree import ElementTree

import pyoxigraph
import pytest

from exgraph.errors import QueryError
from exgraph.model.iri import Base
from exgraph.store import Store

DATA = """
<urn:a> <urn:p> <urn:b> <urn:g1> .
<urn:b> <urn:p> <urn:c> <urn:g2> .
<urn:a> <urn:name> "A"@en <urn:g1> .
"""


@pytest.fixture
def small() -> Store:
    engine = pyoxigraph.Store()
    for quad in pyoxigraph.parse(DATA, format=pyoxigraph.RdfFormat.N_QUADS):
        engine.extend([quad, pyoxigraph.Quad(quad.subject, quad.predicate, quad.object)])
    return Store(engine, Base())


def rows(store: Store, query: str) -> list[dict[str, str]]:
    document = json.loads(store.query(query).body)
    return [{name: value["value"] for name, value in row.items()} for row in document["results"]["bindings"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT ?x { ?x <urn:p>* <urn:none> . }", ["urn:none"]),
        ("PREFIX u: <urn:> SELECT ?x { u:none (u:p|u:q)? ?x }", ["urn:none"]),
        ("SELECT ?x { ?x ^<urn:p>* <urn:none> # a comment. }\n}", ["urn:none"]),
        ("SELECT ?x { ?x <urn:p>* <urn:b> }", ["urn:a", "urn:b"]),
        ("SELECT ?x { ?x <urn:p>+ <urn:none> }", []),
        ("SELECT ?x { ?x <urn:p> ?y ; <urn:p>* <urn:none> }", []),
        ("SELECT ?x { ?x <urn:p>* <urn:none> FILTER(true) }", ["urn:none"]),
        ("SELECT ?x { ?x <urn:p>* <urn:none> BIND(1 AS ?y) }", ["urn:none"]),
        ("SELECT ?x { ?x <urn:p>* <urn:none> OPTIONAL { ?x <urn:p> ?y } }", ["urn:none"]),
        ("SELECT ?x { OPTIONAL { ?x <urn:p> <urn:c> } ?x <urn:p>* <urn:none> { } }", []),
        ('SELECT ?x { ?x <urn:p>* "lit" }', ["lit"]),
        ('SELECT ?x { ?x <urn:p>* "lit"@en, <urn:none> }', []),
        ('SELECT ?x { "lit"^^<urn:type> <urn:p>? ?x }', ["lit"]),
        ("SELECT ?x { ?x <urn:p>* 05 }", ["5"]),
        ("SELECT ?x { ?x <urn:p>* -7, -7 ; }", ["-7"]),
        ("SELECT ?x { ?x <urn:p>* true . }", ["true"]),
        ('SELECT ?x { ?x <urn:p>* "A"@en }', ["A"]),
        ("SELECT ?x { ?x <urn:p>|<urn:q>? <urn:none> }", ["urn:none"]),
        ("SELECT ?x { ?x (<urn:p>*/^<urn:q>?) <urn:none> }", ["urn:none"]),
        ("SELECT ?x { ?x <urn:p>?|<urn:q>? <urn:none> }", ["urn:none", "urn:none"]),
        ("SELECT ?x { ?x (<urn:p>?|<urn:q>?)+ <urn:none> }", ["urn:none"]),
        ("SELECT ?x { ?x <urn:p>*/<urn:q> <urn:none> }", []),
        ("SELECT ?x { ?x !<urn:p>/<urn:q>* <urn:none> }", []),
        ("SELECT ?x { <urn:none> <urn:p>* <urn:none> BIND(1 AS ?x) }", ["1"]),
        ("SELECT ?x { <urn:none> <urn:p>* <urn:other> BIND(1 AS ?x) }", []),
        ("SELECT ?x { <urn:a> <urn:p>* <urn:a> BIND(1 AS ?x) }", ["1"]),
        ("SELECT ?x { GRAPH <urn:g1> { <urn:c> <urn:p>* ?x } }", ["urn:c"]),
        ("SELECT ?x { GRAPH <urn:g1> { <urn:a> <urn:p>* ?x } }", ["urn:a", "urn:b"]),
        ("SELECT ?x { GRAPH ?x { <urn:none> <urn:p>* <urn:none> } }", ["urn:g1", "urn:g2"]),
        ("SELECT ?x { VALUES ?x { <urn:none> } ?x <urn:p>* ?y }", []),
        ("SELECT ?x { _:b <urn:p>* <urn:none> . _:b <urn:p> ?x }", []),
    ],
)
def test_a_path_of_no_length_reaches_its_own_end(small: Store, query: str, found: list[str]) -> None:
    assert sorted(row["x"] for row in rows(small, query)) == found


def test_graphs_are_asked_one_by_one(small: Store) -> None:
    counted = rows(small, "SELECT ?g ?n { GRAPH ?g { SELECT (COUNT(*) AS ?n) { ?s <urn:name> ?o } } }")
    assert sorted((row["g"], row["n"]) for row in counted) == [("urn:g1", "1"), ("urn:g2", "0")]
    query = "SELECT ?g { GRAPH ?g { ?s <urn:p> ?o MINUS { ?x <urn:name> ?y } } }"
    assert sorted(row["g"] for row in rows(small, query)) == ["urn:g1", "urn:g2"]


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT ?g { GRAPH ?g { FILTER(BOUND(?g)) } }", []),
        ("SELECT ?g { GRAPH ?g { ?s ?p ?o FILTER(BOUND(?g)) } }", []),
        ("SELECT ?g { GRAPH ?g { ?s <urn:p> ?o OPTIONAL { ?s <urn:name> ?g } } }", ["urn:g2"]),
        ("SELECT ?g { GRAPH ?g { GRAPH ?h { ?s <urn:name> ?o MINUS { ?x <urn:n> ?y } } } }", ["urn:g1", "urn:g2"]),
        ("SELECT ?g FROM NAMED <urn:g2> { GRAPH ?g { ?s <urn:p> ?o MINUS { ?x <urn:name> ?y } } }", ["urn:g2"]),
    ],
)
def test_a_graph_is_named_only_outside_itself(small: Store, query: str, graphs: list[str]) -> None:
    assert sorted(row["g"] for row in rows(small, query)) == graphs


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT (TRUE AS ?x) {}", "true"),
        ("SELECT (Coalesce # (\n (?y, 1) AS ?x) {}", "1"),
        ("SELECT ?x { <urn:b> ! ( ) ?x FILTER(! (false)) }", "urn:c"),
        ("SELECT ?x { VALUES ?x { False } }", "false"),
        ("SELECT ('TRUE' AS ?x) { FILTER(TRUE) }", "TRUE"),
        ("\ufeffSELECT (1 AS ?x) {}", "1"),
        (r'SELECT (REPLACE("5", "([0-9])", "\\$$1") AS ?x) {}', "$5"),
        (r'SELECT (REPLACE("ab", "(a)", "$1x") AS ?x) {}', "axb"),
        (r'SELECT (REPLACE("ab", "(a)", "\\\\") AS ?x) {}', "\\b"),
        (r'SELECT (REPLACE("a,b", ",", ";$0") AS ?x) {}', "a;,b"),
    ],
)
def test_what_is_legal_is_read_as_it_says(small: Store, query: str, expected: str) -> None:
    assert rows(small, query) == [{"x": expected}]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        (r'SELECT * { FILTER(REGEX("aa", "(a)\\1")) }', "back reference"),
        (r'SELECT (REPLACE("aa", "(a)\\1", "b") AS ?x) {}', "back reference"),
        ("SELECT ?s (COUNT(?p) AS ?c) { ?s ?p ?o } GROUP BY ?s HAVING (?c > 1)", r"\?c has no value in HAVING"),
    ],
)
def test_what_would_fail_without_a_word_is_refused(small: Store, query: str, named: str) -> None:
    with pytest.raises(QueryError, match=named):
        small.query(query)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("9223372036854775807 + 1", "9223372036854775808"),
        ("9223372036854775807*2-1", "18446744073709551613"),
        ("-9223372036854775808 -1", "-9223372036854775809"),
        ("1 - 99999999999999999999 - 1", "-99999999999999999999"),
        ("2 + 3 * 99999999999999999999", "299999999999999999999"),
        ("-(99999999999999999999)", "-99999999999999999999"),
        ("99999999999999999999 > 1 && 1 < 99999999999999999999", "true"),
        ("99999999999999999999 = 99999999999999999998", "false"),
        ("99999999999999999999 / 3", "33333333333333333333"),
        ("12345678901234567890123.5 + 1", "12345678901234567890124.5"),
        ("<http://www.w3.org/2001/XMLSchema#integer>('99999999999999999999') + 1", "100000000000000000000"),
        ("SUM(?v)", "9223372036854775808"),
        ("IF(EXISTS { FILTER((1 + 99999999999999999999) > (2 + 1)) }, 1, 2)", "1"),
        ("IF(99999999999999999999 IN (1, 99999999999999999999), 'yes', 'no')", "yes"),
    ],
)
def test_integers_are_of_any_size(small: Store, expression: str, value: str) -> None:
    found = rows(
        small, f"SELECT ({expression} AS ?x) {{ {{ SELECT ?v {{ VALUES ?v {{ 9223372036854775807 1 }} }} }} }}"
    )
    assert {row["x"] for row in found} == {value}


def test_what_is_no_number_stays_an_error(small: Store) -> None:
    assert rows(small, "SELECT (99999999999999999999 + 'a' AS ?x) (1 / 0 AS ?y) {}") == [{}]
    assert rows(small, "SELECT ?v { VALUES ?v { 99999999999999999999 1 'a' } FILTER(?v > 1) }") == [
        {"v": "99999999999999999999"}
    ]


@pytest.mark.xfail(strict=True, reason="the engine computes with 64 bits; docs/conformance.md")
def test_long_numbers_of_the_data_alone_are_added_up() -> None:
    engine = pyoxigraph.Store()
    engine.update("INSERT DATA { <urn:a> <urn:v> 9223372036854775807, 1 }")
    assert rows(Store(engine, Base()), "SELECT (SUM(?v) AS ?x) { ?s <urn:v> ?v }") == [{"x": "9223372036854775808"}]


def test_names_that_mean_something_in_having_may_stand_there(small: Store) -> None:
    query = "SELECT ?s (COUNT(?p) AS ?c) { ?s ?p ?o } GROUP BY ?s (STR(?s) AS ?t) HAVING (COUNT(?p) > 1 && BOUND(?t))"
    assert rows(small, query) == [{"s": "urn:a", "c": "2"}]
    assert rows(small, r'SELECT (REGEX("a.1", "\\.1", "q") AS ?x) {}') == [{"x": "false"}]


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX : <http://127.0.0.1:1/> SELECT * { ?s ?p trueSERVICE:x{ ?a ?b ?c } }",
        "PREFIX service: <http://a/> PREFIX : <http://127.0.0.1:1/> SELECT * { service:x{ ?a ?b ?c } }",
        "PREFIX x: <http://a/> SELECT * { ?s ?p x:a.b.SERVICE<http://127.0.0.1:1/>{ ?a ?b ?c } }",
    ],
)
def test_no_end_of_a_name_is_the_keyword_service(small: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"cannot be read|not declared"):
        small.query(query)


SHARED = """
<urn:a> <urn:v> "10"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g1> .
<urn:b> <urn:v> "20"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g1> .
<urn:a> <urn:v> "10"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g2> .
<urn:c> <urn:v> "30"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g2> .
_:x <urn:v> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g3> .
_:x <urn:v> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g4> .
"""
COUNTED = "PREFIX u: <urn:> SELECT (COUNT(*) AS ?n) (SUM(?v) AS ?t) {} {{ ?s <urn:v> ?v }}"


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("FROM <urn:g1> FROM u:g2", {"n": "3", "t": "60"}),
        ("FROM <urn:g1> FROM <urn:g1>", {"n": "2", "t": "30"}),
        ("FROM <urn:g1> FROM <urn:g3>", {"n": "3", "t": "31"}),
        ("FROM <urn:g3> FROM <urn:g4>", {"n": "1", "t": "1"}),
        ("FROM <urn:g1> FROM <urn:none>", {"n": "2", "t": "30"}),
        ("FROM NAMED <urn:g1>", {"n": "0", "t": "0"}),
    ],
)
def test_a_default_graph_of_several_graphs_is_a_set(clauses: str, expected: dict[str, str]) -> None:
    engine = pyoxigraph.Store()
    engine.extend(pyoxigraph.parse(SHARED, format=pyoxigraph.RdfFormat.N_QUADS))
    store = Store(engine, Base())
    assert rows(store, COUNTED.replace("{}", clauses, 1).replace("{{", "{").replace("}}", "}")) == [expected]
    query = COUNTED.replace("{}", "", 1).replace("{{", "{").replace("}}", "}")
    both = json.loads(store.query(query, default_graphs=["urn:g1", "urn:g2"]).body)["results"]["bindings"][0]
    assert (both["n"]["value"], both["t"]["value"]) == ("3", "60")


def test_concatenated_values_have_no_language(small: Store) -> None:
    query = 'SELECT (GROUP_CONCAT(DISTINCT ?n; SEPARATOR=")") AS ?all) { ?s <urn:name> ?n }'
    binding = json.loads(small.query(query).body)["results"]["bindings"][0]["all"]
    assert binding == {"type": "literal", "value": "A"}


def test_an_unknown_function_gives_no_value(small: Store) -> None:
    assert rows(small, "SELECT ?s (<urn:f>(?s) AS ?v) { ?s <urn:name> ?o }") == [{"s": "urn:a"}]


def test_an_error_is_told_where_the_client_wrote_it(small: Store) -> None:
    with pytest.raises(QueryError) as caught:
        small.query("SELECT (GROUP_CONCAT(?n) AS ?all) { ?s <urn:name> ?n }\nGROPU BY ?s")
    assert (caught.value.at.line, caught.value.at.column) == (2, 1)


@pytest.mark.parametrize(
    "name",
    [
        "http://ex.test/123",
        "http://ex.test/",
        "http://ex.test/a%20",
        "http://ex.test/\U00020000",
        "rdf:li",
        "rdf:bagID",
    ],
)
def test_a_property_that_xml_cannot_name_is_refused_before_a_byte_is_sent(small: Store, name: str) -> None:
    iri = name.replace("rdf:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#")
    query = f"CONSTRUCT {{ ?s <urn:p> ?o . <urn:z> <{iri}> 'x' }} {{ ?s <urn:p> ?o }}"
    output = BytesIO()
    with pytest.raises(QueryError, match="RDF/XML cannot carry") as caught:
        small.query(query, graph_format="rdfxml").write(output)
    assert iri in caught.value.problem
    assert output.getvalue() == b""
    assert iri in small.query(query, graph_format="ntriples").body.decode()


@pytest.mark.parametrize("name", ["日本", "1a", "a·b", "a.b-c", "-a", "a:b"])
def test_a_property_that_ends_in_a_name_is_written_as_xml(small: Store, name: str) -> None:
    query = f"CONSTRUCT {{ ?s <http://ex.test/{name}> ?o }} {{ ?s <urn:p> ?o }}"
    document = small.query(query, graph_format="rdfxml").body
    assert ElementTree.fromstring(document) is not None  # noqa: S314 - our own document
    found = {quad.predicate.value for quad in pyoxigraph.parse(document, format=pyoxigraph.RdfFormat.RDF_XML)}
    assert found == {f"http://ex.test/{name}"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * {\n\u3000?s ?p 5 }", "U+3000 (ideographic space) is no blank"),
        ("SELECT *\u00a0{ ?s ?p 5 }", "U+00A0 (no-break space) is no blank"),
        ("SELECT * { ?s\u200b ?p 5 }", "U+200B"),
        ("SELECT * {\n ?s <http://ex.test/a b> 5 }", "an IRI holds no blank"),
    ],
)
def test_a_blank_that_is_none_is_named(small: Store, query: str, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        small.query(query)
    assert said in caught.value.problem


def test_no_hint_offers_what_is_refused(small: Store) -> None:
    with pytest.raises(QueryError) as caught:
        small.query("SELECT * { ?s ?p }")
    assert "SERVICE" not in (caught.value.remedy or "")
