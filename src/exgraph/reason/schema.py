"""The ontology's axioms, read once and closed; an axiom that the reasoner does not handle is named, never left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from exgraph.errors import ReasoningError
from exgraph.reason.line import Statement, write
from exgraph.reason.noise import UNIVERSAL, Noise, is_logical, is_metaclass

Axiom = tuple[Node, Node, Node]
Role = tuple[str, bool]
"""A property, and whether it is meant from object to subject."""

_DECLARATIONS = {
    OWL.AllDisjointClasses,
    OWL.AnnotationProperty,
    OWL.Class,
    OWL.DatatypeProperty,
    OWL.DeprecatedClass,
    OWL.DeprecatedProperty,
    OWL.ObjectProperty,
    OWL.Ontology,
    OWL.OntologyProperty,
    RDF.Property,
    RDFS.Class,
    RDFS.Datatype,
}
_REMEDY = "write it with the axioms that are handled, as a SHACL shape, or choose the reasoner owlrl"


@dataclass
class Schema:
    """The closed axioms; classes and properties are N-Triples terms, anonymous ones `_:` labels.

    Attributes:
        superclasses: each class that has any, with all of them.
        superproperties: each property that has any, with all of them; inverses and symmetry are inverted roles.
        domains: each property that has any, with its own.
        ranges: each property that has any, with its own.
        transitive: the transitive properties.
        chains: the links of each chain of two or more properties, and the property they imply.
        disjoint: pairs of classes without a common member, each pair in alphabetical order.
        individuals: what the ontology says of things that are not terms of its schema.
        noise: what is never given out.
    """

    noise: Noise
    superclasses: dict[str, frozenset[str]] = field(default_factory=dict)
    superproperties: dict[str, frozenset[Role]] = field(default_factory=dict)
    domains: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ranges: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    transitive: set[str] = field(default_factory=set)
    chains: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    disjoint: set[tuple[str, str]] = field(default_factory=set)
    individuals: list[Statement] = field(default_factory=list)


def read(ontology: Graph) -> Schema:
    """Return the closed schema of an ontology.

    The rules are those of OWL 2 RL/RDF (https://www.w3.org/TR/owl2-profiles/, section 4.3): cax-sco, cax-eqc, cax-dw,
    cax-adc, cls-uni, prp-dom, prp-rng, prp-spo1, prp-spo2, prp-eqp, prp-inv, prp-symp and prp-trp.

    Raises:
        ReasoningError: the ontology holds axioms of other kinds; the error names them all.
    """
    return _Reader(ontology).schema()


class _Reader:
    def __init__(self, ontology: Graph) -> None:
        self._ontology = ontology
        self._schema = Schema(noise=Noise(ontology))
        self._classes: dict[str, set[str]] = defaultdict(set)
        self._roles: dict[str, set[Role]] = defaultdict(set)
        self._refused: set[str] = set()
        self._axioms: dict[Node, Callable[[Node, Node], None]] = {
            RDFS.subClassOf: self._subclass,
            OWL.equivalentClass: self._equivalent_class,
            OWL.unionOf: self._union,
            OWL.disjointWith: self._disjoint_pair,
            OWL.members: self._disjoint_members,
            RDFS.subPropertyOf: self._subproperty,
            OWL.equivalentProperty: self._equivalent_property,
            OWL.inverseOf: self._inverse,
            OWL.propertyChainAxiom: self._chain,
            RDFS.domain: self._domain,
            RDFS.range: self._range,
        }

    def schema(self) -> Schema:
        for subject, predicate, value in self._ontology:
            if predicate == RDF.type:
                self._type(subject, value)
            elif predicate in self._axioms:
                self._axioms[predicate](subject, value)
            elif is_logical(predicate):
                self._refuse_unless_imported(subject, predicate, value)
            else:
                self._individual(subject, predicate, value)
        if self._refused:
            axioms = "; ".join(sorted(self._refused))
            raise ReasoningError(
                f"the ontology holds axioms that the reasoner does not handle: {axioms}", remedy=_REMEDY
            )
        schema = self._schema
        schema.individuals.sort()
        schema.superclasses = {name: frozenset(found) for name, found in _closed(self._classes).items()}
        schema.superproperties = _closed_roles(self._roles)
        return schema

    def _type(self, subject: Node, value: Node) -> None:
        if value == OWL.SymmetricProperty:
            self._roles[self._property(subject, (subject, RDF.type, value))].add((write(subject), True))
        elif value == OWL.TransitiveProperty:
            self._schema.transitive.add(self._property(subject, (subject, RDF.type, value)))
        elif is_metaclass(value):
            if value not in _DECLARATIONS:
                self._refuse(subject, RDF.type, value)
        else:
            self._individual(subject, RDF.type, value)

    def _individual(self, subject: Node, predicate: Node, value: Node) -> None:
        if isinstance(value, BNode) or value in UNIVERSAL or self._schema.noise.is_subject(write(subject)):
            return
        self._schema.individuals.append((write(subject), write(predicate), write(value)))

    def _subclass(self, subject: Node, value: Node) -> None:
        if subject in UNIVERSAL:
            self._refuse(subject, RDFS.subClassOf, value)
        elif subject != OWL.Nothing:
            self._classes[write(subject)].add(write(value))

    def _equivalent_class(self, subject: Node, value: Node) -> None:
        if subject in UNIVERSAL or value in UNIVERSAL:
            self._refuse(subject, OWL.equivalentClass, value)
        self._subclass(subject, value)
        self._subclass(value, subject)

    def _union(self, subject: Node, value: Node) -> None:
        for member in Collection(self._ontology, value):
            if member in UNIVERSAL:
                self._refuse(subject, OWL.unionOf, member)
            self._subclass(member, subject)

    def _disjoint_pair(self, subject: Node, value: Node) -> None:
        first, second = sorted((write(subject), write(value)))
        self._schema.disjoint.add((first, second))

    def _disjoint_members(self, subject: Node, value: Node) -> None:
        if (subject, RDF.type, OWL.AllDisjointClasses) not in self._ontology:
            self._refuse(subject, OWL.members, value)
            return
        members = list(Collection(self._ontology, value))
        for index, first in enumerate(members):
            for second in members[index + 1 :]:
                self._disjoint_pair(first, second)

    def _subproperty(self, subject: Node, value: Node) -> None:
        axiom = (subject, RDFS.subPropertyOf, value)
        self._roles[self._property(subject, axiom)].add((self._property(value, axiom), False))

    def _equivalent_property(self, subject: Node, value: Node) -> None:
        self._subproperty(subject, value)
        self._subproperty(value, subject)

    def _inverse(self, subject: Node, value: Node) -> None:
        axiom = (subject, OWL.inverseOf, value)
        first, second = self._property(subject, axiom), self._property(value, axiom)
        self._roles[first].add((second, True))
        self._roles[second].add((first, True))

    def _chain(self, subject: Node, value: Node) -> None:
        axiom = (subject, OWL.propertyChainAxiom, value)
        implied = self._property(subject, axiom)
        links = [self._property(link, axiom) for link in Collection(self._ontology, value)]
        if len(links) > 1:
            self._schema.chains.append((tuple(links), implied))
        elif links:
            self._roles[links[0]].add((implied, False))
        else:
            self._refuse(*axiom)

    def _domain(self, subject: Node, value: Node) -> None:
        self._schema.domains[self._property(subject, (subject, RDFS.domain, value))].add(write(value))

    def _range(self, subject: Node, value: Node) -> None:
        self._schema.ranges[self._property(subject, (subject, RDFS.range, value))].add(write(value))

    def _property(self, name: Node, axiom: Axiom) -> str:
        """Return the property's term; axioms about the properties that axioms are written with are refused."""
        if is_logical(name):
            self._refuse(*axiom)
        return write(name)

    def _refuse_unless_imported(self, subject: Node, predicate: Node, value: Node) -> None:
        if predicate != OWL.imports or (value, RDF.type, OWL.Ontology) not in self._ontology:
            self._refuse(subject, predicate, value)

    def _refuse(self, subject: Node, predicate: Node, value: Node) -> None:
        """Note an axiom by the names it is reached from, since an anonymous class has none to be found by."""
        owners = {subject}
        while anonymous := {owner for owner in owners if isinstance(owner, BNode)}:
            referring = {user for owner in anonymous for user in self._ontology.subjects(None, owner)}
            if not referring - owners:
                break
            owners = (owners - anonymous) | referring
        names = " and ".join(sorted(self._short(owner) for owner in owners))
        self._refused.add(f"{names} {self._short(predicate)} {self._short(value)}")

    def _short(self, term: Node) -> str:
        if isinstance(term, BNode):
            return "[...]"
        return term.n3(self._ontology.namespace_manager) if isinstance(term, URIRef) else write(term)


def _closed(direct: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    """Return for each name all that can be reached from it."""
    closed: dict[str, set[str]] = {}
    for name in direct:
        reached: set[str] = set()
        waiting = list(direct[name])
        while waiting:
            above = waiting.pop()
            if above not in reached:
                reached.add(above)
                waiting.extend(direct.get(above, ()))
        closed[name] = reached
    return closed


def _closed_roles(direct: Mapping[str, set[Role]]) -> dict[str, frozenset[Role]]:
    """Return for each property all the roles it implies; going up by an inverted role turns the way."""
    closed: dict[str, frozenset[Role]] = {}
    for name in list(direct):
        reached: set[Role] = set()
        waiting = list(direct[name])
        while waiting:
            role = waiting.pop()
            if role not in reached:
                reached.add(role)
                above, inverted = role
                waiting.extend((upper, turned != inverted) for upper, turned in direct.get(above, ()))
        closed[name] = frozenset(reached - {(name, False)})
    return closed
