"""Axioms about classes, and class expressions (Tables 6 and 7 of the profile), as rules."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from rdflib import OWL, RDFS, Literal
from rdflib.term import Node

from exgraph.model.node import write
from exgraph.reason.axioms.axiom import Axiom, Axioms, Restriction
from exgraph.reason.rule import SAME, TYPE, Atom

EXPRESSIONS: dict[Node, str] = {
    RDFS.subClassOf: "sub",
    OWL.equivalentClass: "equivalent",
    OWL.disjointWith: "disjoint",
    OWL.complementOf: "complement",
    OWL.intersectionOf: "intersection",
    OWL.unionOf: "union",
    OWL.oneOf: "enumeration",
    OWL.someValuesFrom: "some",
    OWL.allValuesFrom: "all",
    OWL.hasValue: "value",
    OWL.maxCardinality: "at_most",
    OWL.maxQualifiedCardinality: "at_most_of_a_class",
    OWL.onProperty: "restriction",
    OWL.onClass: "qualification",
    OWL.onDataRange: "qualification",
}
"""The predicates read here, and the method that reads each."""

_FILLERS = (OWL.someValuesFrom, OWL.allValuesFrom, OWL.hasValue, OWL.maxCardinality, OWL.maxQualifiedCardinality)


class Expressions:
    """The reader of these axioms."""

    def __init__(self, axioms: Axioms) -> None:
        self._axioms = axioms

    def sub(self, subject: Node, value: Node) -> None:
        """Read rdfs:subClassOf (cax-sco)."""
        if subject != OWL.Nothing:
            self._axioms.subclass("cax-sco", (subject, RDFS.subClassOf, value), subject, value)

    def equivalent(self, subject: Node, value: Node) -> None:
        """Read owl:equivalentClass (cax-eqc1, cax-eqc2)."""
        axiom = (subject, OWL.equivalentClass, value)
        self._axioms.subclass("cax-eqc1", axiom, subject, value)
        self._axioms.subclass("cax-eqc2", axiom, value, subject)

    def disjoint(self, subject: Node, value: Node) -> None:
        """Read owl:disjointWith (cax-dw)."""
        self.exclude("cax-dw", (subject, OWL.disjointWith, value), subject, value)

    def complement(self, subject: Node, value: Node) -> None:
        """Read owl:complementOf (cls-com)."""
        self.exclude("cls-com", (subject, OWL.complementOf, value), subject, value)

    def exclude(self, name: str, axiom: Axiom, first: Node, second: Node) -> None:
        """Add the rule that two classes have no member in common; a list of many is told by the two."""
        lower, upper = sorted((self._axioms.asked(first, axiom), self._axioms.asked(second, axiom)))
        axiom_of = (first, axiom[1], second) if axiom[1] != OWL.members else (first, OWL.disjointWith, second)
        self._axioms.add(name, axiom_of, (("?x", TYPE, lower), ("?x", TYPE, upper)), None)

    def intersection(self, subject: Node, value: Node) -> None:
        """Read owl:intersectionOf (cls-int1, cls-int2)."""
        axiom = (subject, OWL.intersectionOf, value)
        members = self._axioms.members(value)
        if not members:
            self._axioms.refuse(*axiom)
            return
        body = tuple(("?x", TYPE, self._axioms.asked(member, axiom)) for member in members)
        self._axioms.add("cls-int1", axiom, tuple(dict.fromkeys(body)), ("?x", TYPE, write(subject)))
        for member in members:
            self._axioms.subclass("cls-int2", axiom, subject, member)

    def union(self, subject: Node, value: Node) -> None:
        """Read owl:unionOf (cls-uni)."""
        for member in self._axioms.members(value):
            self._axioms.subclass("cls-uni", (subject, OWL.unionOf, value), member, subject)

    def enumeration(self, subject: Node, value: Node) -> None:
        """Read owl:oneOf (cls-oo)."""
        for member in self._axioms.members(value):
            self._axioms.add("cls-oo", (subject, OWL.oneOf, value), (), (write(member), TYPE, write(subject)))

    def some(self, subject: Node, value: Node) -> None:
        """Read owl:someValuesFrom (cls-svf1, cls-svf2); a value in owl:Thing is any value."""
        axiom = (subject, OWL.someValuesFrom, value)
        for name in self._restricted(subject, axiom):
            edge = self._axioms.edge(name, "?x", "?y", axiom)
            if value == OWL.Thing:
                self._axioms.add("cls-svf2", axiom, (edge,), ("?x", TYPE, write(subject)))
            else:
                member = ("?y", TYPE, self._axioms.asked(value, axiom))
                self._axioms.add("cls-svf1", axiom, (edge, member), ("?x", TYPE, write(subject)))
            self._compare("svf", subject, name, value, axiom)

    def all(self, subject: Node, value: Node) -> None:
        """Read owl:allValuesFrom (cls-avf)."""
        axiom = (subject, OWL.allValuesFrom, value)
        for name in self._restricted(subject, axiom):
            member = ("?x", TYPE, self._axioms.asked(subject, axiom))
            edge = self._axioms.edge(name, "?x", "?y", axiom)
            self._axioms.add("cls-avf", axiom, (member, edge), ("?y", TYPE, write(value)))
            self._compare("avf", subject, name, value, axiom)

    def value(self, subject: Node, value: Node) -> None:
        """Read owl:hasValue (cls-hv1, cls-hv2)."""
        axiom = (subject, OWL.hasValue, value)
        for name in self._restricted(subject, axiom):
            member = ("?x", TYPE, self._axioms.asked(subject, axiom))
            edge = self._axioms.edge(name, "?x", write(value), axiom)
            self._axioms.add("cls-hv1", axiom, (member,), edge)
            self._axioms.add("cls-hv2", axiom, (edge,), member)
            self._compare("hv", subject, name, value, axiom)

    def at_most(self, subject: Node, value: Node) -> None:
        """Read owl:maxCardinality (cls-maxc1, cls-maxc2)."""
        axiom = (subject, OWL.maxCardinality, value)
        self._limit("cls-maxc", axiom, ())

    def at_most_of_a_class(self, subject: Node, value: Node) -> None:
        """Read owl:maxQualifiedCardinality (cls-maxqc1 to cls-maxqc4)."""
        axiom = (subject, OWL.maxQualifiedCardinality, value)
        ontology = self._axioms.ontology
        qualified = [*ontology.objects(subject, OWL.onClass), *ontology.objects(subject, OWL.onDataRange)]
        if not qualified:
            self._axioms.refuse(*axiom)
        for each in qualified:
            self._limit("cls-maxqc", axiom, () if each == OWL.Thing else (self._axioms.asked(each, axiom),))

    def restriction(self, subject: Node, value: Node) -> None:
        """Refuse owl:onProperty where nothing says what of the property; the methods above read the rest."""
        if not any((subject, filler, None) in self._axioms.ontology for filler in _FILLERS):
            self._axioms.refuse(subject, OWL.onProperty, value)

    def qualification(self, subject: Node, value: Node) -> None:
        """Refuse owl:onClass without a cardinality; `at_most_of_a_class` reads the others."""
        if (subject, OWL.maxQualifiedCardinality, None) not in self._axioms.ontology:
            self._axioms.refuse(subject, OWL.onClass, value)

    def _limit(self, rule: str, axiom: Axiom, qualified: tuple[str, ...]) -> None:
        subject, _, number = axiom
        most = number.value if isinstance(number, Literal) else None
        if most not in (0, 1):
            self._axioms.refuse(*axiom)
            return
        for name in self._restricted(subject, axiom):
            member: Atom = ("?x", TYPE, self._axioms.asked(subject, axiom))
            values = ("?y",) if most == 0 else ("?y", "?z")
            edges = tuple(self._axioms.edge(name, "?x", each, axiom) for each in values)
            classes = tuple((each, TYPE, filler) for each, filler in itertools.product(values, qualified))
            numbered = {"cls-maxc": ("1", "2"), "cls-maxqc": ("1", "3") if qualified else ("2", "4")}[rule][most]
            head = None if most == 0 else ("?y", SAME, "?z")
            self._axioms.add(rule + numbered, axiom, (member, *edges, *classes), head)

    def _restricted(self, subject: Node, axiom: Axiom) -> Iterator[Node]:
        names = list(self._axioms.ontology.objects(subject, OWL.onProperty))
        if not names:
            self._axioms.refuse(*axiom)
        yield from names

    def _compare(self, kind: str, subject: Node, name: Node, filler: Node, axiom: Axiom) -> None:
        role = self._axioms.edge(name, "?x", "?y", axiom)
        if role[0] == "?x":
            text = self._axioms.text(axiom)
            self._axioms.restrictions.append(Restriction(kind, write(subject), role[1], write(filler), text))
