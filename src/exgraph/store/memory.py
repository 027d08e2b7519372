"""A graph held in memory, and changed there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pyoxigraph

from exgraph.errors import Location, StoreError
from exgraph.model.iri import Base
from exgraph.store.graph import Store
from exgraph.store.writing.change import Change, Write, apply, graph_name, plan
from exgraph.store.writing.placement import Activity, settle

_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_NAMES_GRAPHS = re.compile(r"(?<![A-Za-z_:/#-])(?:graph|from)|\\u", re.IGNORECASE)
"""What may be the word GRAPH or FROM, not within a name or an IRI: better once too often than once too seldom."""
_LINES = 200_000
"""Lines loaded at once."""


class MemoryStore(Store):
    """A store in memory. With `union`, its default graph holds every triple of the named graphs, each once.

    Then it is held a second time by itself, for queries that name no graph: the engine finds a triple's place among
    all graphs', which takes a fifth longer.
    """

    def __init__(self, engine: pyoxigraph.Store, base: Base, *, union: bool) -> None:
        super().__init__(engine, base)
        self.union = union
        self._alone: pyoxigraph.Store | None = None
        if union:
            self._alone = pyoxigraph.Store()
            self._alone.bulk_extend(engine.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))

    @classmethod
    def load(cls, nquads: Path, *, base: Base | None = None, union: bool = True) -> MemoryStore:
        """Load an N-Quads file. Blank nodes keep their names.

        Raises:
            StoreError: the file cannot be read, or is not N-Quads.
        """
        engine = pyoxigraph.Store()
        try:
            with nquads.open("rb") as file:
                while lines := list(islice(file, _LINES)):
                    _load(engine, lines)
        except SyntaxError as error:
            raise StoreError(f"is not N-Quads: {error.msg}", at=Location(nquads)) from error
        except OSError as error:
            raise StoreError(f"cannot be read: {error}", at=Location(nquads)) from error
        if union:
            engine.update(_UNION)
        return cls(engine, base or Base(), union=union)

    def graphs(self) -> frozenset[str]:
        """Return the names of the named graphs."""
        return frozenset(name.value for name in self._engine.named_graphs())

    def plan(self, write: Write, activity: Activity) -> Change:
        """Return what a write would change in the named graphs, or without `union` in any.

        With `union` it is settled where a statement belongs, and who wrote it is told: see `settle`. The store may be
        of no use afterwards: this is for a process that ends.

        Raises:
            QueryError: the write cannot be read, or is refused.
            StoreError: the evaluation fails.
        """
        change = plan(self._engine, write, self._base.root)
        if not self.union:
            return change
        settled = settle(self._engine, change, activity, self._base)
        # The default graph follows from the named ones, now and on whatever version this is done again.
        return Change(*(frozenset(filter(graph_name, quads)) for quads in (settled.added, settled.removed)))

    def apply(self, change: Change) -> None:
        """Make a change, in the union too."""
        apply(self._engine, change)
        if self._alone is None:
            return
        coming = _triples(change.added)
        for engine in (self._engine, self._alone):
            engine.extend(coming)
        for quad in _triples(change.removed):
            if not self._named(quad):
                self._engine.remove(quad)
                self._alone.remove(quad)

    def _source(self, text: str, *, chosen: bool) -> pyoxigraph.Store:
        if self._alone is None or chosen or _NAMES_GRAPHS.search(text):
            return self._engine
        return self._alone

    def _named(self, quad: pyoxigraph.Quad) -> bool:
        """Tell whether a named graph says this."""
        quads = self._engine.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
        return any(graph_name(each) for each in quads)


def _load(engine: pyoxigraph.Store, lines: list[bytes]) -> None:
    # The engine's loader gives blank nodes new names; only its parser keeps them, which takes longer.
    blank = [line for line in lines if b"_:" in line]
    if blank:
        engine.extend(pyoxigraph.parse(b"".join(blank), format=pyoxigraph.RdfFormat.N_QUADS))
        lines = [line for line in lines if b"_:" not in line]
    engine.bulk_load(b"".join(lines), format=pyoxigraph.RdfFormat.N_QUADS)


def _triples(quads: Iterable[pyoxigraph.Quad]) -> list[pyoxigraph.Quad]:
    return [pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
