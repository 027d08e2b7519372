"""Terms of the schema that the ontology calls the same (owl:sameAs): what is said of one is said of the other."""

from __future__ import annotations

from rdflib import OWL, RDF, BNode, Graph
from rdflib.term import Node

from exgraph.model.node import write
from exgraph.reason.noise import Noise


def replicate(ontology: Graph, noise: Noise) -> Graph:
    """Return the ontology with the axioms of each schema term repeated for the terms that it is the same as.

    The rules eq-rep-s, eq-rep-p and eq-rep-o on axioms. Within lists and anonymous classes they are not exchanged;
    that the two are equivalent, as classes and as properties, comes to the same.
    """
    pairs = _pairs(ontology, noise)
    if not pairs:
        return ontology
    copied = Graph(namespace_manager=ontology.namespace_manager)
    copied += ontology
    for first, second in pairs:
        copied.add((first, OWL.equivalentClass, second))
        copied.add((first, OWL.equivalentProperty, second))
    size = -1
    while size != len(copied):
        size = len(copied)
        for first, second in pairs:
            for predicate, value in list(copied.predicate_objects(first)):
                if predicate != OWL.sameAs:
                    copied.add((second, predicate, value))
            for subject, predicate in list(copied.subject_predicates(first)):
                if predicate not in (OWL.sameAs, RDF.first) and not isinstance(subject, BNode):
                    copied.add((subject, predicate, second))
    return copied


def _pairs(ontology: Graph, noise: Noise) -> set[tuple[Node, Node]]:
    """The pairs of terms called the same, both ways, of which one at least is a term of the schema."""
    pairs: set[tuple[Node, Node]] = set()
    for first, second in ontology.subject_objects(OWL.sameAs):
        if first != second and (noise.is_term(write(first)) or noise.is_term(write(second))):
            pairs |= {(first, second), (second, first)}
    return pairs
