"""Reasoning: what follows from the facts by the ontology's axioms (OWL 2 RL, its RDF-based rules)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Literal, Protocol, cast

from rdflib import Graph

from exgraph.errors import ReasoningError
from exgraph.reason.contradiction import Contradiction
from exgraph.reason.inference import Inference, Subclasses
from exgraph.reason.proof import Proof, Prover
from exgraph.reason.statement import StatementIndex, Statements

Reasoner = Literal["compiled", "owlrl", "reasonable"]


class _Oracle(Protocol):
    """A module with another reasoner, whose package is an extra: it is imported where it is asked for."""

    def infer(self, ontology: Graph, lines: Iterable[str]) -> Iterator[str]: ...


__all__ = [
    "Contradiction",
    "Inference",
    "Proof",
    "Prover",
    "Reasoner",
    "StatementIndex",
    "Statements",
    "contradictions",
    "infer",
    "subclasses",
]


def infer(ontology: Graph, lines: Iterable[str], reasoner: Reasoner = "compiled") -> Iterator[str]:
    """Yield the N-Triples lines of all that follows from the facts and is neither asserted nor noise, each once.

    The individuals of the ontology, such as its concepts, count as facts. Noise is defined by
    `exgraph.reason.noise.Noise`; all reasoners leave it out.

    Args:
        ontology: the axioms.
        lines: N-Triples or N-Quads lines of the asserted facts; the graph term is ignored. They may be read several
            times; those of an iterator are kept in a file in the meantime.
        reasoner: `compiled` passes over the facts; `owlrl` is the reference, for small data; `reasonable` is another
            library, which leaves out what `exgraph.reason.oracle.reasonable.left_out` tells.

    Raises:
        ReasoningError: there is no such reasoner, it is not installed, or the ontology holds an axiom that the compiled
            reasoner does not handle (raised at the call); a line is no statement, or holds a blank node or an axiom
            (raised as it is read).
    """
    if reasoner == "compiled":
        return Inference(ontology, lines).inferred()
    if reasoner not in ("owlrl", "reasonable"):
        raise ReasoningError(f"there is no reasoner {reasoner}", remedy="choose compiled, owlrl or reasonable")
    try:
        oracle = cast(_Oracle, import_module(f"exgraph.reason.oracle.{reasoner}"))
        return oracle.infer(ontology, lines)
    except ImportError as error:
        raise ReasoningError(
            f"the reasoner {reasoner} is not installed", remedy="pip install 'exgraph[oracles]'"
        ) from error


def subclasses(ontology: Graph, lines: Iterable[str]) -> Iterator[str]:
    """Yield the `rdf:type` lines that the subclass axioms alone add to the asserted ones.

    For validation, which must not see what domains and ranges say: they type a wrong value and so hide it.

    Raises:
        ReasoningError: as for `infer`.
    """
    return Subclasses(ontology, lines).inferred()


def contradictions(ontology: Graph, lines: Iterable[str]) -> list[Contradiction]:
    """Return what the facts and the axioms say that cannot be true together, sorted.

    Raises:
        ReasoningError: as for `infer`.
    """
    return Inference(ontology, lines).contradictions()
