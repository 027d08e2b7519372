"""The compiled reasoner finds what owlrl finds, on generated ontologies and facts.

"What owlrl finds" is its OWL 2 RL closure without noise, as `exgraph.reason.noise.Noise` defines it: blank nodes and
literals as subjects, statements about the schema's own terms, statements with logical predicates but rdf:type
(owl:sameAs of a thing to itself), and types that every thing has or that are datatypes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from exgraph.reason import contradictions, infer

EX = Namespace("https://example.org/")
Axiom = Callable[[Graph], None]

classes = st.sampled_from([EX[f"C{n}"] for n in range(5)])
properties = st.sampled_from([EX[f"p{n}"] for n in range(5)])
things = st.sampled_from([f"<{EX}x{n}>" for n in range(5)])
literals = st.sampled_from(['"a"', '"あ"@ja', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', r'"q\"\\\n"'])


def stated(subject: Node, predicate: URIRef, value: Node) -> Axiom:
    return lambda graph: bool(graph.add((subject, predicate, value))) and None


def listed(subject: Node, predicate: URIRef, members: list[URIRef]) -> Axiom:
    def add(graph: Graph) -> None:
        head = BNode()
        Collection(graph, head, members)
        graph.add((subject, predicate, head))

    return add


def chain_with_inverse(first: URIRef, second: URIRef, implied: URIRef) -> Axiom:
    def add(graph: Graph) -> None:
        inverse, head = BNode(), BNode()
        graph.add((inverse, OWL.inverseOf, second))
        Collection(graph, head, [first, inverse])
        graph.add((implied, OWL.propertyChainAxiom, head))

    return add


def all_disjoint(members: list[URIRef]) -> Axiom:
    def add(graph: Graph) -> None:
        axiom = BNode()
        graph.add((axiom, RDF.type, OWL.AllDisjointClasses))
        listed(axiom, OWL.members, members)(graph)

    return add


def domain_union(members: list[URIRef], of: URIRef) -> Axiom:
    def add(graph: Graph) -> None:
        union = BNode()
        graph.add((of, RDFS.domain, union))
        listed(union, OWL.unionOf, members)(graph)

    return add


some_classes = st.lists(classes, min_size=2, max_size=3, unique=True)
property_axioms = st.one_of(
    st.builds(stated, properties, st.sampled_from([RDFS.subPropertyOf, OWL.equivalentProperty]), properties),
    st.builds(stated, properties, st.just(OWL.inverseOf), properties),
    st.builds(stated, properties, st.just(RDF.type), st.sampled_from([OWL.SymmetricProperty, OWL.TransitiveProperty])),
    st.builds(listed, properties, st.just(OWL.propertyChainAxiom), st.lists(properties, min_size=1, max_size=4)),
    st.builds(chain_with_inverse, properties, properties, properties),
)
class_axioms = st.one_of(
    st.builds(stated, classes, st.sampled_from([RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith]), classes),
    st.builds(stated, properties, st.sampled_from([RDFS.domain, RDFS.range]), classes),
    st.builds(listed, classes, st.just(OWL.unionOf), some_classes),
    st.builds(domain_union, some_classes, properties),
    st.builds(all_disjoint, some_classes),
)
ontologies = st.tuples(
    st.lists(property_axioms, min_size=1, max_size=5), st.lists(class_axioms, min_size=1, max_size=5)
)
types = st.builds(lambda thing, name: f"{thing} <{RDF.type}> <{name}> .\n", things, classes)
edges = st.builds(lambda s, p, o: f"{s} <{p}> {o} <{EX}graph> .\n", things, properties, things | things | literals)
facts = st.lists(edges | edges | edges | types, min_size=1, max_size=9)


def graph_of(axioms: tuple[list[Axiom], list[Axiom]]) -> Graph:
    graph = Graph()
    for axiom in [*axioms[0], *axioms[1]]:
        axiom(graph)
    return graph


@settings(max_examples=60, deadline=None)
@given(ontologies, facts)
def test_compiled_finds_what_owlrl_finds(axioms: tuple[list[Axiom], list[Axiom]], lines: list[str]) -> None:
    ontology = graph_of(axioms)
    found = list(infer(ontology, lines))
    assert len(found) == len(set(found))
    assert sorted(found) == list(infer(ontology, lines, "owlrl"))


@settings(max_examples=30, deadline=None)
@given(ontologies, facts)
def test_contradictions_are_those_of_owlrl(axioms: tuple[list[Axiom], list[Axiom]], lines: list[str]) -> None:
    ontology = graph_of(axioms)
    graph = Graph() + ontology
    graph.parse(data="".join(line.replace(f" <{EX}graph>", "") for line in lines), format="nt")
    reference = OWLRL_Semantics(graph, axioms=False, daxioms=False)
    reference.closure()
    message = re.compile(rf"Disjoint classes (\S+) and (\S+) have a common individual ({EX}x\d)")
    expected = {(thing, frozenset({a, b})) for a, b, thing in message.findall("\n".join(reference.error_messages))}
    assert {(found.subject, frozenset(found.classes)) for found in contradictions(ontology, lines)} == expected


@settings(max_examples=60, deadline=None)
@given(ontologies, facts, st.randoms(use_true_random=False))
def test_order_and_repetition_of_the_facts_do_not_matter(
    axioms: tuple[list[Axiom], list[Axiom]], lines: list[str], random: object
) -> None:
    ontology = graph_of(axioms)
    shuffled = [*lines, *lines[:2]]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(infer(ontology, lines)) == sorted(infer(ontology, shuffled))


@settings(max_examples=60, deadline=None)
@given(ontologies, facts)
def test_inferring_again_adds_nothing(axioms: tuple[list[Axiom], list[Axiom]], lines: list[str]) -> None:
    ontology = graph_of(axioms)
    once = list(infer(ontology, lines))
    assert list(infer(ontology, [*lines, *once])) == []
