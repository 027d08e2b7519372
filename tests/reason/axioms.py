"""Ontologies and facts for hypothesis, of every kind of axiom that OWL 2 RL has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

EX = Namespace("https://example.org/")
CLASSES = [EX[f"C{n}"] for n in range(5)]
PROPERTIES = [EX[f"p{n}"] for n in range(4)]
THINGS = [EX[f"x{n}"] for n in range(5)]
Axiom = Callable[[Graph], None]
"""Adds an axiom to a graph."""

Expression = Callable[[Graph], Node]
"""Adds a class expression to a graph and returns its node."""

classes = st.sampled_from(CLASSES)
properties = st.sampled_from(PROPERTIES)
things = st.sampled_from(THINGS)


def _add(subject: Node, predicate: Node, value: Node) -> Axiom:
    def axiom(graph: Graph) -> None:
        graph.add((subject, predicate, value))

    return axiom


def listed(graph: Graph, members: list[Any]) -> Node:
    head = BNode()
    Collection(graph, head, [member(graph) if callable(member) else member for member in members])
    return head


def _named(node: Node) -> Expression:
    return lambda _: node


def _restriction(name: URIRef, *fillers: tuple[URIRef, Any]) -> Expression:
    def build(graph: Graph) -> Node:
        node = BNode()
        graph.add((node, RDF.type, OWL.Restriction))
        graph.add((node, OWL.onProperty, name))
        for predicate, filler in fillers:
            graph.add((node, predicate, filler(graph) if callable(filler) else filler))
        return node

    return build


def _boolean(predicate: URIRef, members: list[Any]) -> Expression:
    def build(graph: Graph) -> Node:
        node = BNode()
        graph.add((node, RDF.type, OWL.Class))
        graph.add((node, predicate, listed(graph, members)))
        return node

    return build


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.nonNegativeInteger)


def _expressions(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    some = st.lists(inner, min_size=1, max_size=3)
    of_a_class = st.one_of(inner, st.sampled_from([_named(OWL.Thing), _named(XSD.decimal)]))
    return st.one_of(
        st.builds(lambda p, c: _restriction(p, (OWL.someValuesFrom, c)), properties, of_a_class),
        st.builds(lambda p, c: _restriction(p, (OWL.allValuesFrom, c)), properties, inner),
        st.builds(lambda p, v: _restriction(p, (OWL.hasValue, v)), properties, things),
        st.builds(lambda p: _restriction(p, (OWL.maxCardinality, _count(1))), properties),
        st.builds(
            lambda p, c: _restriction(p, (OWL.maxQualifiedCardinality, _count(1)), (OWL.onClass, c)),
            properties,
            of_a_class,
        ),
        st.builds(lambda members: _boolean(OWL.intersectionOf, members), some),
        st.builds(lambda members: _boolean(OWL.unionOf, members), some),
        st.builds(lambda members: _boolean(OWL.oneOf, members), st.lists(things, min_size=1, max_size=2)),
    )


expressions = st.recursive(st.builds(_named, classes), _expressions, max_leaves=4)


def _class_axiom(predicate: URIRef, lower: Expression, upper: Expression) -> Axiom:
    def axiom(graph: Graph) -> None:
        graph.add((lower(graph), predicate, upper(graph)))

    return axiom


def _list_axiom(subject: Node, predicate: URIRef, members: list[Any]) -> Axiom:
    def axiom(graph: Graph) -> None:
        graph.add((subject, predicate, listed(graph, members)))

    return axiom


def _chain_with_inverse(first: URIRef, second: URIRef, implied: URIRef) -> Axiom:
    def add(graph: Graph) -> None:
        inverse = BNode()
        graph.add((inverse, OWL.inverseOf, second))
        graph.add((implied, OWL.propertyChainAxiom, listed(graph, [first, inverse])))

    return add


_kinds = st.sampled_from([OWL.SymmetricProperty, OWL.TransitiveProperty])
_single = st.sampled_from([OWL.FunctionalProperty, OWL.InverseFunctionalProperty])
property_axioms: st.SearchStrategy[Axiom] = st.one_of(
    st.builds(_add, properties, st.sampled_from([RDFS.subPropertyOf, OWL.equivalentProperty]), properties),
    st.builds(_add, properties, st.just(OWL.inverseOf), properties),
    st.builds(_add, properties, st.just(RDF.type), _kinds),
    st.builds(_list_axiom, properties, st.just(OWL.propertyChainAxiom), st.lists(properties, min_size=1, max_size=4)),
    st.builds(_chain_with_inverse, properties, properties, properties),
    st.builds(_add, properties, st.sampled_from([RDFS.domain, RDFS.range]), classes),
)
class_axioms: st.SearchStrategy[Axiom] = st.one_of(
    st.builds(_class_axiom, st.just(RDFS.subClassOf), expressions, expressions),
    st.builds(_class_axiom, st.just(OWL.equivalentClass), st.builds(_named, classes), expressions),
    st.builds(_list_axiom, classes, st.just(OWL.oneOf), st.lists(things, min_size=1, max_size=2)),
    st.builds(_list_axiom, classes, st.sampled_from([OWL.unionOf, OWL.intersectionOf]), st.lists(classes, min_size=1)),
)
equality_axioms: st.SearchStrategy[Axiom] = st.one_of(
    st.builds(_add, properties, st.just(RDF.type), _single),
    st.builds(_add, things, st.just(OWL.sameAs), things),
    st.builds(_add, properties, st.just(OWL.sameAs), properties),
    st.builds(_add, classes, st.just(OWL.sameAs), classes),
)


def _negative(subject: URIRef, name: URIRef, value: URIRef) -> Axiom:
    def add(graph: Graph) -> None:
        axiom = BNode()
        graph.add((axiom, RDF.type, OWL.NegativePropertyAssertion))
        graph.add((axiom, OWL.sourceIndividual, subject))
        graph.add((axiom, OWL.assertionProperty, name))
        graph.add((axiom, OWL.targetIndividual, value))

    return add


def _all_disjoint(members: list[URIRef]) -> Axiom:
    def add(graph: Graph) -> None:
        axiom = BNode()
        graph.add((axiom, RDF.type, OWL.AllDisjointClasses))
        graph.add((axiom, OWL.members, listed(graph, members)))

    return add


_none = st.builds(lambda p: _restriction(p, (OWL.maxCardinality, _count(0))), properties)
_none_of_a_class = st.builds(
    lambda p, c: _restriction(p, (OWL.maxQualifiedCardinality, _count(0)), (OWL.onClass, c)),
    properties,
    st.one_of(expressions, st.just(_named(OWL.Thing))),
)
constraints: st.SearchStrategy[Axiom] = st.one_of(
    st.builds(_class_axiom, st.sampled_from([OWL.disjointWith, OWL.complementOf]), expressions, expressions),
    st.builds(_all_disjoint, st.lists(classes, min_size=2, max_size=4, unique=True)),
    st.builds(_class_axiom, st.just(RDFS.subClassOf), expressions, st.just(_named(OWL.Nothing))),
    st.builds(_class_axiom, st.just(RDFS.subClassOf), expressions, _none | _none_of_a_class),
    st.builds(_add, properties, st.just(OWL.propertyDisjointWith), properties),
    st.builds(_add, properties, st.just(RDF.type), st.sampled_from([OWL.IrreflexiveProperty, OWL.AsymmetricProperty])),
    st.builds(_negative, things, properties, things),
    st.builds(_add, things, st.just(OWL.differentFrom), things),
)

types = st.builds(lambda thing, name: f"<{thing}> <{RDF.type}> <{name}> .\n", things, classes)
literals = st.sampled_from(['"a"@en', '"あ"@ja', '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', r'"q\"\\\n"@ru'])
values = st.one_of(things.map(lambda thing: f"<{thing}>"), things.map(lambda thing: f"<{thing}>"), literals)
predicates = st.one_of(properties, properties, properties, st.just(EX.untouched))
edges = st.builds(lambda s, p, o: f"<{s}> <{p}> {o} <{EX}graph> .\n", things, predicates, values)
links = st.builds(lambda s, p, o: f"<{s}> <{p}> <{o}> .\n", things, properties, things)
facts_of_things = st.lists(links | links | types, min_size=1, max_size=7)
equals = st.builds(lambda s, o: f"<{s}> <{OWL.sameAs}> <{o}> .\n", things, things)
facts = st.lists(edges | edges | types, min_size=1, max_size=9)
facts_with_equals = st.lists(st.one_of(edges, edges, edges, types, types, equals), min_size=1, max_size=9)


def graph_of(axioms: list[Axiom]) -> Graph:
    """Return an ontology with all the classes and properties declared."""
    graph = Graph()
    for name in CLASSES:
        graph.add((name, RDF.type, OWL.Class))
    for name in PROPERTIES:
        graph.add((name, RDF.type, OWL.ObjectProperty))
    for axiom in axioms:
        axiom(graph)
    return graph
