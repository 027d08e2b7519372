"""What a reasoner derives that nobody asks for, and that is therefore never given out."""

from __future__ import annotations

from rdflib import OWL, RDF, RDFS, XSD, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from exgraph.reason.line import write

CLASS_AXIOMS = {RDFS.subClassOf, OWL.equivalentClass, OWL.disjointWith}
PROPERTY_AXIOMS = {RDFS.subPropertyOf, OWL.equivalentProperty, OWL.inverseOf}
TYPING_AXIOMS = {RDFS.domain, RDFS.range}
LIST_AXIOMS = {OWL.propertyChainAxiom, OWL.unionOf, OWL.members}
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
    - whose predicate RDFS or OWL gives a logical meaning (`owl:sameAs` of a thing to itself, `rdfs:subClassOf`, ...),
      rdf:type excepted;
    - that types a thing as `owl:Thing`, `owl:NamedIndividual`, `rdfs:Resource`, `owl:Nothing`, or by a datatype. (A
      member of owl:Nothing is a contradiction, and a thing in a datatype's place is for validation to find.)
    """

    def __init__(self, ontology: Graph) -> None:
        self._terms = {write(term) for term in _terms(ontology)}
        datatypes = _LITERAL_CLASSES | set(ontology.subjects(RDF.type, RDFS.Datatype))
        self._classes = {write(term) for term in datatypes | INSTANTIABLE}

    def is_subject(self, term: str) -> bool:
        """Whether nothing is said of this term."""
        return not term.startswith("<") or term in self._terms or term.startswith(_VOCABULARIES)

    def is_class(self, term: str) -> bool:
        """Whether nothing is said to be of this class."""
        return term.startswith(("_:", f"<{XSD}")) or term in self._classes


def _terms(ontology: Graph) -> set[Node]:
    """The names of the ontology's classes, properties and datatypes, and of the ontology itself."""
    found: set[Node] = set()
    for subject, predicate, value in ontology:
        if predicate == RDF.type and is_metaclass(value):
            found.add(subject)
        elif predicate in CLASS_AXIOMS | PROPERTY_AXIOMS | TYPING_AXIOMS:
            found |= {subject, value}
        elif predicate in LIST_AXIOMS:
            found |= {subject, *Collection(ontology, value)}
    return found
