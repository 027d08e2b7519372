"""Facts in memory, to be asked while they are being judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph

from exgraph.errors import StoreError, ValidationError

_BATCH = 10_000
"""Lines that are parsed at a time."""


class FactStore:
    """A store in memory, filled once from N-Triples lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Load the lines; blank nodes keep their labels.

        Raises:
            StoreError: a line is not N-Triples.
        """
        self._engine = pyoxigraph.Store()
        try:
            self._engine.bulk_extend(_quads(lines))
        except SyntaxError as error:
            raise StoreError(f"is not N-Triples: {error.msg}") from error

    def select(self, query: str) -> Iterator[dict[str, str]]:
        """Yield the solutions of a SELECT query: N-Triples terms by variable, unbound ones left out.

        Raises:
            ValidationError: the query cannot be read, or is no SELECT.
        """
        solutions = _select(self._engine, query)
        names = [variable.value for variable in solutions.variables]
        for solution in solutions:
            # The engine's own text is N-Triples; it leaves out xsd:string, as exgraph.validate.term does.
            yield {name: str(value) for name, value in zip(names, solution, strict=True) if value is not None}


def columns(query: str) -> list[str]:
    """Return the variables that a SELECT query selects.

    Raises:
        ValidationError: the query cannot be read, or is no SELECT.
    """
    return [variable.value for variable in _select(pyoxigraph.Store(), query).variables]


def _select(engine: pyoxigraph.Store, query: str) -> pyoxigraph.QuerySolutions:
    try:
        solutions = engine.query(query)
    except SyntaxError as error:
        raise ValidationError(f"a query cannot be read: {error}", remedy="correct it") from error
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise ValidationError("a query is no SELECT", remedy="write SELECT")
    return solutions


def _quads(lines: Iterable[str]) -> Iterator[pyoxigraph.Quad]:
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == _BATCH:
            yield from _parsed(batch)
            batch = []
    yield from _parsed(batch)


def _parsed(lines: list[str]) -> Iterator[pyoxigraph.Quad]:
    return pyoxigraph.parse(input="".join(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)
