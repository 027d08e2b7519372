from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from exgraph.errors import QueryError
from exgraph.store import QueryComplexityError, QueryLengthError, QueryRefusedError, scan
from exgraph.store.query.scan import MAX_LENGTH, MAX_NESTING, MAX_STEPS


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "select"),
        ("# comment\nPREFIX a: <http://a/> BASE <http://b/> ask{}", "ask"),
        ("CONSTRUCT WHERE {?s ?p ?o}", "construct"),
        ("Describe <http://a>", "describe"),
        ("SELECTDISTINCT ?s {}", "select"),
        ("PREFIX select: <http://a/> ASK {}", "ask"),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(query: str, form: str) -> None:
    assert scan(query).form == form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "SELECT * { sErViCe ?where { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://127.0.0.1/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1e0SERVICE<http://127.0.0.1/>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p trueSERVICESILENT<http://127.0.0.1/>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p ?a FILTER(?a<?b#>\n)SERVICE<http://127.0.0.1/>{ ?a ?b ?c } }",
        "SELECT * { FILTER EXISTS { BIND(<http://127.0.0.1/> AS ?u) SERVICE ?u { ?a ?b ?c } } }",
        "INSERT DATA { <http://a> <http://b> 1 }",
        "PREFIX a: <http://a/> LOAD <http://127.0.0.1/>",
        "WITH <http://a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "drop all",
    ],
)
def test_updates_and_requests_elsewhere_are_refused(query: str) -> None:
    with pytest.raises(QueryRefusedError):
        scan(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a> {}' } # SERVICE, INSERT, LOAD",
        'SELECT * { ?s ?p """INSERT\n"quoted" SERVICE""" }',
        "SELECT * { ?service <http://example.org/service#SERVICE> $insert }",
        "PREFIX a: <http://a/service/> SELECT * { ?s a:service a:load }",
        "SELECT * { ?s ?p 'it''s' ; ?q '\\'SERVICE' }",
        "SELECT * { ?s ?p 'x'@en-service }",
        "SELECT ?delete { ?delete a <http://a> }",
        "SELECT * { FILTER(?a < 1 && ?b > 2) }",
        "SELECT * { ?s <service> ?o . ?s ?p <a#service> }",
        "PREFIX x: <http://a/> SELECT * { ?s x:a.service ?o ; x:service.b x:SERVICE }",
        "PREFIX service: <http://a/> SELECT * { ?s service:x ?o { ?o service:y service:z } }",
        "PREFIX a.b: <http://x/> SELECT * { a.b:c.d ?p ?o }",
    ],
)
def test_the_words_may_stand_where_they_do_nothing(query: str) -> None:
    assert scan(query).form == "select"


@pytest.mark.parametrize("query", ["SELECT * { FILTER(?x<?a&&?b>?y) }", "SELECT (?x<b:c&&?d>1 AS ?e) {} # service"])
def test_a_comparison_that_reads_as_an_iri_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="read as an IRI"):
        scan(query)


def test_nesting_and_steps_and_length_are_capped() -> None:
    nested = "SELECT * " + "{" * MAX_NESTING + "}" * MAX_NESTING
    assert scan(nested).form == "select"
    with pytest.raises(QueryComplexityError, match="brackets"):
        scan("SELECT * { FILTER" + "(" * MAX_NESTING + "1" + ")" * MAX_NESTING + "}")
    with pytest.raises(QueryComplexityError, match="keywords and operators"):
        scan("SELECT * {" + "".join(f"BIND(1 AS ?x{n})" for n in range(MAX_STEPS)) + "}")
    with pytest.raises(QueryLengthError):
        scan("SELECT * {}" + " " * MAX_LENGTH)


def test_many_values_and_brackets_in_text_are_no_steps() -> None:
    assert scan("SELECT * { VALUES ?a {" + " -1.5 +2e3" * 10_000 + "} }").form == "select"
    assert scan("SELECT * { ?s ?p " + ", ".join(["-1"] * 10_000) + " }").form == "select"
    with pytest.raises(QueryComplexityError, match="keywords and operators"):
        scan("SELECT (1" + "-1" * (MAX_STEPS + 1) + " AS ?x) {}")
    assert scan("SELECT * { VALUES (?a ?b) {" + "(1 UNDEF)" * 10_000 + "} }").form == "select"
    assert scan(f"SELECT * {{ ?s ?p '{'(' * 5_000}' }}").form == "select"


def test_the_steps_let_through_do_not_end_the_process() -> None:
    nested = "SELECT * {" + "{" * (MAX_NESTING - 1) + "}" * MAX_NESTING
    bound = "SELECT * {" + "".join(f"BIND(1 AS ?x{n})" for n in range(MAX_STEPS // 2 - 1)) + "}"
    joined = "SELECT * { ?s ?p ?o FILTER(?o=1" + "||?o=1" * (MAX_STEPS // 3 - 2) + ") }"
    code = "import sys,pyoxigraph\nfor q in sys.stdin.read().split('\\0'): list(pyoxigraph.Store().query(q))"
    for query in (nested, bound, joined):
        scan(query)
    queries = "\0".join((nested, bound, joined))
    done = subprocess.run([sys.executable, "-c", code], input=queries, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_no_query_is_said_with_its_place() -> None:
    with pytest.raises(QueryError) as raised:
        scan("PREFIX a: <http://a/>\n  SELCT * {}")
    assert raised.value.at is not None
    assert (raised.value.at.line, raised.value.at.column) == (2, 3)


def test_the_star_and_the_variables_are_found_in_their_order() -> None:
    found = scan("SELECT DISTINCT * { ?z ?a $m . BIND(1*2 AS ?b) }")
    assert found.star == len("SELECT DISTINCT ")
    assert found.variables == ("z", "a", "m", "b")
    assert scan("SELECT (COUNT(*) AS ?n) {}").star is None


@pytest.mark.parametrize(
    "query",
    [
        *(path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "questions").glob("*.rq"))),
        "SELECT*{?b ?a ?c}",
        "select distinct * { ?b <http://a/#?x> ?a }",
        "SELECT * { ?b ?a 'of ?c' # and ?d\n }",
        "# ASK\nPREFIX : <http://a#>\rBASE <http://b/>\nCONSTRUCT WHERE { ?b ?a ?c }",
        "PREFIX a:<http://a>ASK{}",
        "SELECT (NOW() AS ?now) {}",
        "SELECT ?rand { ?rand ?known ?uuid }",
        "DESCRIBE * { ?a ?b ?c }",
    ],
)
def test_a_glance_tells_what_a_closer_look_does(query: str) -> None:
    glanced, looked_at = scan(query), scan(f"{query}\n#{'x' * MAX_STEPS}")
    assert (glanced.form, glanced.start, glanced.star) == (looked_at.form, looked_at.start, looked_at.star)
    assert glanced.lasting == looked_at.lasting
    if glanced.star is not None:
        assert glanced.variables == looked_at.variables
