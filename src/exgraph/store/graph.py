"""A store opened for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pyoxigraph

from exgraph.errors import Location, QueryError, StoreError
from exgraph.model.iri import PREFIXES, Base
from exgraph.store.answer import (
    DATASET_TYPES,
    GRAPH_TYPES,
    REORDERED,
    RESULT_TYPES,
    Answer,
    DatasetFormat,
    GraphFormat,
    ResultFormat,
    dataset_writer,
    graph_writer,
    results_writer,
    write_dataset,
    write_graph,
)
from exgraph.store.engine import EMPTY, DamagedStoreError, Results, ask, intact, node
from exgraph.store.query.column import columns_of, with_named_columns
from exgraph.store.query.data_set import chosen_graphs, merged
from exgraph.store.query.federation import Remote, as_graphs, federate
from exgraph.store.query.rewriting import readable, rewrite
from exgraph.store.query.scan import Scan, UpdateRefusedError, scan
from exgraph.store.query.zero_length import is_literal
from exgraph.store.term import Fact, Term, pattern, term
from exgraph.store.writing.change import graph_name
from exgraph.store.writing.update import check_update

_MOST_REORDERED = 50
"""Variables of SELECT * up to which a result is put in order, its head being in one piece; else the query is."""
_LABEL = pyoxigraph.NamedNode(PREFIXES["rdfs"] + "label")
_LABELS = (_LABEL, pyoxigraph.NamedNode(PREFIXES["skos"] + "prefLabel"))


class UnknownGraphError(StoreError):
    """There is no graph of that name."""


class Store:
    """A store directory opened for reading. The default graph is the union of all named graphs."""

    union = True
    """Whether the default graph is the union of all named graphs."""

    def __init__(self, engine: pyoxigraph.Store, base: Base) -> None:
        self._engine = engine
        self._base = base

    @classmethod
    def open(cls, folder: Path, *, base: Base | None = None) -> Store:
        """Open the store that `load` wrote into `folder`. `base` resolves relative IRIs of queries.

        Raises:
            StoreError: there is no store, or it cannot be read.
        """
        if not (folder / "CURRENT").is_file():
            raise StoreError("holds no store", at=Location(folder), remedy="run exgraph build")
        try:
            return cls(pyoxigraph.Store.read_only(str(folder)), base or Base())
        except (OSError, RuntimeError) as error:
            raise StoreError(f"cannot be opened: {error}", at=Location(folder)) from error

    def query(
        self,
        text: str,
        *,
        accept_results: ResultFormat = "json",
        graph_format: GraphFormat = "turtle",
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        remote: Remote | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query.

        Without `default_graphs` and `named_graphs` the whole data set is asked; if either is given, they are the data
        set and override FROM. An unknown graph is empty; nothing is ever fetched, but that `remote`, where it is given,
        asks other endpoints what SERVICE asks them.

        Raises:
            QueryRefusedError, QueryLengthError, QueryComplexityError: see `scan`.
            QueryError: bad syntax, with line and column; or a value that XML cannot carry.
            StoreError: the evaluation fails.
        """
        text = readable(text)
        try:
            seen = scan(text, services=remote is not None)
        except UpdateRefusedError:
            check_update(text, self._base.root)  # an update that cannot be read is told so
            raise
        if seen.federated and remote is not None:
            text, seen = self._federated(text, seen, remote, default_graphs, named_graphs)
        reorder = seen.star is not None and accept_results in REORDERED and len(seen.variables) <= _MOST_REORDERED
        results = self._ask(text, None if reorder else seen.star, seen, default_graphs, named_graphs)
        if isinstance(results, pyoxigraph.QueryTriples):
            triples: Iterable[pyoxigraph.Triple] = results
            if seen.form == "describe":
                triples = self._labelled(results)
            return Answer(GRAPH_TYPES[graph_format], seen.form, seen.lasting, graph_writer(triples, graph_format))
        columns = columns_of(results, seen.variables) if reorder else None
        writer = results_writer(results, accept_results, columns)
        return Answer(RESULT_TYPES[accept_results], seen.form, seen.lasting, writer)

    def _federated(
        self,
        text: str,
        seen: Scan,
        remote: Remote,
        default_graphs: Sequence[str] | None,
        named_graphs: Sequence[str] | None,
    ) -> tuple[str, Scan]:
        """Return a query with the answers of other endpoints, and what is told of it: it does not last."""
        ask(EMPTY, as_graphs(text), self._base, None, None)  # what cannot be read is not sent anywhere
        asking = replace(seen, star=None)

        def local(query: str) -> pyoxigraph.QuerySolutions:
            return cast(pyoxigraph.QuerySolutions, self._ask(query, None, asking, default_graphs, named_graphs))

        if "base" not in text[: seen.start].lower():
            # Elsewhere a relative IRI would be resolved against another address.
            text, shift = f"BASE <{self._base.root}> {text}", len(self._base.root) + 8
            seen = replace(seen, start=seen.start + shift, star=None if seen.star is None else seen.star + shift)
        return federate(text, seen.start, remote, local), seen

    def _ask(
        self,
        text: str,
        star: int | None,
        seen: Scan,
        default_graphs: Sequence[str] | None,
        named_graphs: Sequence[str] | None,
    ) -> Results:
        chosen = bool(default_graphs or named_graphs)
        plain, default, named = text, list(dict.fromkeys(default_graphs or ())), named_graphs
        if not chosen and "from" in text.lower():
            plain, default, named = chosen_graphs(text, seen.start, self._base)
            chosen = bool(default or named)
        engine, by_name = self._source(text, chosen=chosen), named
        if len(default) > 1 and (apart := merged(engine, default, named or ())) is not None:
            engine, default, by_name = apart, [], None
        starred = plain if star is None else with_named_columns(plain, star, seen.variables, self._base)

        def graphs() -> list[str]:
            return sorted(named or ()) if chosen else sorted(graph.value for graph in self._engine.named_graphs())

        def known(term: str) -> bool:
            subject = "" if is_literal(term) else f" UNION {{ {term} ?p ?o }}"
            query = f"{text[: seen.start]}\nASK {{ {{ ?s ?p {term} }}{subject} }}"
            return bool(ask(engine, query, self._base, default, by_name))

        rewritten = rewrite(starred, graphs, known)
        try:
            return ask(engine, rewritten, self._base, default, by_name)
        except QueryError:
            if rewritten == plain:
                raise
            return ask(engine, plain, self._base, default, by_name)

    def _source(self, text: str, *, chosen: bool) -> pyoxigraph.Store:
        """Return where to ask a query; `chosen` tells whether its graphs have been."""
        return self._engine

    def check(self, text: str) -> None:
        """Read a query without asking it.

        Raises:
            QueryRefusedError, QueryLengthError, QueryComplexityError, QueryError: see `query`.
        """
        text = readable(text)
        scan(text)
        ask(EMPTY, text, self._base, None, None)

    def rows(self, text: str) -> list[dict[str, str]]:
        """Return the solutions of our own SELECT query as texts; unbound variables are left out.

        Raises:
            QueryError: bad syntax.
            StoreError: the evaluation fails.
        """
        solutions = ask(self._engine, text, self._base, None, None)
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise QueryError("only SELECT has rows")
        names = [variable.value for variable in solutions.variables]
        try:
            return [
                {name: term(value).text for name, value in zip(names, solution, strict=True) if value is not None}
                for solution in solutions
            ]
        except (OSError, RuntimeError) as error:
            raise DamagedStoreError(error) from error

    def facts(self, iri: str) -> list[Fact]:
        """Return everything said of a thing, with the named graphs that say it, sorted."""
        said: dict[tuple[str, Term], set[str]] = {}
        for quad in intact(self._engine.quads_for_pattern(node(iri), None, None, None)):
            graphs = said.setdefault((quad.predicate.value, term(quad.object)), set())
            if isinstance(quad.graph_name, pyoxigraph.NamedNode):
                graphs.add(quad.graph_name.value)
        order = sorted(said, key=lambda fact: (fact[0], fact[1].text, fact[1].language or ""))
        return [Fact(name, value, frozenset(said[name, value])) for name, value in order]

    def subjects(self, iri: str) -> dict[str, list[str]]:
        """Return the things that point at a thing, by property, sorted."""
        found: dict[str, list[str]] = {}
        for quad in intact(self._engine.quads_for_pattern(None, None, node(iri), pyoxigraph.DefaultGraph())):
            if isinstance(quad.subject, pyoxigraph.NamedNode):
                found.setdefault(quad.predicate.value, []).append(quad.subject.value)
        return {name: sorted(found[name]) for name in sorted(found)}

    def match(self, subject: str | None, predicate: str | None, value: str | None) -> Iterator[tuple[str, str, str]]:
        """Yield the triples with these N-Triples terms as such terms; None stands for any."""
        if subject is None or not subject.startswith('"'):
            asked = pattern(subject, predicate, value)
            for quad in intact(self._engine.quads_for_pattern(*asked, pyoxigraph.DefaultGraph())):
                yield str(quad.subject), str(quad.predicate), str(quad.object)

    def graphs_of(self, subject: str, predicate: str, value: str) -> list[str]:
        """Return the named graphs that say a triple of N-Triples terms, sorted."""
        if subject.startswith('"'):
            return []
        quads = intact(self._engine.quads_for_pattern(*pattern(subject, predicate, value), None))
        return sorted(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, pyoxigraph.NamedNode))

    def knows(self, iri: str) -> bool:
        """Tell whether anything is said of a thing."""
        quads = intact(self._engine.quads_for_pattern(node(iri), None, None, pyoxigraph.DefaultGraph()))
        return next(quads, None) is not None

    def labels(self, iri: str) -> dict[str, str]:
        """Return a thing's label in each language; the first in sort order where a language has several."""
        found: dict[str, str] = {}
        for name in _LABELS:
            for value in sorted(self._labels(iri, name)):
                found.setdefault(value[0], value[1])
        return found

    def describe(self, iri: str, format_: GraphFormat) -> bytes:
        """Write everything said of a thing, with the labels of what it points at."""
        quads = intact(self._engine.quads_for_pattern(node(iri), None, None, pyoxigraph.DefaultGraph()))
        return write_graph(self._labelled(quad.triple for quad in quads), format_)

    def describe_sources(self, iri: str, format_: DatasetFormat) -> bytes:
        """Write everything said of a thing, each statement in the named graph that says it: its source."""
        quads = intact(self._engine.quads_for_pattern(node(iri), None, None, None))
        return write_dataset((quad for quad in quads if graph_name(quad) is not None), format_)

    def graph(self, graph: str | None, format_: GraphFormat) -> Answer:
        """Answer with one named graph, or with the default graph.

        Raises:
            QueryError: the name is no IRI.
            UnknownGraphError: there is no such graph.
        """
        name = pyoxigraph.DefaultGraph() if graph is None else node(graph)
        if graph is not None and not self._engine.contains_named_graph(name):
            raise UnknownGraphError(f"there is no graph <{graph}>")
        quads = intact(self._engine.quads_for_pattern(None, None, None, name))
        write = graph_writer((quad.triple for quad in quads), format_)
        return Answer(GRAPH_TYPES[format_], "construct", True, write)

    def everything(self, format_: DatasetFormat) -> Answer:
        """Answer with the whole data set: the named graphs, and the default graph unless it is their union."""
        quads = (quad for quad in self._engine if not (self.union and graph_name(quad) is None))
        return Answer(DATASET_TYPES[format_], "construct", True, dataset_writer(quads, format_))

    def dump(self, graph: str, format_: GraphFormat) -> bytes:
        """Write one named graph; nothing where there is no such graph."""
        quads = intact(self._engine.quads_for_pattern(None, None, None, node(graph)))
        return write_graph((quad.triple for quad in quads), format_)

    def _labels(self, iri: str, name: pyoxigraph.NamedNode) -> Iterator[tuple[str, str]]:
        for quad in intact(self._engine.quads_for_pattern(node(iri), name, None, pyoxigraph.DefaultGraph())):
            if isinstance(quad.object, pyoxigraph.Literal):
                yield quad.object.language or "", quad.object.value

    def _labelled(self, triples: Iterable[pyoxigraph.Triple]) -> Iterator[pyoxigraph.Triple]:
        """Yield the triples, then the labels of the things they point at, so that a reader sees names."""
        objects: dict[pyoxigraph.NamedNode, None] = {}
        for triple in triples:
            yield triple
            if isinstance(triple.object, pyoxigraph.NamedNode):
                objects[triple.object] = None
        for each in objects:
            for quad in intact(self._engine.quads_for_pattern(each, _LABEL, None, pyoxigraph.DefaultGraph())):
                yield quad.triple
