"""Queries that ask too much: each is answered in time, with a status that docs/endpoint.md names, and harms nobody."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.hostile.conftest import IN_TIME, Answer, Endpoint, Trap, target

pytestmark = pytest.mark.alone
NEXT = "<http://example.org/next>"
TEXT = "<http://example.org/text>"
DOCUMENTED = {200, 400, 403, 413, 429, 503, 504}
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
_VALUES = " ".join(f"<http://example.org/{n}>" for n in range(10_000))


def doubled(times: int) -> str:
    binds = "".join(f"BIND(CONCAT(?s{n}, ?s{n}) AS ?s{n + 1}) " for n in range(times))
    return f"SELECT (STRLEN(?s{times}) AS ?n) {{ BIND('aaaaaaaaaa' AS ?s0) {binds} }}"


COSTLY = {
    "product counted": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "product counted distinct": f"SELECT (COUNT(DISTINCT ?a) AS ?n) {{ {PRODUCT} }}",
    "product sorted": f"SELECT * {{ {PRODUCT} }} ORDER BY ?a ?l LIMIT 10",
    "product distinct": f"SELECT DISTINCT ?c ?f ?i {{ {PRODUCT} }} ORDER BY ?c LIMIT 1",
    "product grouped": f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {PRODUCT} }} GROUP BY ?a ?d ?g",
    "product joined into one text": f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {PRODUCT} }}",
    "product streamed": f"SELECT * {{ {PRODUCT} }}",
    "product asked": f"ASK {{ {PRODUCT} FILTER(?l = 'none') }}",
    "product constructed": f"CONSTRUCT {{ ?a ?e ?i }} WHERE {{ {PRODUCT} }}",
    "product of optionals": "SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f OPTIONAL { ?g ?h ?i } } } ORDER BY ?f",
    "product by union": f"SELECT (COUNT(*) AS ?n) {{ {{ {PRODUCT} }} UNION {{ {PRODUCT} }} }}",
    "product in a subquery": f"SELECT * {{ {{ SELECT ?a ?l {{ {PRODUCT} }} ORDER BY ?l ?a }} }} LIMIT 1",
    "product in exists": f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {PRODUCT} FILTER(?l = ?s && ?c != ?c) }} }}",
    "product in minus": f"SELECT * {{ ?s ?p ?o MINUS {{ {PRODUCT} }} }}",
    "product of offsets": f"SELECT * {{ {PRODUCT} }} OFFSET 100000000000 LIMIT 1",
    "closure of everything": f"SELECT (COUNT(*) AS ?n) {{ ?a {NEXT}+ ?b . ?c {NEXT}+ ?d }}",
    "closure of a closure": f"SELECT (COUNT(*) AS ?n) {{ ?a ({NEXT}+)+ ?b }}",
    "closure of choices": f"SELECT (COUNT(*) AS ?n) {{ ?a ({NEXT}|^{NEXT}|{NEXT}/{NEXT})* ?b }}",
    "closure of anything": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:none>)* ?b . ?b (!<urn:none>|!^<urn:none>)* ?c }",
    "closures in a chain": f"SELECT * {{ ?a {NEXT}*/{NEXT}*/{NEXT}*/{NEXT}* ?b }} ORDER BY ?b",
    "texts compared": f"SELECT (COUNT(*) AS ?n) {{ ?a {TEXT} ?b . ?c {TEXT} ?d FILTER(CONTAINS(?b, ?d)) }}",
    "regex with backtracking": f"SELECT * {{ ?a {TEXT} ?b . ?c {TEXT} ?d FILTER REGEX(?b, '^(a+)+(a|aa)+$') }}",
    "regex from data": f"SELECT * {{ ?a {TEXT} ?b . ?c {TEXT} ?d FILTER REGEX(?b, CONCAT('(', ?d, ')*x')) }}",
    "regex of great repetition": "ASK { FILTER REGEX('aaaa', '((((a{1,99}){1,99}){1,99}){1,99})') }",
    "text replaced": "SELECT (STRLEN(REPLACE(REPLACE(STR(?c), '.', 'aaaaaaaaa'), '.', ?c)) AS ?n) "
    f"{{ ?a {TEXT} ?c . ?d ?e ?f . ?g ?h ?i }}",
    "text doubled 30 times": doubled(30),
    "text doubled 60 times": doubled(60),
    "hashes": f"SELECT (MAX(SHA512(CONCAT(?c, STR(?f)))) AS ?n) {{ ?a {TEXT} ?c . ?d ?e ?f . ?g ?h ?i }}",
    "random order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY RAND() LIMIT 3",
    "describe everything": "DESCRIBE * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}
LARGE = {
    "a megabyte of spaces": "ASK {" + " " * 999_000 + "}",
    "a megabyte of comment": "ASK {} #" + "x" * 999_000,
    "a megabyte of text": "ASK { ?s ?p '" + "x" * 999_000 + "' }",
    "a megabyte of one name": "ASK { ?" + "x" * 999_000 + " ?p ?o }",
    "a megabyte of prefixes": "".join(f"PREFIX p{n}: <http://example.org/{n}>\n" for n in range(25_000)) + "ASK {}",
    "more than a megabyte": "ASK {} " + " " * 1_100_000,
    "ten thousand values": f"SELECT * {{ VALUES ?s {{ {_VALUES} }} ?s {NEXT} ?o }}",
    "ten thousand values twice": f"SELECT * {{ VALUES ?s {{ {_VALUES} }} VALUES ?o {{ {_VALUES} }} ?s {NEXT} ?o }}",
    "ten thousand in a filter": f"SELECT * {{ ?s {NEXT} ?o FILTER(?o IN ({_VALUES.replace(' ', ', ')})) }}",
    "3,000 binds": "SELECT * {" + "".join(f"BIND({n} AS ?x{n})" for n in range(3000)) + "}",
    "900 binds": "SELECT * {" + "".join(f"BIND({n} AS ?x{n})" for n in range(900)) + "}",
    "3,000 minus": "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p 1 }" * 3000 + "}",
    "1,900 minus": "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p 1 }" * 1900 + "}",
    "3,000 keys to sort by": "SELECT * { ?s ?p ?o } ORDER BY " + " ".join(f"(?o + {n})" for n in range(3000)),
    "1,900 keys to sort by": "SELECT * { ?s ?p ?o } ORDER BY " + " ".join("(STR(?o))" for n in range(1900)),
    "500 patterns in a chain": "SELECT * {" + "".join(f"?x{n} {NEXT} ?x{n + 1} . " for n in range(500)) + "}",
    "500 optionals": "SELECT * { ?s ?p ?o " + "".join(f"OPTIONAL {{ ?s {NEXT} ?x{n} }} " for n in range(500)) + "}",
    "500 unions": "SELECT * { " + " UNION ".join(f"{{ ?s {NEXT} ?x{n} }}" for n in range(500)) + "} LIMIT 5",
    "500 steps of a path": f"SELECT * {{ ?a {'/'.join([NEXT] * 500)} ?b }}",
    "500 choices of a path": f"SELECT * {{ ?a ({'|'.join([NEXT] * 500)})* ?b }}",
    "20,000 steps of a path": f"SELECT * {{ ?a {'/'.join([NEXT] * 20_000)} ?b }}",
    "20,000 filters": "SELECT * { ?s ?p ?o " + "FILTER(?o != 1)" * 20_000 + "}",
    "20,000 ors": "SELECT * { ?s ?p ?o FILTER(" + " || ".join(["?o = 1"] * 20_000) + ") }",
    "a long sum": "SELECT (" + "+".join(["1"] * 1990) + " AS ?n) {}",
    "nested braces": "SELECT * " + "{" * 2500 + "}" * 2500,
    "nested braces with comments": "SELECT * " + "{#}\n" * 2500 + "}" * 2500,
    "nested parentheses": "SELECT * { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "nested negations": "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
    "nested path parentheses": "SELECT * { ?a " + "(" * 20_000 + NEXT + ")" * 20_000 + " ?b }",
    "nested collections": "SELECT * { ?a ?b " + "(" * 5000 + "1" + ")" * 5000 + " }",
    "nested blank nodes": "SELECT * { ?a ?b " + "[ ?p " * 5000 + "1" + "]" * 5000 + " }",
    "nested subqueries": "SELECT * {" + "{ SELECT * {" * 190 + "?s ?p ?o" + "}}" * 190 + "}",
    "nested exists": "SELECT * { ?s ?p ?o " + "FILTER EXISTS { ?s ?p ?o " * 190 + "}" * 190 + "}",
    "nested functions": "SELECT (" + "STR(" * 190 + "1" + ")" * 190 + " AS ?x) {}",
    "nested triple terms": "SELECT * { ?s ?p " + "<<( ?a ?b " * 2500 + "1" + ")>>" * 2500 + " }",
    "graph by graph by graph": "SELECT * {" + "GRAPH ?g { SELECT * {" * 60 + "?s ?p ?o" + "}}" * 60 + "}",
    "brackets that never close": "SELECT * " + "{" * 199,
    "quotes that never close": "SELECT * { ?s ?p '" + "'' '" * 30_000,
    "escapes": "ASK { ?s ?p '" + "\\u0041" * 100_000 + "' }",
    "wrong escapes": "ASK { ?s ?p '" + "\\" * 100_001 + "' }",
    "nothing": "",
    "a null sign": "ASK { ?s ?p 'a\x00b' }",
    "a sign that is none": "ASK { ?s ?p '\\uD800' }",
    "a great number": "ASK { FILTER(" + "9" * 100_000 + " > 1) }",
    "a great limit": "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999",
}
ELSEWHERE = [
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://2130706433:{port}/", "http://0x7f000001:{port}/",
    "http://0177.0.0.1:{port}/", "http://127.1:{port}/", "http://0.0.0.0:{port}/", "http://127.255.255.254:{port}/",
    "http://[::1]:{port}/", "http://[::ffff:127.0.0.1]:{port}/", "file:///etc/passwd", "ftp://127.0.0.1:{port}/",
]  # fmt: skip
POSITIONS = {
    "SERVICE": "SELECT * { SERVICE <{}> { ?s ?p ?o } }",
    "SERVICE in small letters": "SELECT * { service<{}>{ ?s ?p ?o } }",
    "SERVICE SILENT": "SELECT * { ?s ?p ?o SERVICE SILENT <{}> { ?s ?p ?o } }",
    "SERVICE after a number": "SELECT * { FILTER(1e0SERVICE<{}>{}) }",
    "SERVICE after a comment": "SELECT * { #\n SERVICE #\n <{}> { ?s ?p ?o } }",
    "SERVICE in a subquery": "SELECT * { { SELECT * { SERVICE <{}> { ?s ?p ?o } } } }",
    "SERVICE in EXISTS": "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE <{}> { ?s ?p ?o } } }",
    "SERVICE in NOT EXISTS in BIND": "SELECT * { BIND(NOT EXISTS { SERVICE <{}> { ?s ?p ?o } } AS ?x) }",
    "SERVICE in MINUS": "SELECT * { ?s ?p ?o MINUS { SERVICE <{}> { ?s ?p ?o } } }",
    "SERVICE in OPTIONAL": "SELECT * { ?s ?p ?o OPTIONAL { SERVICE <{}> { ?s ?p ?o } } }",
    "SERVICE in GRAPH": "SELECT * { GRAPH ?g { SERVICE <{}> { ?s ?p ?o } } }",
    "SERVICE by variable": "SELECT * { BIND(<{}> AS ?u) SERVICE ?u { ?s ?p ?o } }",
    "SERVICE by a bound variable": "SELECT * { VALUES ?u { <{}> } FILTER EXISTS { SERVICE ?u { ?s ?p ?o } } }",
    "SERVICE by a prefix": "PREFIX x: <{}> SELECT * { SERVICE x: { ?s ?p ?o } }",
    "SERVICE by the base": "BASE <{}> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "SERVICE in ASK": "ASK { SERVICE <{}> { ?s ?p ?o } }",
    "SERVICE in CONSTRUCT": "CONSTRUCT WHERE { SERVICE <{}> { ?s ?p ?o } }",
    "SERVICE in DESCRIBE": "DESCRIBE ?s { SERVICE <{}> { ?s ?p ?o } }",
    "LOAD": "LOAD <{}>",
    "LOAD SILENT": "LOAD SILENT <{}> INTO GRAPH <urn:x>",
    "LOAD after a query": "ASK {} ; LOAD <{}>",
    "INSERT from SERVICE": "INSERT { ?s ?p ?o } WHERE { SERVICE <{}> { ?s ?p ?o } }",
    "FROM": "SELECT * FROM <{}> { ?s ?p ?o }",
    "FROM NAMED": "SELECT * FROM NAMED <{}> { GRAPH ?g { ?s ?p ?o } }",
    "GRAPH": "SELECT * { GRAPH <{}> { ?s ?p ?o } }",
}  # fmt: skip


def test_costly_queries(endpoint: Endpoint) -> None:
    def ask(name: str) -> Answer:
        return endpoint.ask(COSTLY[name], "Accept: application/sparql-results+json, application/n-triples\r\n")

    with ThreadPoolExecutor(4) as executor:
        for name, answer in zip(COSTLY, executor.map(ask, COSTLY), strict=True):
            assert answer.status in DOCUMENTED | {0}, (name, answer)  # 0: begun, then cut off by closing
            assert answer.seconds < IN_TIME, name
            if answer.status == 200 and "json" in answer.headers["content-type"]:
                assert json.loads(answer.body)


@pytest.mark.parametrize("name", LARGE)
def test_large_queries(endpoint: Endpoint, name: str) -> None:
    answer = endpoint.ask(LARGE[name])
    assert answer.status in DOCUMENTED, answer
    assert answer.seconds < IN_TIME
    if answer.status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert json.loads(answer.body)["status"] == answer.status
    else:
        assert json.loads(answer.body)


@pytest.mark.parametrize("position", POSITIONS)
def test_nothing_is_asked_elsewhere(endpoint: Endpoint, trap: Trap, position: str) -> None:
    for address in ELSEWHERE:
        asked = POSITIONS[position].replace("<{}>", f"<{address.format(port=trap.port)}>")
        answer = endpoint.ask(asked)
        if position.startswith(("FROM", "GRAPH")):
            assert (answer.status, json.loads(answer.body)["results"]["bindings"]) == (200, [])
        else:
            assert answer.status in (400, 403), (asked, answer)
    assert trap.calls == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a/> LOAD INSERT DELETE DROP' } # LOAD <http://a/> ; CLEAR ALL",
        'SELECT * { ?s ?p """ } ; DROP ALL # """ }',
        "PREFIX insert: <http://a/delete#> SELECT ?load { ?load insert:drop ?clear }",
        "SELECT (REPLACE('INSERT', 'DELETE', 'LOAD') AS ?x) {}",
    ],
)
def test_words_of_updates_may_stand_where_they_do_nothing(endpoint: Endpoint, query: str) -> None:
    assert endpoint.ask(query).status == 200


def test_what_runs_out_of_time_or_memory_says_so(endpoint: Endpoint) -> None:
    slow = endpoint.ask(COSTLY["product counted"])
    assert slow.status == 504
    assert "1.5 s" in json.loads(slow.body)["detail"]
    greedy = endpoint.ask(COSTLY["product sorted"])
    assert greedy.status in (503, 504)
    shorter = endpoint.get(target(COSTLY["product counted"], timeout="0.3"))
    assert shorter.status == 504
    assert shorter.seconds < 1.3
