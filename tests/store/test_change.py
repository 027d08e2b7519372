"""Writes: what a request would change."""

from __future__ import annotations

import pyoxigraph
import pytest

from exgraph.errors import QueryError
from exgraph.store import (
    Change,
    GraphWrite,
    QueryComplexityError,
    QueryLengthError,
    QueryRefusedError,
    RdfDocument,
    Update,
    apply,
    check_update,
    plan,
)

BASE = "https://example.org/"


def engine(*lines: str) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load("\n".join(lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def updated(text: str, *lines: str, **data_set: tuple[str, ...]) -> list[str]:
    store, copy = engine(*lines), engine(*lines)
    apply(store, plan(copy, Update(text, **data_set), BASE))
    return store.dump(format=pyoxigraph.RdfFormat.N_QUADS).decode().splitlines()


@pytest.mark.parametrize(
    ("text", "error", "place"),
    [
        ("INSERT DATA { <a> <b> }", QueryError, (1, 23)),
        ("PREFIX u: <urn:>\nINSERT DATA { u:a u:b u:c } ;\n  DELET DATA { u:a u:b u:c }", QueryError, (3, 3)),
        ("INSERT DATA { <a> <b> <c> } ; PREFIX u: <urn:> INSERT DATA { u:a u:b", QueryError, None),
        ("INSERT DATA { _:a <b> 1 } ; INSERT DATA { _:a <b> 2 }", QueryError, None),
        ("INSERT DATA " + "{" * 300, QueryComplexityError, None),
        ("INSERT DATA {}" + " " * 1_000_000, QueryLengthError, None),
        ('INSERT DATA { <a> <b> "\ud800" }', QueryError, None),
    ],
)
def test_bad_syntax_is_told_with_its_place(text: str, error: type[QueryError], place: tuple[int, int] | None) -> None:
    with pytest.raises(error) as caught:
        check_update(text, BASE)
    if place:
        assert (caught.value.at.line, caught.value.at.column) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PREFIX u: <urn:>",
        "LOAD <http://127.0.0.1:9/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <a> <b> <c> } ; INSERT { ?a ?b ?c } WHERE { ?a ?b ?c , ?d , ?e }",
    ],
)
def test_reading_an_update_runs_none_of_it(text: str) -> None:
    check_update(text, BASE)


