"""What every reader of axioms needs: the rules made so far, the axioms refused, and axioms as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass, field

from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from exgraph.model.node import write
from exgraph.reason.noise import UNIVERSAL, is_logical
from exgraph.reason.rule import TYPE, Atom, Rule

Axiom = tuple[Node, Node, Node]
_DEPTH = 4
"""Anonymous classes within anonymous classes that are written out; beyond, three dots stand for them."""


@dataclass(frozen=True)
class Restriction:
    """An anonymous class of a kind that compares with its like (scm-hv, scm-svf, scm-avf).

    Attributes:
        kind: hv, svf or avf.
        name: the class.
        property: the property it restricts.
        filler: the value, or the class of the values.
        axiom: the restriction as a person reads it.
    """

    kind: str
    name: str
    property: str
    filler: str
    axiom: str


@dataclass
class Axioms:
    """The axioms read so far.

    Attributes:
        ontology: where they are read from.
        rules: what they entail.
        restrictions: the anonymous classes that compare with their like.
        refused: the axioms that are not handled, by their names.
    """

    ontology: Graph
    rules: set[Rule] = field(default_factory=set)
    restrictions: list[Restriction] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    _names: dict[Node, str] = field(default_factory=dict)

    def add(self, name: str, axiom: Axiom, body: tuple[Atom, ...], head: Atom | None) -> None:
        """Add a rule that an axiom makes."""
        self.rules.add(Rule(name, self.text(axiom), body, head))

    def subclass(self, name: str, axiom: Axiom, lower: Node, upper: Node) -> None:
        """Add the rule that what is in one class is in another."""
        if lower != upper:
            self.add(name, axiom, (("?x", TYPE, self.asked(lower, axiom)),), ("?x", TYPE, write(upper)))

    def asked(self, name: Node, axiom: Axiom) -> str:
        """Return the term of a class whose members a rule asks for; no rule tells what is in owl:Thing."""
        if name in UNIVERSAL:
            self.refuse(*axiom)
        return write(name)

    def members(self, head: Node) -> list[Node]:
        """Return the members of an RDF list."""
        return list(Collection(self.ontology, head))

    def edge(self, name: Node, subject: str, value: str, axiom: Axiom) -> Atom:
        """Return the atom of a property, or of the inverse of one; owl's and rdfs' own properties are refused."""
        if isinstance(name, BNode):
            inverse = list(self.ontology.objects(name, OWL.inverseOf))
            if len(inverse) != 1:
                self.refuse(*axiom)
                return subject, write(name), value
            name, subject, value = inverse[0], value, subject
        if is_logical(name) or isinstance(name, BNode):
            self.refuse(*axiom)
        return subject, write(name), value

    def refuse(self, subject: Node, predicate: Node, value: Node) -> None:
        """Note an axiom by the names it is reached from, since an anonymous class has none to be found by."""
        owners = {subject}
        while anonymous := {owner for owner in owners if isinstance(owner, BNode)}:
            referring = {user for owner in anonymous for user in self.ontology.subjects(None, owner)}
            if not referring - owners:
                break
            owners = (owners - anonymous) | referring
        names = " and ".join(sorted(self._short(owner) for owner in owners))
        self.refused.add(f"{names} {self._short(predicate)} {self._short(value)}")

    def text(self, axiom: Axiom) -> str:
        """Return an axiom in Turtle, anonymous classes written out."""
        return " ".join(self.term(term) for term in axiom)

    def term(self, term: Node, depth: int = _DEPTH) -> str:
        """Return a term in Turtle, an anonymous class written out."""
        if not isinstance(term, BNode) or not depth:
            return self._short(term)
        if (term, RDF.first, None) in self.ontology:
            return f"( {' '.join(self.term(member, depth - 1) for member in self.members(term))} )"
        said = sorted(self.ontology.predicate_objects(term))
        said = [(name, value) for name, value in said if (name, value) != (RDF.type, OWL.Restriction)]
        kept = [f"{self._short(name)} {self.term(value, depth - 1)}" for name, value in said if name != RDFS.subClassOf]
        return f"[ {' ; '.join(kept)} ]"

    def _short(self, term: Node) -> str:
        known = self._names.get(term)
        if known is None:
            if isinstance(term, URIRef):
                known = term.n3(self.ontology.namespace_manager)
            else:
                known = "[...]" if isinstance(term, BNode) else write(term)
            self._names[term] = known
        return known
