"""The reference reasoner: owlrl, over rdflib, in minutes where the compiled one takes a second."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from owlrl import DeductiveClosure
from owlrl.OWLRL import OWLRL_Semantics
from rdflib import Graph

from exgraph.model.node import parse, write_triple
from exgraph.reason.line import read
from exgraph.reason.noise import Noise


def infer(ontology: Graph, lines: Iterable[str]) -> Iterator[str]:
    """Yield what `exgraph.reason.infer` yields, found by owlrl's full OWL 2 RL rule set, in alphabetical order.

    Raises:
        ReasoningError: a line is no statement or holds a blank node.
    """
    graph = Graph()
    for triple in ontology:
        graph.add(triple)
    for subject, predicate, value in read(lines):
        graph.add((parse(subject), parse(predicate), parse(value)))
    asserted = {write_triple(triple) for triple in graph}
    expand: Callable[[Graph], None] = DeductiveClosure(OWLRL_Semantics).expand  # type: ignore[no-untyped-call]
    expand(graph)
    noise = Noise(ontology)
    for statement in sorted({write_triple(triple) for triple in graph} - asserted):
        if not noise.covers(statement):
            yield f"{' '.join(statement)} .\n"