@pytest.mark.parametrize(
    "text",
    [
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL; LoaD <http://127.0.0.1:9/> INTO GRAPH <urn:g>",
        "LOADSILENT<http://127.0.0.1:9/>",
        "INSERT DATA { <urn:a> <urn:b> 1 } ;LOAD SILENT <urn:x>;LOAD<http://127.0.0.1:9/>",
        "INSERT { ?s ?p ?o } WHERE { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_nothing_is_fetched(text: str) -> None:
    with pytest.raises(QueryRefusedError):
        plan(engine(), Update(text), BASE)


def test_load_silent_does_nothing() -> None:
    text = 'INSERT DATA { <urn:a> <urn:b> "LOAD" } ; LOAD SILENT <http://127.0.0.1:9/> INTO GRAPH <urn:g>'
    assert updated(text) == ['<urn:a> <urn:b> "LOAD" .']


def test_prefixes_may_come_after_a_semicolon() -> None:
    text = "PREFIX u: <urn:>\nINSERT DATA { u:a u:b u:c } ;\nPREFIX v: <urn:v:>\nINSERT DATA { v:a u:b v:c }"
    assert sorted(updated(text)) == ["<urn:a> <urn:b> <urn:c> .", "<urn:v:a> <urn:b> <urn:v:c> ."]
    with pytest.raises(QueryError, match="two IRIs"):
        updated("PREFIX u: <urn:> INSERT DATA { u:a u:b 1 } ; PREFIX u: <urn:v:> INSERT DATA { u:a u:b 2 }")


def test_the_data_set_of_a_request_is_that_of_its_patterns() -> None:
    lines = ("<urn:a> <urn:p> <urn:b> <urn:g1> .", "<urn:c> <urn:p> <urn:d> <urn:g2> .", "<urn:e> <urn:p> <urn:f> .")
    made = updated("INSERT { ?s <urn:q> 1 } WHERE { ?s <urn:p> ?o }", *lines, using=("urn:g1",))
    assert [line for line in made if "urn:q" in line] == [
        '<urn:a> <urn:q> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    ]
    named = updated("INSERT { ?s <urn:q> ?g } WHERE { GRAPH ?g { ?s ?p ?o } }", *lines, using_named=("urn:g2",))
    assert [line for line in named if "urn:q" in line] == ["<urn:c> <urn:q> <urn:g2> ."]
    with pytest.raises(QueryError, match="using-graph-uri"):
        updated("WITH <urn:g1> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", using=("urn:g1",))


def test_the_default_graph_of_a_pattern_is_a_set() -> None:
    lines = ("<urn:a> <urn:v> <urn:b> <urn:g1> .", "<urn:a> <urn:v> <urn:b> <urn:g2> .")
    text = (
        "PREFIX u: <urn:> INSERT { u:sum u:is ?n } USING u:g1 USING <urn:g2> USING <urn:g2> "
        "WHERE { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } ; INSERT { u:one u:is ?s } USING u:g1 WHERE { ?s ?p ?o }"
    )
    new = [line for line in updated(text, *lines) if line not in lines]
    assert sorted(new) == [
        "<urn:one> <urn:is> <urn:a> .",
        '<urn:sum> <urn:is> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    ]


def test_a_byte_order_mark_is_passed_over() -> None:
    document = RdfDocument("\ufeff<urn:a> <urn:b> <urn:c> .".encode(), "text/turtle")
    change = plan(pyoxigraph.Store(), GraphWrite(None, (document,), BASE, replace=True), BASE)
    assert len(change.added) == 1
    assert updated("\ufeffINSERT DATA { <urn:a> <urn:b> TRUE }")


def test_the_short_form_of_delete_takes_a_data_set() -> None:
    left = updated(
        "DELETE WHERE { ?s <urn:p> ?o }", "<urn:a> <urn:p> 'x' <urn:g1> .".replace("'", '"'), using=("urn:g1",)
    )
    # The pattern is found in the graph, but what is deleted is named without one: the default graph's.
    assert left == ['<urn:a> <urn:p> "x" <urn:g1> .']


def test_an_update_that_fails_changes_nothing() -> None:
    store = engine("<urn:a> <urn:p> <urn:b> .")
    with pytest.raises(QueryError):
        plan(store, Update("DELETE WHERE { ?s ?p ?o } ; INSERT DATA { ?x <urn:p> 1 }"), BASE)
    assert len(store) == 1


def put(graph: str | None, *bodies: str, replace: bool = True, type_: str = "text/turtle") -> GraphWrite:
    return GraphWrite(graph, tuple(RdfDocument(body.encode(), type_) for body in bodies), BASE + "doc", replace)


def test_a_graph_is_put_added_to_and_removed() -> None:
    store = engine('<urn:old> <urn:p> "1" <urn:g> .')
    apply(store, plan(store, put("urn:g", "<x> <urn:p> 2 ; <urn:q> [] .", "<x> <urn:p> 3 ."), BASE))
    assert {str(quad.subject.value) for quad in store} == {BASE + "x"} | {
        str(quad.subject.value) for quad in store if isinstance(quad.subject, pyoxigraph.BlankNode)
    }
    before = len(store)
    apply(store, plan(store, put("urn:g", "<x> <urn:q> [] .", replace=False), BASE))
    assert len(store) == before + 1
    apply(store, plan(store, put("urn:g"), BASE))
    assert len(store) == 0
    assert list(store.named_graphs()) == []


def test_a_document_that_cannot_be_read_is_told_with_its_place() -> None:
    with pytest.raises(QueryError) as caught:
        plan(engine(), put(None, "<a> <b> <c> .\n<a> <b ."), BASE)
    assert caught.value.at is not None
    assert caught.value.at.line == 2


def test_our_prefixes_need_no_declaration() -> None:
    change = plan(engine(), put(None, '<a> foaf:name "x" .'), BASE)
    assert [quad.predicate.value for quad in change.added] == ["http://xmlns.com/foaf/0.1/name"]


def test_a_change_travels_as_text() -> None:
    change = plan(engine("<urn:a> <urn:p> <urn:b> ."), put(None, "<a> <urn:q> [ <urn:p> '😀' ] ."), BASE)
    assert Change.from_bytes(*change.to_bytes()) == change
    assert change.graphs() == {None}
