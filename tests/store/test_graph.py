from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pyoxigraph
import pytest

from exgraph.errors import QueryError, StoreError
from exgraph.model.iri import NS
from exgraph.store import Store, convert, load

ID = "https://w3id.org/exgraph/id/"
PREFIX = f"PREFIX exg: <{NS}>\n"


def bindings(store: Store, query: str, **options: list[str]) -> list[dict[str, str]]:
    document = json.loads(store.query(query, **options).body)  # type: ignore[arg-type]
    return [{name: value["value"] for name, value in row.items()} for row in document["results"]["bindings"]]


def test_the_union_counts_what_two_graphs_tell_once(store: Store) -> None:
    query = PREFIX + "SELECT (COUNT(*) AS ?n) { ?a a exg:SisterCityAgreement }"
    assert bindings(store, query) == [{"n": "1"}]
    named = PREFIX + "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a a exg:SisterCityAgreement } }"
    assert bindings(store, named) == [{"n": "2"}]


def test_graphs_can_be_chosen_and_nothing_is_fetched(store: Store) -> None:
    query = "SELECT ?a FROM <https://example.org/elsewhere> { ?a a <https://w3id.org/exgraph/ns#SisterCityAgreement> }"
    second = ["https://w3id.org/exgraph/graph/second"]
    assert bindings(store, query) == []
    assert len(bindings(store, query, default_graphs=second)) == 1
    assert bindings(store, query, default_graphs=["http://127.0.0.1:9/"]) == []
    named = PREFIX + "SELECT ?g { GRAPH ?g { ?a a exg:SisterCityAgreement } }"
    assert bindings(store, named, named_graphs=second) == [{"g": second[0]}]
    assert bindings(store, named, default_graphs=second) == []


def test_the_columns_of_a_star_come_in_order_of_appearance(store: Store) -> None:
    query = (
        PREFIX + "SELECT * { ?series exg:organiser ?organiser . ?event exg:inSeries ?series ; exg:edition ?edition }"
    )
    assert store.query(query, accept_results="csv").body.startswith(b"series,organiser,event,edition\r\n")
    inner = PREFIX + "SELECT * { { SELECT ?z (COUNT(*) AS ?a) { ?hidden a ?z } GROUP BY ?z } }"
    assert store.query(inner, accept_results="tsv").body.startswith(b"?z\t?a\n")


def test_each_result_format_is_well_formed(store: Store) -> None:
    query = (
        PREFIX + f"SELECT ?label ?none {{ <{ID}place/nevelsk> <http://www.w3.org/2000/01/rdf-schema#label> ?label }}"
    )
    assert '"xml:lang":"ja"' in store.query(query).body.decode()
    assert '<literal xml:lang="ru">Невельск</literal>' in store.query(query, accept_results="xml").body.decode()
    assert "\r\nNevelsk,\r\n" in store.query(query, accept_results="csv").body.decode()
    assert '\n"ネベリスク"@ja\t\n' in store.query(query, accept_results="tsv").body.decode()


def test_xml_never_carries_what_xml_cannot(store: Store) -> None:
    with pytest.raises(QueryError, match="control character"):
        store.query(r'SELECT ("a\u000Bb" AS ?x) {}', accept_results="xml").write(BytesIO())
    assert b"a&#13;b" in store.query(r'SELECT ("a\rb" AS ?x) {}', accept_results="xml").body


def test_describe_gives_the_thing_once_with_names_of_its_neighbours(store: Store) -> None:
    answer = store.query(f"DESCRIBE <{ID}agreement/wakkanai-nevelsk-1972>", graph_format="ntriples")
    lines = answer.body.decode().splitlines()
    assert answer.form == "describe"
    assert len(lines) == len(set(lines))
    assert any("place/nevelsk" in line and '"Невельск"@ru' in line for line in lines)


@pytest.mark.parametrize("format_", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_every_graph_format_reads_back_the_same(store: Store, format_: str) -> None:
    answer = store.query(f"CONSTRUCT WHERE {{ <{ID}place/nevelsk> ?p ?o }}", graph_format=format_)  # type: ignore[arg-type]
    media_type = answer.media_type.partition(";")[0]
    parsed = pyoxigraph.parse(input=answer.body, format=pyoxigraph.RdfFormat.from_media_type(media_type))
    assert len({quad.triple for quad in parsed}) == 9


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT * {\n  ?s ?p }", 2, 3),
        ("SELECT * {\n  ?s exg:p ?o }", 2, 6),
        ("SELECT *\n{ ?s ?p ?o } x", 2, 14),
        ("SELECT ?x { ?x ?y ?z } ORDR BY ?x", 1, 24),
        ("ASK { FILTER(nosuch(1)) }", 1, 14),
    ],
)
def test_bad_syntax_is_told_with_its_place(store: Store, query: str, line: int, column: int) -> None:
    with pytest.raises(QueryError) as raised:
        store.query(query)
    at = raised.value.at
    assert at is not None
    assert at.line == line
    assert isinstance(at.column, int)
    assert abs(at.column - column) <= 1


@pytest.mark.parametrize(
    ("query", "prefix", "line", "column"),
    [
        ("SELECT * {\n  ?it nix:is ?x }", "nix", 2, 7),
        ("PREFIX a: <urn:a> SELECT * { ?a a:b 'x'^^xsd:date }", "xsd", 1, 42),
        ("SELECT * { _:it a nix:It . FILTER(nix:says(1)) }", "nix", 1, 19),
        ("# PREFIX nix: <urn:n>\nSELECT * { ?it 'nix:is' nix:is }", None, 2, 12),
    ],
)
def test_a_prefix_that_is_not_declared_is_named(
    store: Store, query: str, prefix: str | None, line: int, column: int
) -> None:
    with pytest.raises(QueryError) as raised:
        store.query(query)
    assert (raised.value.at.line, raised.value.at.column) == (line, column)
    is_named = raised.value.problem == f"the prefix {prefix}: is not declared"
    assert is_named == (prefix is not None)


def test_rows_are_texts_by_name(store: Store) -> None:
    rows = store.rows(PREFIX + "SELECT ?event ?none { ?event exg:edition 3 }")
    assert rows == [{"event": f"{ID}event/specimen/3"}]


def test_facts_tell_which_graphs_say_so(store: Store) -> None:
    facts = {(fact.property, fact.value.text): fact.graphs for fact in store.facts(f"{ID}place/wakkanai")}
    assert facts[NS + "twinnedWith", f"{ID}place/nevelsk"] == {"https://w3id.org/exgraph/graph/inferred"}
    assert facts[NS + "within", f"{ID}place/hokkaido"] == {"https://w3id.org/exgraph/graph/gazetteer"}
    assert store.subjects(f"{ID}place/wakkanai")[NS + "from"] == [f"{ID}participation/specimen/2/1"]
    assert store.labels(f"{ID}place/nevelsk")["ru"] == "Невельск"
    assert store.knows(f"{ID}place/nevelsk")
    assert not store.knows(f"{ID}place/nowhere")


def test_a_store_is_written_once_and_opened_only_where_it_is(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="not empty"):
        load(folder.parent / "graph.nq", folder)
    with pytest.raises(StoreError, match="holds no store"):
        Store.open(tmp_path)
    bad = tmp_path / "bad.nq"
    bad.write_text("<http://a> <http://b> .\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"bad\.nq:1"):
        load(bad, tmp_path / "store")


def test_turtle_is_converted() -> None:
    assert convert("<http://a> <http://b> 1 .", "jsonld").endswith(
        b'\n{"@id":"http://a","http://b":{"@type":"xsd:integer","@value":"1"}}\n]}\n'
    )
