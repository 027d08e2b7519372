"""What cannot be true together: things in classes that the ontology says have no common member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import OWL

from exgraph.reason.schema import Schema
from exgraph.reason.stream import Closure

_NOTHING = f"<{OWL.Nothing}>"


@dataclass(frozen=True, order=True)
class Contradiction:
    """A thing that is in two disjoint classes, or in `owl:Nothing`; all are IRIs.

    Attributes:
        subject: the thing.
        classes: the two disjoint classes, or owl:Nothing alone.
        asserted: the classes that the facts give the thing; the others follow from properties it has.
    """

    subject: str
    classes: tuple[str, ...]
    asserted: tuple[str, ...]


def find(closure: Closure, schema: Schema) -> Iterator[Contradiction]:
    """Yield the contradictions in a closure: the OWL 2 RL/RDF rules cax-dw, cax-adc and cls-nothing2."""
    impossible = [*schema.disjoint, (_NOTHING,)]
    found: dict[int, list[tuple[str, ...]]] = {}
    for number, state in enumerate(closure.membership.states):
        classes = state.asserted | state.entailed
        found[number] = sorted(names for names in impossible if classes.issuperset(names))
    for term, number in zip(closure.terms, closure.membership.state_of, strict=True):
        if found[number] and not schema.noise.is_subject(term):
            asserted = _bare(sorted(closure.membership.states[number].asserted))
            for names in found[number]:
                yield Contradiction(term[1:-1], _bare(names), asserted)


def _bare(terms: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(term.strip("<>") for term in terms)
