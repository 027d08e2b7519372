"""The default validator finds what pyshacl finds, in all specimens of the shipped shapes and in generated cases.

However pyshacl is asked, it finds the same too.
"""

from __future__ import annotations

import re
from pathlib import Path

import pyshacl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Variable

from exgraph.store import FactStore
from exgraph.validate import Finding, compiled, of_graph, reference, result, shapes, target
from exgraph.validate.facts import Facts

ROOT = Path(__file__).parents[2]


def read(*folders: str) -> Graph:
    graph = Graph()
    for folder in folders:
        for path in sorted(ROOT.glob(f"{folder}/*.ttl")):
            graph.parse(path)
    return graph


def keys(findings: list[Finding]) -> list[tuple[object, ...]]:
    return sorted({finding.rank()[:-1] + tuple(sorted(finding.messages.items())) for finding in findings}, key=str)


def ours(applied: Graph, data: Graph) -> list[Finding]:
    lines = list(of_graph(data))
    prepared = compiled.compile_shapes(applied, target.targeting(applied), FactStore(lines).select)
    kept = compiled.predicates(prepared)
    facts = Facts(None if kept is None else kept | target.predicates(applied))
    facts.add(lines)
    return compiled.run(prepared, facts, target.focus_nodes(applied, facts))


def theirs(applied: Graph, data: Graph) -> list[Finding]:
    _, report, _ = pyshacl.validate(data, shacl_graph=applied, inplace=True)
    assert isinstance(report, Graph)
    return list(result.findings(report, applied))


@pytest.fixture(scope="module")
def applied() -> Graph:
    return shapes.read(ROOT / "shapes")[0]


@pytest.fixture(scope="module")
def data() -> Graph:
    return read("ontology", "tests/shapes", "tests/shapes/*")


@pytest.fixture(scope="module")
def expected(applied: Graph, data: Graph) -> list[tuple[object, ...]]:
    return keys(theirs(applied, data))


def test_the_shipped_shapes_find_what_pyshacl_finds(
    applied: Graph, data: Graph, expected: list[tuple[object, ...]]
) -> None:
    assert len(expected) > 100
    assert keys(ours(applied, data)) == expected


def test_the_shapes_of_the_ontology_find_what_pyshacl_finds() -> None:
    lint, ontology = shapes.read(ROOT / "shapes")[1], read("ontology")
    specimen = ROOT / "tests" / "ontology" / "specimen.ttl"
    for graph in ontology, ontology + Graph().parse(specimen):
        assert keys(ours(lint, graph)) == keys(theirs(lint, graph))


@pytest.mark.parametrize("processes", [1, 2])
def test_pyshacl_finds_the_same_however_it_is_asked(
    applied: Graph, data: Graph, expected: list[tuple[object, ...]], processes: int
) -> None:
    facts = Facts()
    facts.add(of_graph(data))
    assert keys(reference.run(applied, facts, target.focus_nodes(applied, facts), processes)) == expected


def test_a_query_is_parsed_once_and_answered_with_the_values_bound() -> None:
    graph = reference.PreparedGraph()
    graph.parse(data="<urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 .", format="turtle")
    first, second = sorted(graph.subjects(), key=str)
    text = "SELECT ?value WHERE { ?this <urn:p> ?value }"
    answers = [
        [int(str(row[Variable("value")])) for row in graph.query(text, initBindings={"this": node}).bindings]
        for node in (first, second)
    ]
    assert answers == [[1], [2]]


