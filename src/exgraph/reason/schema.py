"""The ontology's axioms, read once into rules; an axiom that the reasoner does not handle is named, never left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, Graph
from rdflib.term import Node

from exgraph.errors import ReasoningError
from exgraph.model.node import write
from exgraph.reason.axioms import equivalent, hierarchy
from exgraph.reason.axioms.axiom import Axioms
from exgraph.reason.axioms.expression import EXPRESSIONS, Expressions
from exgraph.reason.axioms.individual import ASSERTIONS, Assertions
from exgraph.reason.axioms.property import PROPERTY_AXIOMS, PROPERTY_KINDS, Properties
from exgraph.reason.line import Statement
from exgraph.reason.noise import UNIVERSAL, Noise, is_logical, is_metaclass
from exgraph.reason.rule import EQUAL_AND_DIFFERENT, NOTHING, TYPE, Rule

_DECLARATIONS = {
    OWL.AnnotationProperty,
    OWL.AllDifferent,
    OWL.AllDisjointClasses,
    OWL.AllDisjointProperties,
    OWL.Class,
    OWL.DatatypeProperty,
    OWL.DeprecatedClass,
    OWL.DeprecatedProperty,
    OWL.NegativePropertyAssertion,
    OWL.ObjectProperty,
    OWL.Ontology,
    OWL.OntologyProperty,
    OWL.Restriction,
    RDF.Property,
    RDFS.Class,
    RDFS.Datatype,
}
_ANNOTATED = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
_FACTS = {OWL.sameAs, OWL.differentFrom}
_REMEDY = "write it with the axioms that are handled, as a SHACL shape, or choose the reasoner owlrl"


@dataclass(frozen=True)
class Schema:
    """What an ontology says.

    Attributes:
        rules: its axioms as rules; anonymous classes have `_:` labels for names.
        facts: what it says of individuals and, by other than axioms, of its own terms.
        noise: what is never given out.
    """

    rules: tuple[Rule, ...]
    facts: tuple[Statement, ...]
    noise: Noise


def read(ontology: Graph) -> Schema:
    """Return the rules of an ontology: those of OWL 2 RL/RDF, the schema's own (scm-) followed to their end.

    Raises:
        ReasoningError: the ontology holds axioms of other kinds; the error names them all.
    """
    ontology = _without_annotations(ontology)
    noise = Noise(ontology)
    return _Reader(equivalent.replicate(ontology, noise), noise).schema()


def _without_annotations(ontology: Graph) -> Graph:
    """Return an ontology without the annotations of its axioms, which no rule looks at.

    An annotated axiom stands as itself, and once more as a node with its three parts and what is said of it (OWL 2
    Mapping to RDF Graphs, 3.2.2), as editors write it.
    """
    nodes = {node for kind in (OWL.Axiom, OWL.Annotation) for node in ontology.subjects(RDF.type, kind)}
    whole = {node for node in nodes if all((node, part, None) in ontology for part in _ANNOTATED)}
    if not whole:
        return ontology
    kept = Graph(namespace_manager=ontology.namespace_manager)
    for triple in ontology:
        if triple[0] not in whole:
            kept.add(triple)
    return kept


class _Reader:
    def __init__(self, ontology: Graph, noise: Noise) -> None:
        self._noise = noise
        self._axioms = Axioms(ontology)
        self._facts: set[Statement] = set()
        readers: tuple[tuple[object, dict[Node, str]], ...] = (
            (Properties(self._axioms), PROPERTY_AXIOMS),
            (Expressions(self._axioms), EXPRESSIONS),
            (Assertions(self._axioms), ASSERTIONS),
        )
        self._reading: dict[Node, Callable[[Node, Node], None]] = {
            predicate: getattr(reader, name) for reader, names in readers for predicate, name in names.items()
        }
        self._properties = Properties(self._axioms)

    def schema(self) -> Schema:
        for subject, predicate, value in self._axioms.ontology:
            if predicate == RDF.type:
                self._type(subject, value)
            elif predicate in self._reading:
                self._reading[predicate](subject, value)
            elif is_logical(predicate) and predicate not in _FACTS:
                self._refuse_unless_imported(subject, predicate, value)
            else:
                self._facts.add((write(subject), write(predicate), write(value)))
        if self._axioms.refused:
            axioms = "; ".join(sorted(self._axioms.refused))
            raise ReasoningError(
                f"the ontology holds axioms that the reasoner does not handle: {axioms}", remedy=_REMEDY
            )
        rules = {*self._axioms.rules, EQUAL_AND_DIFFERENT}
        rules.add(Rule("cls-nothing2", "owl:Nothing", (("?x", TYPE, NOTHING),), None))
        order = sorted(rules | hierarchy.implied(rules, self._axioms.restrictions), key=_order)
        return Schema(tuple(order), tuple(sorted(self._facts)), self._noise)

    def _type(self, subject: Node, value: Node) -> None:
        if value in PROPERTY_KINDS:
            self._properties.kind(subject, value)
        elif is_metaclass(value):
            if value not in _DECLARATIONS:
                self._axioms.refuse(subject, RDF.type, value)
            elif value == OWL.Class and subject not in UNIVERSAL | {OWL.Nothing}:
                self._axioms.subclass("scm-cls", (subject, RDF.type, value), OWL.Nothing, subject)
        elif value not in UNIVERSAL:
            self._facts.add((write(subject), TYPE, write(value)))

    def _refuse_unless_imported(self, subject: Node, predicate: Node, value: Node) -> None:
        if predicate != OWL.imports or (value, RDF.type, OWL.Ontology) not in self._axioms.ontology:
            self._axioms.refuse(subject, predicate, value)


def _order(rule: Rule) -> tuple[object, ...]:
    return rule.name, rule.axiom, rule.body, rule.head or ()
