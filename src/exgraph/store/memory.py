"""A graph held in memory, and changed there."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph

from exgraph.errors import Location, StoreError
from exgraph.model.iri import Base
from exgraph.store.graph import Store

_UNION = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"


class MemoryStore(Store):
    """A store in memory. With `union`, its default graph holds every triple of the named graphs, each once."""

    def __init__(self, engine: pyoxigraph.Store, base: Base, *, union: bool) -> None:
        super().__init__(engine, base)
        self.union = union

    @classmethod
    def load(cls, nquads: Path, *, base: Base | None = None, union: bool = True) -> MemoryStore:
        """Load an N-Quads file.

        Raises:
            StoreError: the file cannot be read, or is not N-Quads.
        """
        engine = pyoxigraph.Store()
        try:
            engine.bulk_load(path=str(nquads), format=pyoxigraph.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise StoreError(f"is not N-Quads: {error.msg}", at=Location(nquads, error.lineno, error.offset)) from error
        except OSError as error:
            raise StoreError(f"cannot be read: {error}", at=Location(nquads)) from error
        if union:
            engine.update(_UNION)
        return cls(engine, base or Base(), union=union)
