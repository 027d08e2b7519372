"""Axioms that name individuals, and lists of what excludes each other, as rules."""

from __future__ import annotations

import itertools

from rdflib import OWL, RDF
from rdflib.term import Node

from exgraph.model.node import write
from exgraph.reason.axioms.axiom import Axiom, Axioms
from exgraph.reason.axioms.expression import Expressions
from exgraph.reason.axioms.property import Properties
from exgraph.reason.rule import SAME

ASSERTIONS: dict[Node, str] = {
    OWL.members: "members",
    OWL.distinctMembers: "distinct",
    OWL.sourceIndividual: "negative",
    OWL.assertionProperty: "part",
    OWL.targetIndividual: "part",
    OWL.targetValue: "part",
}
"""The predicates read here, and the method that reads each."""

_PARTS = (OWL.sourceIndividual, OWL.assertionProperty)
_TARGETS = (OWL.targetIndividual, OWL.targetValue)


class Assertions:
    """The reader of these axioms."""

    def __init__(self, axioms: Axioms) -> None:
        self._axioms = axioms
        self._properties, self._expressions = Properties(axioms), Expressions(axioms)

    def members(self, subject: Node, value: Node) -> None:
        """Read what owl:members lists: classes, properties or things that differ (cax-adc, prp-adp, eq-diff2)."""
        axiom = (subject, OWL.members, value)
        kinds = set(self._axioms.ontology.objects(subject, RDF.type))
        if OWL.AllDifferent in kinds:
            self._different("eq-diff2", axiom)
        elif OWL.AllDisjointClasses in kinds:
            for first, second in self._pairs(value):
                self._expressions.exclude("cax-adc", axiom, first, second)
        elif OWL.AllDisjointProperties in kinds:
            for first, second in self._pairs(value):
                self._properties.exclude("prp-adp", axiom, first, second)
        else:
            self._axioms.refuse(*axiom)

    def distinct(self, subject: Node, value: Node) -> None:
        """Read owl:distinctMembers of AllDifferent (eq-diff3)."""
        self._different("eq-diff3", (subject, OWL.distinctMembers, value))

    def negative(self, subject: Node, value: Node) -> None:
        """Read a negative property assertion (prp-npa1, prp-npa2)."""
        axiom = (subject, OWL.sourceIndividual, value)
        ontology = self._axioms.ontology
        if not self._is_whole(subject):
            self._axioms.refuse(*axiom)
        for name in ontology.objects(subject, OWL.assertionProperty):
            for rule, target in zip(("prp-npa1", "prp-npa2"), _TARGETS, strict=True):
                for other in ontology.objects(subject, target):
                    edge = self._axioms.edge(name, write(value), write(other), axiom)
                    self._axioms.add(rule, (value, name, other), (edge,), None)

    def part(self, subject: Node, value: Node) -> None:
        """Refuse a part of a negative property assertion that is not whole; `negative` reads the others."""
        if not self._is_whole(subject):
            self._axioms.refuse(subject, OWL.assertionProperty, value)

    def _is_whole(self, subject: Node) -> bool:
        ontology = self._axioms.ontology
        named = all((subject, part, None) in ontology for part in _PARTS)
        return named and any((subject, target, None) in ontology for target in _TARGETS)

    def _different(self, rule: str, axiom: Axiom) -> None:
        for first, second in self._pairs(axiom[2]):
            statement = (first, OWL.differentFrom, second)
            self._axioms.add(rule, statement, ((write(first), SAME, write(second)),), None)

    def _pairs(self, head: Node) -> list[tuple[Node, Node]]:
        return list(itertools.combinations(self._axioms.members(head), 2))
