"""Reasoning: what follows from the facts by the ontology's axioms (the OWL 2 RL rules that `schema.read` names)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from rdflib import Graph

from exgraph.errors import ReasoningError
from exgraph.reason import contradiction, owlrl, rules, schema
from exgraph.reason.contradiction import Contradiction
from exgraph.reason.line import read
from exgraph.reason.rules import Rules
from exgraph.reason.schema import Schema
from exgraph.reason.stream import Closure

Reasoner = Literal["compiled", "owlrl"]

__all__ = ["Contradiction", "Reasoner", "contradictions", "infer", "subclasses"]


def infer(ontology: Graph, lines: Iterable[str], reasoner: Reasoner = "compiled") -> Iterator[str]:
    """Yield the N-Triples lines of all that follows from the facts and is neither asserted nor noise, each once.

    The individuals of the ontology, such as its concepts, count as facts. Noise is defined by
    `exgraph.reason.noise.Noise`; both reasoners leave it out.

    Args:
        ontology: the axioms.
        lines: N-Triples or N-Quads lines of the asserted facts; the graph term is ignored.
        reasoner: `compiled` passes over the facts once; `owlrl` is the reference, for small data.

    Raises:
        ReasoningError: there is no such reasoner, or the ontology holds an axiom that the compiled reasoner does not
            handle (raised at the call); a line is no statement, or holds a blank node or an axiom (raised as it is
            read).
    """
    if reasoner == "owlrl":
        return owlrl.infer(ontology, lines)
    if reasoner != "compiled":
        raise ReasoningError(f"there is no reasoner {reasoner}", remedy="choose compiled or owlrl")
    axioms = schema.read(ontology)
    return _inferred(axioms, rules.compile_rules(axioms), lines)


def subclasses(ontology: Graph, lines: Iterable[str]) -> Iterator[str]:
    """Yield the `rdf:type` lines that the subclass axioms alone add to the asserted ones.

    For validation, which must not see what domains and ranges say: they type a wrong value and so hide it.

    Raises:
        ReasoningError: as for `infer`.
    """
    axioms = schema.read(ontology)
    return _inferred(axioms, rules.compile_subclasses(axioms), lines)


def contradictions(ontology: Graph, lines: Iterable[str]) -> list[Contradiction]:
    """Return the things that the facts and the axioms put into disjoint classes, or into owl:Nothing, sorted.

    Raises:
        ReasoningError: as for `infer`.
    """
    axioms = schema.read(ontology)
    closure = _closure(axioms, rules.compile_rules(axioms), lines)
    return sorted(contradiction.find(closure, axioms))


def _inferred(axioms: Schema, compiled: Rules, lines: Iterable[str]) -> Iterator[str]:
    yield from _closure(axioms, compiled, lines).inferred(axioms.noise)


def _closure(axioms: Schema, compiled: Rules, lines: Iterable[str]) -> Closure:
    closure = Closure(compiled)
    for statement in axioms.individuals:
        closure.add(statement)
    for statement in read(lines):
        closure.add(statement)
    return closure
