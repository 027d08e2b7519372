"""Axioms about properties (Table 5 of the profile) as rules, and domains and ranges."""

from __future__ import annotations

import itertools

from rdflib import OWL, RDF, RDFS
from rdflib.term import Node

from exgraph.model.node import write
from exgraph.reason.axioms.axiom import Axiom, Axioms
from exgraph.reason.rule import SAME, TYPE, Atom

PROPERTY_AXIOMS: dict[Node, str] = {
    RDFS.subPropertyOf: "sub",
    OWL.equivalentProperty: "equivalent",
    OWL.inverseOf: "inverse",
    OWL.propertyChainAxiom: "chain",
    OWL.propertyDisjointWith: "disjoint",
    RDFS.domain: "domain",
    RDFS.range: "range",
    OWL.hasKey: "key",
}
"""The predicates read here, and the method that reads each."""

PROPERTY_KINDS = {
    OWL.AsymmetricProperty,
    OWL.FunctionalProperty,
    OWL.InverseFunctionalProperty,
    OWL.IrreflexiveProperty,
    OWL.SymmetricProperty,
    OWL.TransitiveProperty,
}


class Properties:
    """The reader of these axioms."""

    def __init__(self, axioms: Axioms) -> None:
        self._axioms = axioms

    def kind(self, subject: Node, value: Node) -> None:
        """Read that a property is of a kind (prp-fp, -ifp, -irp, -symp, -asyp, -trp)."""
        axiom = (subject, RDF.type, value)
        edge, turned = self._edge(subject, "?x", "?y", axiom), self._edge(subject, "?y", "?x", axiom)
        if value == OWL.FunctionalProperty:
            self._axioms.add("prp-fp", axiom, (edge, self._edge(subject, "?x", "?z", axiom)), ("?y", SAME, "?z"))
        elif value == OWL.InverseFunctionalProperty:
            self._axioms.add("prp-ifp", axiom, (edge, self._edge(subject, "?z", "?y", axiom)), ("?x", SAME, "?z"))
        elif value == OWL.IrreflexiveProperty:
            self._axioms.add("prp-irp", axiom, (self._edge(subject, "?x", "?x", axiom),), None)
        elif value == OWL.SymmetricProperty:
            self._axioms.add("prp-symp", axiom, (edge,), turned)
        elif value == OWL.AsymmetricProperty:
            self._axioms.add("prp-asyp", axiom, (edge, turned), None)
        else:
            following = self._edge(subject, "?y", "?z", axiom)
            self._axioms.add("prp-trp", axiom, (edge, following), self._edge(subject, "?x", "?z", axiom))

    def sub(self, subject: Node, value: Node) -> None:
        """Read rdfs:subPropertyOf (prp-spo1)."""
        self._implies("prp-spo1", (subject, RDFS.subPropertyOf, value), subject, value)

    def equivalent(self, subject: Node, value: Node) -> None:
        """Read owl:equivalentProperty (prp-eqp1, prp-eqp2)."""
        axiom = (subject, OWL.equivalentProperty, value)
        self._implies("prp-eqp1", axiom, subject, value)
        self._implies("prp-eqp2", axiom, value, subject)

    def inverse(self, subject: Node, value: Node) -> None:
        """Read owl:inverseOf (prp-inv1, prp-inv2); that of an anonymous property is a name for the other way."""
        axiom = (subject, OWL.inverseOf, value)
        first, second = self._edge(subject, "?x", "?y", axiom), self._edge(value, "?y", "?x", axiom)
        if first != second:
            self._axioms.add("prp-inv1", axiom, (first,), second)
            self._axioms.add("prp-inv2", axiom, (second,), first)

    def chain(self, subject: Node, value: Node) -> None:
        """Read owl:propertyChainAxiom (prp-spo2)."""
        axiom = (subject, OWL.propertyChainAxiom, value)
        links = self._axioms.members(value)
        if not links:
            self._axioms.refuse(*axiom)
            return
        body = tuple(self._edge(link, f"?x{at}", f"?x{at + 1}", axiom) for at, link in enumerate(links))
        self._axioms.add("prp-spo2", axiom, body, self._edge(subject, "?x0", f"?x{len(links)}", axiom))

    def disjoint(self, subject: Node, value: Node) -> None:
        """Read owl:propertyDisjointWith (prp-pdw)."""
        self.exclude("prp-pdw", (subject, OWL.propertyDisjointWith, value), subject, value)

    def exclude(self, name: str, axiom: Axiom, first: Node, second: Node) -> None:
        """Add the rule that two properties share no pair; a list of many is told by the two."""
        body = (self._edge(first, "?x", "?y", axiom), self._edge(second, "?x", "?y", axiom))
        self._axioms.add(name, (first, OWL.propertyDisjointWith, second), body, None)

    def domain(self, subject: Node, value: Node) -> None:
        """Read rdfs:domain (prp-dom)."""
        axiom = (subject, RDFS.domain, value)
        self._axioms.add("prp-dom", axiom, (self._edge(subject, "?x", "?y", axiom),), ("?x", TYPE, write(value)))

    def range(self, subject: Node, value: Node) -> None:
        """Read rdfs:range (prp-rng)."""
        axiom = (subject, RDFS.range, value)
        self._axioms.add("prp-rng", axiom, (self._edge(subject, "?x", "?y", axiom),), ("?y", TYPE, write(value)))

    def key(self, subject: Node, value: Node) -> None:
        """Read owl:hasKey (prp-key)."""
        axiom = (subject, OWL.hasKey, value)
        names = self._axioms.members(value)
        if not names:
            self._axioms.refuse(*axiom)
            return
        keyed = self._axioms.asked(subject, axiom)
        halves = (
            (
                (thing, TYPE, keyed),
                *(self._edge(name, thing, f"?z{at}", axiom) for at, name in enumerate(names)),
            )
            for thing in ("?x", "?y")
        )
        self._axioms.add("prp-key", axiom, tuple(itertools.chain(*halves)), ("?x", SAME, "?y"))

    def _implies(self, name: str, axiom: Axiom, lower: Node, upper: Node) -> None:
        body, head = self._edge(lower, "?x", "?y", axiom), self._edge(upper, "?x", "?y", axiom)
        if body != head:
            self._axioms.add(name, axiom, (body,), head)

    def _edge(self, name: Node, subject: str, value: str, axiom: Axiom) -> Atom:
        return self._axioms.edge(name, subject, value, axiom)
