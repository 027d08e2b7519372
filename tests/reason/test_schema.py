"""Reading the ontology: what is handled is closed, what is not is named."""

from __future__ import annotations

import pytest
from rdflib import Graph

from exgraph.errors import ReasoningError
from exgraph.reason import schema
from exgraph.reason.closure.table import Tables, compile_rules

PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def name(local: str) -> str:
    return f"<https://example.org/{local}>"


def tables(turtle: str) -> Tables:
    return compile_rules(schema.read(graph(turtle)).rules)


def test_superclasses_are_closed_over_equivalence_and_cycles() -> None:
    found = tables(":A rdfs:subClassOf :B . :B owl:equivalentClass :C . :C rdfs:subClassOf :D .").superclasses
    assert found[name("A")] == {name("B"), name("C"), name("D")}
    assert found[name("C")] == {name("B"), name("C"), name("D")}


def test_inversion_turns_along_the_way_up() -> None:
    found = tables(":p owl:inverseOf :q . :q rdfs:subPropertyOf :r . :r a owl:SymmetricProperty .").roles
    assert found[name("p")] == {(name("q"), True), (name("r"), True), (name("r"), False)}
    assert found[name("r")] == {(name("r"), True)}


def test_an_inverse_of_an_inverse_is_the_property_itself() -> None:
    assert tables(":p owl:inverseOf :q .").roles == {name("p"): {(name("q"), True)}, name("q"): {(name("p"), True)}}


@pytest.mark.parametrize(
    ("axiom", "named"),
    [
        (":A owl:disjointUnionOf ( :B :C ) .", ":A owl:disjointUnionOf [...]"),
        (":p a owl:ReflexiveProperty .", ":p rdf:type owl:ReflexiveProperty"),
        (":A owl:hasKey () .", ":A owl:hasKey rdf:nil"),
        (":A owl:intersectionOf () .", ":A owl:intersectionOf rdf:nil"),
        (":A owl:intersectionOf ( owl:Thing :B ) .", ":A owl:intersectionOf [...]"),
        (":A owl:complementOf owl:Thing .", ":A owl:complementOf owl:Thing"),
        (":A owl:onProperty :p ; owl:maxCardinality 2 .", ":A owl:maxCardinality"),
        (":A owl:onProperty :p ; owl:maxQualifiedCardinality 1 .", ":A owl:maxQualifiedCardinality"),
        (":A owl:onProperty :p ; owl:minCardinality 1 .", ":A owl:minCardinality"),
        (":A owl:onProperty :p ; owl:cardinality 1 .", ":A owl:cardinality"),
        (":A owl:onProperty :p ; owl:hasSelf true .", ":A owl:hasSelf"),
        (":A owl:onProperty :p .", ":A owl:onProperty :p"),
        (":A owl:someValuesFrom :B .", ":A owl:someValuesFrom :B"),
        (":A owl:onProperty rdf:type ; owl:hasValue :B .", ":A owl:hasValue :B"),
        (":A owl:onClass :B .", ":A owl:onClass :B"),
        ("[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :a .", "owl:sourceIndividual :a"),
        ("[] owl:members ( :a :b ) .", "owl:members [...]"),
        (":D owl:onDatatype xsd:integer .", ":D owl:onDatatype xsd:integer"),
        (":x owl:imports :elsewhere .", ":x owl:imports :elsewhere"),
        ("owl:Thing rdfs:subClassOf :A .", "owl:Thing rdfs:subClassOf :A"),
        (":A owl:equivalentClass owl:Thing .", ":A owl:equivalentClass owl:Thing"),
        (":kind rdfs:subPropertyOf rdf:type .", ":kind rdfs:subPropertyOf rdf:type"),
        ("rdf:type rdfs:domain :A .", "rdf:type rdfs:domain :A"),
        (":p owl:propertyChainAxiom ( :q rdf:type ) .", ":p owl:propertyChainAxiom [...]"),
        (":p owl:propertyChainAxiom () .", ":p owl:propertyChainAxiom rdf:nil"),
        ("rdfs:subClassOf a owl:TransitiveProperty .", "rdfs:subClassOf rdf:type owl:TransitiveProperty"),
        (":p owl:notInOwl :q .", ":p owl:notInOwl :q"),
        (":p rdfs:member :q .", ":p rdfs:member :q"),
    ],
)
def test_an_axiom_that_is_not_handled_is_named(axiom: str, named: str) -> None:
    with pytest.raises(ReasoningError) as caught:
        schema.read(graph(axiom))
    assert named in str(caught.value)
    assert "reasoner owlrl" in str(caught.value)


