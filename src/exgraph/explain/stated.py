"""What a published store says, for the reasoner to look up."""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.reason import Statements
from exgraph.reason.line import Statement, spell
from exgraph.store import Store


class Stated(Statements):
    """What a store says; asserted is what another graph than the inferred one says."""

    def __init__(self, store: Store, inferred: str) -> None:
        """Look up in a store, whose graph of what follows has this IRI."""
        self._store, self._inferred = store, inferred

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Statement]:
        """Yield the statements with these terms; None stands for any."""
        return map(spelled, self._store.match(subject, predicate, value))

    def is_asserted(self, statement: Statement) -> bool:
        """Whether a graph other than the inferred one says a statement."""
        return bool(self.graphs(statement))

    def graphs(self, statement: Statement) -> set[str]:
        """Return the IRIs of the graphs that assert a statement."""
        return {graph for graph in self._store.graphs_of(*statement) if graph != self._inferred}


def spelled(statement: Statement) -> Statement:
    """Return a statement of N-Triples terms in the reasoner's spelling."""
    subject, predicate, value = statement
    return spell(subject), spell(predicate), spell(value)
