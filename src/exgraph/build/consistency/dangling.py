"""Things that are spoken of but that nothing describes: their addresses would answer nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exgraph.build import quad
from exgraph.build.finding import Trace
from exgraph.errors import ExgraphError, MappingError
from exgraph.model.iri import Base


def dangling(lines: Iterable[str], base: Base) -> dict[str, str]:
    """Return each thing (an IRI) that is subject or object of a line and has no class, with a thing that names it."""
    start = f"<{base.root}id/"
    described: set[str] = set()
    used: dict[str, str] = {}
    for line in lines:
        statement = quad.read(line)
        if quad.is_type(statement):
            described.add(statement.subject)
        for term in (statement.subject, statement.object):
            if term.startswith(start):
                used.setdefault(term, statement.subject)
    return {term[1:-1]: used[term][1:-1] for term in sorted(used.keys() - described)}


def errors(found: dict[str, str], trace: Trace) -> Iterator[ExgraphError]:
    """Yield an error for each, at the table row that names it."""
    for thing, user in found.items():
        yield MappingError(
            f"{user} names {thing}, which nothing describes",
            at=trace.row(user),
            remedy="add its row, or correct the reference",
        )