def test_an_anonymous_class_is_named_by_the_class_that_uses_it() -> None:
    restriction = ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:minCardinality 1 ] ."
    with pytest.raises(ReasoningError, match=r":A owl:minCardinality"):
        schema.read(graph(restriction))


def test_all_that_is_not_handled_is_named_at_once() -> None:
    with pytest.raises(ReasoningError, match=r":p rdf:type owl:ReflexiveProperty; :q rdf:type owl:ReflexiveProperty"):
        schema.read(graph(":q a owl:ReflexiveProperty . :p a owl:ReflexiveProperty ."))


def test_declarations_and_annotations_entail_nothing() -> None:
    read = schema.read(
        graph(
            """
            :o a owl:Ontology ; owl:versionInfo "1" ; owl:imports :o2 ; rdfs:seeAlso :elsewhere .
            :o2 a owl:Ontology .
            :A a owl:Class, rdfs:Class ; rdfs:label "a" ; owl:deprecated true ; skos:definition "d" .
            :p a owl:ObjectProperty ; rdfs:comment "c" .
            owl:Nothing rdfs:subClassOf :A .
            """
        )
    )
    said = {predicate for _, predicate, _ in read.facts}
    assert {rule.name for rule in read.rules} == {"cls-nothing2", "eq-diff1", "scm-cls"}
    assert not any("subClassOf" in predicate for predicate in said)


def test_what_is_no_axiom_is_a_fact() -> None:
    read = schema.read(
        graph(
            """
            :Status a owl:Class ; skos:note "n" . :held a :Status, owl:NamedIndividual ; skos:broader :done .
            """
        )
    )
    assert [(subject, value) for subject, _, value in read.facts] == [
        (name("Status"), '"n"'),
        (name("held"), name("Status")),
        (name("held"), name("done")),
    ]


def test_an_axiom_is_told_with_its_anonymous_classes() -> None:
    axioms = (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ owl:unionOf ( :B :C ) ] ] ."
    )
    written = {rule.axiom for rule in schema.read(graph(axioms)).rules}
    assert ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom [ owl:unionOf ( :B :C ) ] ]" in written


def test_reading_twice_gives_the_same_rules() -> None:
    axioms = ":A rdfs:subClassOf :B . :p rdfs:domain :A . :r owl:propertyChainAxiom ( :p :q ) ."
    assert schema.read(graph(axioms)).rules == schema.read(graph(axioms)).rules


ANNOTATED = """
:Town rdfs:subClassOf :Place .
[] a owl:Axiom ; owl:annotatedSource :Town ; owl:annotatedProperty rdfs:subClassOf ; owl:annotatedTarget :Place ;
    rdfs:comment "since 1997"@en .
[] a owl:Annotation ; owl:annotatedSource :Town ; owl:annotatedProperty rdfs:comment ; owl:annotatedTarget "x" ;
    rdfs:seeAlso :Source .
"""


def test_annotations_of_axioms_are_no_axioms() -> None:
    plain = schema.read(graph(":Town rdfs:subClassOf :Place ."))
    annotated = schema.read(graph(ANNOTATED))
    assert (annotated.rules, annotated.facts) == (plain.rules, plain.facts)


def test_half_an_annotation_is_refused() -> None:
    with pytest.raises(ReasoningError, match="annotatedSource"):
        schema.read(graph("[] a owl:Axiom ; owl:annotatedSource :Town ; rdfs:comment 'x' ."))
