"""What a reasoner derives that nobody asks for, and that is therefore never given out."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from exgraph.model.node import write
from exgraph.reason.line import Statement
from exgraph.reason.rule import DIFFERENT, SAME, TYPE

_NAMING_BOTH = {
    RDFS.subClassOf,
    OWL.equivalentClass,
    OWL.disjointWith,
    OWL.complementOf,
    RDFS.subPropertyOf,
    OWL.equivalentProperty,
    OWL.inverseOf,
    OWL.propertyDisjointWith,
    RDFS.domain,
    RDFS.range,
}
"""Predicates whose subject and object are terms of a schema."""

_NAMING_OBJECT = {OWL.onProperty, OWL.onClass, OWL.someValuesFrom, OWL.allValuesFrom, OWL.assertionProperty}
_NAMING_LIST = {OWL.propertyChainAxiom, OWL.unionOf, OWL.intersectionOf, OWL.hasKey}
ANNOTATIONS = {
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    OWL.backwardCompatibleWith,
    OWL.deprecated,
    OWL.incompatibleWith,
    OWL.priorVersion,
    OWL.versionIRI,
    OWL.versionInfo,
}
UNIVERSAL = {OWL.Thing, OWL.NamedIndividual, RDFS.Resource}
INSTANTIABLE = UNIVERSAL | {OWL.Nothing}
_METACLASSES = {RDFS.Class, RDFS.Datatype, RDF.Property, RDFS.ContainerMembershipProperty}
_LOGICAL = (str(OWL), str(RDFS))
_LITERAL_CLASSES = {RDFS.Literal, RDF.langString, RDF.PlainLiteral, RDF.XMLLiteral, RDF.HTML, RDF.JSON}
_OF_THINGS = {SAME, DIFFERENT}
_VOCABULARIES = tuple(f"<{namespace}" for namespace in (OWL, RDF, RDFS, XSD))


def is_logical(term: Node) -> bool:
    """Whether a reasoner gives the term a meaning: all of OWL and RDFS but the annotation properties, and rdf:type."""
    return term not in ANNOTATIONS and (str(term).startswith(_LOGICAL) or term == RDF.type)


def is_metaclass(term: Node) -> bool:
    """Whether the members of a class are terms of a schema: owl:Class, owl:ObjectProperty, rdfs:Datatype, ..."""
    return term not in INSTANTIABLE and (str(term).startswith(str(OWL)) or term in _METACLASSES)


class Noise:
    """What is never given out, for one ontology.

    Noise is every triple
    - whose subject or object is a blank node, or whose subject is a literal;
    - about a term of the schema: the ontology's classes, properties, datatypes and the ontology itself, and whatever
      is in the namespaces of RDF, RDFS, OWL and XSD;
    - whose predicate RDFS or OWL gives a logical meaning (`rdfs:subClassOf`, ...), but for rdf:type, owl:differentFrom
      and the owl:sameAs of two things; that a thing is the same as itself is noise;
    - that types a thing as `owl:Thing`, `owl:NamedIndividual`, `rdfs:Resource`, `owl:Nothing`, or by a datatype. (A
      member of owl:Nothing is a contradiction, and a thing in a datatype's place is for validation to find.)
    """

    def __init__(self, ontology: Graph) -> None:
        self._terms = {write(term) for term in _terms(ontology)}
        datatypes = _LITERAL_CLASSES | set(ontology.subjects(RDF.type, RDFS.Datatype))
        self._classes = {write(term) for term in datatypes | INSTANTIABLE}

    def is_term(self, term: str) -> bool:
        """Whether this is a term of the schema."""
        return term in self._terms or term.startswith(_VOCABULARIES)

    def is_subject(self, term: str) -> bool:
        """Whether nothing is said of this term."""
        return not term.startswith("<") or self.is_term(term)

    def is_class(self, term: str) -> bool:
        """Whether nothing is said to be of this class."""
        return term.startswith(("_:", f"<{XSD}")) or term in self._classes

    def covers(self, statement: Statement) -> bool:
        """Whether a statement is noise."""
        subject, predicate, value = statement
        if self.is_subject(subject) or value.startswith("_:") or predicate.startswith("_:"):
            return True
        if predicate == TYPE:
            return self.is_class(value)
        if predicate in _OF_THINGS:
            return subject == value
        return is_logical(URIRef(predicate[1:-1]))


def _terms(ontology: Graph) -> set[Node]:
    """The names of the ontology's classes, properties and datatypes, and of the ontology itself."""
    found: set[Node] = set()
    for subject, predicate, value in ontology:
        if predicate == RDF.type and is_metaclass(value):
            found.add(subject)
        elif predicate in _NAMING_BOTH:
            found |= {subject, value}
        elif predicate in _NAMING_OBJECT:
            found.add(value)
        elif predicate in _NAMING_LIST:
            found |= {subject, *Collection(ontology, value)}
        elif predicate == OWL.members and (subject, RDF.type, OWL.AllDifferent) not in ontology:
            found |= set(Collection(ontology, value))
    return found
