"""One run of the compiled reasoner over the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from rdflib import Graph

from exgraph.reason import contradiction, schema
from exgraph.reason.closure.closing import Closed, close
from exgraph.reason.closure.stream import Closure
from exgraph.reason.closure.table import Tables, compile_rules, compile_subclasses
from exgraph.reason.contradiction import Contradiction
from exgraph.reason.line import Statement
from exgraph.reason.proof import Prover
from exgraph.reason.rule import TYPE, classes_in_bodies, predicates_in_bodies
from exgraph.reason.statement import Statements


class Inference:
    """What follows from facts. The ontology is read at once, the facts when something is asked for."""

    def __init__(self, ontology: Graph, lines: Iterable[str]) -> None:
        """Read the ontology.

        Raises:
            ReasoningError: it holds an axiom that is not handled.
        """
        self.schema = schema.read(ontology)
        self._lines = lines
        self._tables = self._compile()

    def inferred(self) -> Iterator[str]:
        """Yield the N-Triples lines of what follows and is neither asserted nor noise, each once.

        Raises:
            ReasoningError: a line is no statement, or holds a blank node or an axiom; terms of the schema turn out to
                be the same.
        """
        noise = self.schema.noise

        def wanted(predicate: str, value: str) -> bool:
            return predicate != TYPE or not noise.is_class(value)

        for subject, predicate, value in self._closed.statements(noise.is_subject, wanted):
            if not value.startswith("_:"):
                yield f"{subject} {predicate} {value} .\n"

    def hidden(self) -> Iterator[str]:
        """Yield the lines of what follows and is noise, as far as a rule may ask for it; blank nodes have labels.

        Where things are equal, that is all noise: what holds of one is exchanged for the other.

        Raises:
            ReasoningError: as for `inferred`.
        """
        has_equals = bool(self._closed.equality)

        def wanted(predicate: str, value: str) -> bool:
            return has_equals or self._is_asked(predicate, value)

        for statement in self._closed.statements(lambda _: False, wanted):
            if self.schema.noise.covers(statement):
                yield f"{' '.join(statement)} .\n"

    def is_hidden(self, statement: Statement, *, has_equals: bool) -> bool:
        """Whether `hidden` yields a statement that follows, in a graph that has equal things or none."""
        _, predicate, value = statement
        return self.schema.noise.covers(statement) and (has_equals or self._is_asked(predicate, value))

    def check(self, statements: Iterable[Statement]) -> None:
        """Look at asserted statements alone.

        Raises:
            ReasoningError: one is an axiom.
        """
        Closure(self._tables).add(statements)

    def _is_asked(self, predicate: str, value: str) -> bool:
        return value in self._asked[0] if predicate == TYPE else predicate in self._asked[1]

    @cached_property
    def _asked(self) -> tuple[set[str], set[str]]:
        """The classes and the predicates of the bodies of rules."""
        return classes_in_bodies(self.schema.rules), predicates_in_bodies(self.schema.rules)

    def contradictions(self) -> list[Contradiction]:
        """Return what cannot be true together, sorted.

        Raises:
            ReasoningError: as for `inferred`.
        """
        return sorted(contradiction.find(self._closed, self._tables.constraints, self.schema.noise))

    def prover(self, statements: Statements) -> Prover:
        """Return what explains inferred statements, given all that is stated."""
        return Prover(self.schema.rules, self.schema.noise, statements)

    @cached_property
    def _closed(self) -> Closed:
        return close(self.schema, self._tables, self._lines)

    def _compile(self) -> Tables:
        return compile_rules(self.schema.rules, self.schema.noise.is_class)


class Subclasses(Inference):
    """What follows from the classes of things alone for their classes."""

    def _compile(self) -> Tables:
        return compile_subclasses(self.schema.rules)