PREFIXES = """
@prefix : <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
THINGS = [f":t{number}" for number in range(4)]
PROPERTIES = [":p", ":q", ":r"]
NUMBERS = ["1", "2", "10", "-3", "1.5", "2.0e0"]
DATES = ["'2020-01-31'^^xsd:date", "'2020-02-01'^^xsd:date"]
LITERALS = [
    *NUMBERS,
    *DATES,
    *("true", "'1'", "''", "'abc'", "'x'@en", "'x'@ja", "'y'@en", "'z'@en-gb"),
    *("'2020'^^xsd:gYear", "'2020-01'^^xsd:gYearMonth"),
]
NODES = st.sampled_from([*THINGS, *LITERALS])
PATHS = st.recursive(
    st.sampled_from(PROPERTIES),
    lambda inner: st.one_of(
        inner.map("[ sh:inversePath {} ]".format),
        inner.map("[ sh:zeroOrMorePath {} ]".format),
        inner.map("[ sh:oneOrMorePath {} ]".format),
        inner.map("[ sh:zeroOrOnePath {} ]".format),
        st.tuples(inner, inner).map(lambda pair: f"( {pair[0]} {pair[1]} )"),
        st.tuples(inner, inner).map(lambda pair: f"[ sh:alternativePath ( {pair[0]} {pair[1]} ) ]"),
    ),
    max_leaves=3,
)
SIMPLE = st.one_of(
    st.sampled_from([":A", ":B"]).map("sh:class {}".format),
    st.sampled_from(["integer", "decimal", "string", "date", "gYear", "boolean"]).map("sh:datatype xsd:{}".format),
    st.sampled_from(["IRI", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral"]).map("sh:nodeKind sh:{}".format),
    st.sampled_from(["^[a-z]+$", "1", "^$", "[^0-9]", "t[0-2]$"]).map("sh:pattern '{}'".format),
    st.sampled_from(["'en'", "'ja' 'en'", "'en-GB'"]).map("sh:languageIn ( {} )".format),
    st.integers(0, 3).map("sh:minLength {}".format),
    st.integers(0, 3).map("sh:maxLength {}".format),
    st.tuples(
        st.sampled_from(["minInclusive", "maxInclusive", "minExclusive", "maxExclusive"]),
        st.sampled_from(["1", "2", "1.5", "'2020-02-01'^^xsd:date"]),
    ).map(lambda pair: f"sh:{pair[0]} {pair[1]}"),
    st.lists(NODES, min_size=1, max_size=4, unique=True).map(lambda nodes: f"sh:in ( {' '.join(nodes)} )"),
    NODES.map("sh:hasValue {}".format),
)
VALUE = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        inner.map("sh:not [ {} ]".format),
        inner.map("sh:node [ {} ]".format),
        st.tuples(st.sampled_from(["and", "or", "xone"]), inner, inner).map(
            lambda each: f"sh:{each[0]} ( [ {each[1]} ] [ {each[2]} ] )"
        ),
    ),
    max_leaves=3,
)
OF_PROPERTY = st.one_of(
    VALUE,
    st.integers(0, 3).map("sh:minCount {}".format),
    st.integers(0, 2).map("sh:maxCount {}".format),
    st.just("sh:uniqueLang true"),
    st.tuples(st.sampled_from(["equals", "disjoint", "lessThan", "lessThanOrEquals"]), st.sampled_from(PROPERTIES)).map(
        lambda pair: f"sh:{pair[0]} {pair[1]}"
    ),
    st.tuples(st.sampled_from(["Min", "Max"]), st.integers(0, 2), VALUE).map(
        lambda each: f"sh:qualified{each[0]}Count {each[1]} ; sh:qualifiedValueShape [ {each[2]} ]"
    ),
)
TARGETS = st.sampled_from(
    ["sh:targetClass :A", "sh:targetNode :t0, :t1", "sh:targetSubjectsOf :p", "sh:targetObjectsOf :q"]
)
PROPERTY_SHAPES = st.tuples(PATHS, OF_PROPERTY).map(lambda pair: f"sh:property [ sh:path {pair[0]} ; {pair[1]} ]")
CLOSED = st.just("sh:closed true ; sh:ignoredProperties ( <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> :q )")
NODE_SHAPES = st.tuples(TARGETS, st.lists(st.one_of(PROPERTY_SHAPES, VALUE, CLOSED), min_size=1, max_size=3))
FACTS = st.lists(st.tuples(st.sampled_from(THINGS), st.sampled_from(PROPERTIES), NODES), max_size=16)
TYPES = st.lists(st.tuples(st.sampled_from(THINGS), st.sampled_from([":A", ":B", ":C"])), max_size=6)


@given(shape=NODE_SHAPES, facts=FACTS, types=TYPES)
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_generated_shapes_find_in_generated_data_what_pyshacl_finds(
    shape: tuple[str, list[str]], facts: list[tuple[str, str, str]], types: list[tuple[str, str]]
) -> None:
    # Most parameters may stand once in a shape; property shapes as often as one likes.
    asked = {part if part.startswith("sh:property") else part.split()[0]: part for part in shape[1]}
    turtle = f":S a sh:NodeShape ; {' ; '.join([shape[0], *asked.values()])} ; sh:message 'x' ."
    applied = Graph().parse(data=PREFIXES + turtle, format="turtle")
    if re.search("sh:lessThan|(In|Ex)clusive", turtle):
        # pyshacl puts any two terms in an order; in SPARQL, which SHACL goes by, unlike ones do not compare.
        dates = "Inclusive '" in turtle or "Exclusive '" in turtle
        assume(not (dates and re.search(r"(In|Ex)clusive [0-9]", turtle)))
        facts = [fact for fact in facts if fact[2] in (DATES if dates else NUMBERS)]
    said = [f"{' '.join(fact)} ." for fact in facts] + [f"{thing} a {name} ." for thing, name in types]
    data = Graph().parse(data=f"{PREFIXES} :C rdfs:subClassOf :A . {' '.join(said)}", format="turtle")
    found, wanted = ours(applied, data), theirs(applied, data)
    assert sorted({each.rank()[:-1] for each in found}) == sorted({each.rank()[:-1] for each in wanted})
