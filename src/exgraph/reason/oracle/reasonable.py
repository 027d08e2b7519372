"""The reasoner `reasonable` (https://github.com/gtfierro/reasonable), where its package is installed.

It is fast, and leaves axioms out without a word; `left_out` says which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Protocol

from rdflib import OWL, Graph
from rdflib.term import Node

from exgraph.model.node import parse, write_triple
from exgraph.reason.line import Statement, read
from exgraph.reason.noise import Noise


class _Reasoner(Protocol):
    def from_graph(self, graph: Graph) -> None: ...

    def reason(self) -> list[tuple[Node, Node, Node]]: ...


_LEFT_OUT = {OWL.hasKey, OWL.maxCardinality, OWL.maxQualifiedCardinality, OWL.oneOf, OWL.propertyChainAxiom}
"""What version 0.4.4 does not apply: each kind of axiom was tried alone."""


def infer(ontology: Graph, lines: Iterable[str]) -> Iterator[str]:
    """Yield what `exgraph.reason.infer` yields, as far as `reasonable` finds it, in alphabetical order.

    Raises:
        ImportError: the package is not installed (raised at the call).
        ReasoningError: a line is no statement or holds a blank node.
    """
    return _infer(import_module("reasonable").PyReasoner(), ontology, lines)


def left_out(ontology: Graph) -> dict[str, int]:
    """Return the kinds of axioms of an ontology that `reasonable` does not apply, and how many there are of each."""
    found = Counter(str(predicate) for predicate in ontology.predicates() if predicate in _LEFT_OUT)
    return {predicate.removeprefix(str(OWL)): found[predicate] for predicate in sorted(found)}


def _infer(reasoner: _Reasoner, ontology: Graph, lines: Iterable[str]) -> Iterator[str]:
    graph = Graph()
    graph += ontology
    for statement in read(lines):
        graph.add(_triple(statement))
    reasoner.from_graph(graph)
    noise = Noise(ontology)
    asserted = {write_triple(triple) for triple in graph}
    for found in sorted({write_triple(triple) for triple in reasoner.reason()} - asserted):
        if not noise.covers(found):
            yield f"{' '.join(found)} .\n"


def _triple(statement: Statement) -> tuple[Node, Node, Node]:
    subject, predicate, value = statement
    return parse(subject), parse(predicate), parse(value)
