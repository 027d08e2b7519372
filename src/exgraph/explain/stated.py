"""What a published store says, for the reasoner to look up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from exgraph.reason import StatementIndex, Statements
from exgraph.reason.line import Statement, spell
from exgraph.store import Store

HIDDEN = "hidden.nt"
"""The file of a version with what follows and is not given out, as far as a rule asks for it."""


class Stated(Statements):
    """What a store says; asserted is what another graph than the inferred one says."""

    def __init__(self, store: Store, inferred: str) -> None:
        """Look up in a store, whose graph of what follows has this IRI."""
        self._store, self._inferred = store, inferred

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Statement]:
        """Yield the statements with these terms; None stands for any."""
        return self._store.match(subject, predicate, value)

    def is_asserted(self, statement: Statement) -> bool:
        """Whether a graph other than the inferred one says a statement."""
        return bool(self.graphs(statement))

    def graphs(self, statement: Statement) -> set[str]:
        """Return the IRIs of the graphs that assert a statement."""
        return {graph for graph in self._store.graphs_of(*statement) if graph != self._inferred}


class KnownStatements(Statements):
    """What a published version says, and what follows and is kept beside it because rules ask for it."""

    def __init__(self, stated: Stated, hidden: Iterable[Statement]) -> None:
        """Look up in what is stated, and in what is hidden."""
        self._stated, self._hidden = stated, StatementIndex(inferred=hidden)

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[Statement]:
        """Yield the statements with these terms; None stands for any."""
        yield from self._stated.match(subject, predicate, value)
        yield from self._hidden.match(subject, predicate, value)

    def is_asserted(self, statement: Statement) -> bool:
        """Whether a statement is asserted; what is hidden is not."""
        return self._stated.is_asserted(statement)


def hidden(version: Path) -> set[Statement]:
    """Return what a version's folder keeps beside its graph; nothing where there is no such file."""
    path = version / HIDDEN
    if not path.exists():
        return set()
    with path.open(encoding="utf-8", newline="\n") as file:
        return {(subject, predicate, rest[:-3]) for subject, predicate, rest in (line.split(" ", 2) for line in file)}


def spelled(statement: Statement) -> Statement:
    """Return a statement of N-Triples terms in the reasoner's spelling."""
    subject, predicate, value = statement
    return spell(subject), spell(predicate), spell(value)
