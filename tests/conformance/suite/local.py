"""The store in this process as a peer."""

from __future__ import annotations

import pyoxigraph

from exgraph.errors import QueryError, StoreError
from exgraph.model.iri import Base
from exgraph.store import QueryRefusedError, Store, Update, apply, plan, scan
from exgraph.web.http.negotiation import GRAPHS, RESULTS, choose
from tests.conformance.suite.manifest import Dataset
from tests.conformance.suite.peer import Reply
from tests.conformance.suite.result import Quads, address, quads


class Local:
    """A store in memory; `base` resolves relative IRIs, as the address a query is sent to does for a server."""

    def __init__(self) -> None:
        self.base = ""
        self._engine = pyoxigraph.Store()

    def load(self, dataset: Dataset) -> None:
        """Make the data set of files the only content."""
        self._engine = pyoxigraph.Store()
        for name, path in [(None, path) for path in dataset.default] + list(dataset.named):
            self._engine.load(
                path=str(path),
                format=pyoxigraph.RdfFormat.from_extension(path.suffix[1:]),
                base_iri=address(path),
                to_graph=pyoxigraph.NamedNode(name) if name else pyoxigraph.DefaultGraph(),
            )

    def query(self, text: str, accept: str) -> Reply:
        """Ask a query."""
        try:
            result = scan(text).form in ("select", "ask")
            chosen = choose(accept, RESULTS if result else GRAPHS)
            assert chosen is not None
            formats = {"accept_results" if result else "graph_format": chosen.name}
            answer = Store(self._engine, Base(self.base)).query(text, **formats)  # type: ignore[arg-type]
        except StoreError as error:
            return Reply(_status(error), "text/plain", str(error).encode(), {})
        return Reply(200, answer.media_type, answer.body, {})

    def update(self, text: str) -> Reply:
        """Run an update."""
        copy = pyoxigraph.Store()
        copy.extend(self._engine)
        try:
            apply(self._engine, plan(copy, Update(text), self.base))
        except StoreError as error:
            return Reply(_status(error), "text/plain", str(error).encode(), {})
        return Reply(204, "", b"", {})

    def content(self) -> Quads:
        """Return everything there is."""
        return quads(self._engine.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b"")


def _status(error: StoreError) -> int:
    if isinstance(error, QueryRefusedError):
        return 403
    return 400 if isinstance(error, QueryError) else 500
