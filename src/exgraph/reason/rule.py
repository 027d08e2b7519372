"""Rules: what a statement of some form, or several together, entail. Every axiom of the ontology becomes such rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import OWL, RDF

from exgraph.reason.line import Statement

Atom = tuple[str, str, str]
"""A statement whose terms may be variables, which begin with `?`."""

TYPE = f"<{RDF.type}>"
SAME = f"<{OWL.sameAs}>"
DIFFERENT = f"<{OWL.differentFrom}>"
NOTHING = f"<{OWL.Nothing}>"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of OWL 2 RL/RDF (https://www.w3.org/TR/owl2-profiles/, section 4.3), made of one axiom.

    Attributes:
        name: the rule's name there, such as prp-dom.
        axiom: the axiom as a person reads it.
        body: what has to be stated.
        head: what follows; nothing where the body is a contradiction.
    """

    name: str
    axiom: str
    body: tuple[Atom, ...]
    head: Atom | None


EQUALITY = (
    Rule("eq-sym", "owl:sameAs", (("?x", SAME, "?y"),), ("?y", SAME, "?x")),
    Rule("eq-trans", "owl:sameAs", (("?x", SAME, "?y"), ("?y", SAME, "?z")), ("?x", SAME, "?z")),
    Rule("eq-rep-s", "owl:sameAs", (("?s", SAME, "?t"), ("?s", "?p", "?o")), ("?t", "?p", "?o")),
    Rule("eq-rep-o", "owl:sameAs", (("?o", SAME, "?t"), ("?s", "?p", "?o")), ("?s", "?p", "?t")),
)
"""What holds of equal things whatever the ontology says; that each thing is equal to itself is left out (eq-ref)."""

EQUAL_AND_DIFFERENT = Rule("eq-diff1", "owl:differentFrom", (("?x", SAME, "?y"), ("?x", DIFFERENT, "?y")), None)


def is_variable(term: str) -> bool:
    """Whether a term of an atom is a variable."""
    return term.startswith("?")


def bind(atom: Atom, statement: Statement, bound: Mapping[str, str]) -> dict[str, str] | None:
    """Return the binding extended so that the atom says the statement, or nothing where it cannot."""
    extended = dict(bound)
    for term, value in zip(atom, statement, strict=True):
        if extended.setdefault(term, value) != value if is_variable(term) else term != value:
            return None
    return extended


def instantiate(atom: Atom, bound: Mapping[str, str]) -> Statement:
    """Return the statement that an atom says under a binding; an unbound variable stays."""
    subject, predicate, value = atom
    return bound.get(subject, subject), bound.get(predicate, predicate), bound.get(value, value)


def key(atom: Atom) -> str:
    """Return what rules are found by: the class of an rdf:type, the predicate of others; nothing for any predicate."""
    _, predicate, value = atom
    if is_variable(predicate):
        return ""
    return predicate if predicate != TYPE or is_variable(value) else f"{TYPE} {value}"


def keys(statement: Statement) -> Iterable[str]:
    """Return the keys of the atoms that may say a statement."""
    return dict.fromkeys((key(statement), statement[1], ""))


def classes_in_bodies(rules: Iterable[Rule]) -> set[str]:
    """Return the classes whose members some rule asks for."""
    return {value for rule in rules for _, predicate, value in rule.body if predicate == TYPE}


def predicates_in_bodies(rules: Iterable[Rule]) -> set[str]:
    """Return the predicates whose statements some rule asks for, rdf:type apart."""
    return {predicate for rule in rules for _, predicate, _ in rule.body if predicate != TYPE}
