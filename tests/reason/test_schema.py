"""Reading the ontology: what is handled is closed, what is not is named."""

from __future__ import annotations

import pytest
from rdflib import Graph

from exgraph.errors import ReasoningError
from exgraph.reason import schema

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


def test_superclasses_are_closed_over_equivalence_and_cycles() -> None:
    found = schema.read(
        graph(":A rdfs:subClassOf :B . :B owl:equivalentClass :C . :C rdfs:subClassOf :D .")
    ).superclasses
    assert found[name("A")] == {name("B"), name("C"), name("D")}
    assert found[name("C")] == {name("B"), name("C"), name("D")}


def test_inversion_turns_along_the_way_up() -> None:
    found = schema.read(
        graph(":p owl:inverseOf :q . :q rdfs:subPropertyOf :r . :r a owl:SymmetricProperty .")
    ).superproperties
    assert found[name("p")] == {(name("q"), True), (name("r"), True), (name("r"), False)}
    assert found[name("r")] == {(name("r"), True)}


def test_an_inverse_of_an_inverse_is_the_property_itself() -> None:
    found = schema.read(graph(":p owl:inverseOf :q .")).superproperties
    assert found == {name("p"): {(name("q"), True)}, name("q"): {(name("p"), True)}}


@pytest.mark.parametrize(
    ("axiom", "named"),
    [
        (":p a owl:FunctionalProperty .", ":p rdf:type owl:FunctionalProperty"),
        (":p a owl:InverseFunctionalProperty .", ":p rdf:type owl:InverseFunctionalProperty"),
        (":p a owl:AsymmetricProperty .", ":p rdf:type owl:AsymmetricProperty"),
        (":p owl:propertyDisjointWith :q .", ":p owl:propertyDisjointWith :q"),
        (":A owl:hasKey ( :p ) .", ":A owl:hasKey [...]"),
        (":A owl:intersectionOf ( :B :C ) .", ":A owl:intersectionOf [...]"),
        (":A owl:disjointUnionOf ( :B :C ) .", ":A owl:disjointUnionOf [...]"),
        (":a owl:sameAs :b .", ":a owl:sameAs :b"),
        (":a owl:differentFrom :b .", ":a owl:differentFrom :b"),
        ("[] a owl:AllDifferent ; owl:members ( :a :b ) .", "owl:AllDifferent"),
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
    restriction = ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] ."
    with pytest.raises(ReasoningError, match=r":A owl:someValuesFrom :B"):
        schema.read(graph(restriction))


def test_all_that_is_not_handled_is_named_at_once() -> None:
    with pytest.raises(ReasoningError, match=r":p rdf:type owl:FunctionalProperty; :q rdf:type owl:FunctionalProperty"):
        schema.read(graph(":q a owl:FunctionalProperty . :p a owl:FunctionalProperty ."))


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
    assert (read.superclasses, read.superproperties, read.individuals) == ({}, {}, [])


def test_individuals_are_facts_and_schema_terms_are_not() -> None:
    read = schema.read(
        graph(
            """
            :Status a owl:Class . :held a :Status, owl:NamedIndividual ; skos:broader :done ; :note [ :p :q ] .
            :Status skos:note "n" .
            """
        )
    )
    assert [(subject, value) for subject, _, value in read.individuals] == [
        (name("held"), name("Status")),
        (name("held"), name("done")),
    ]
