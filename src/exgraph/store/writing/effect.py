"""What an update would change, worked out from its own patterns: the graph is asked, never read as a whole.

Each operation is told apart by its words. INSERT DATA and DELETE DATA name their quads. Of a template with WHERE the
pattern is asked as a query, and the solutions fill the template in an empty store, so that the engine itself says which
quads that makes. CLEAR and DROP of a graph are its quads. Whatever else there is (ADD, COPY, MOVE, a pattern that is
read otherwise) is run, and the graph compared before and after.

The engine is as it was when this returns: what an operation changes is made for the next one to see, then taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import pyoxigraph

from exgraph.errors import QueryError, StoreError
from exgraph.store.query.token import QueryToken, closing, tokenise
from exgraph.store.writing.update import operations

_BLANK = "urn:x-exgraph:blank:"
"""Stands for a blank node of the graph while a template is filled, which can name none."""
_ROWS = 5000
"""Solutions that fill a template at once."""

Quads = set[pyoxigraph.Quad]
_Graph = pyoxigraph.NamedNode | pyoxigraph.BlankNode


def effect(engine: pyoxigraph.Store, text: str, base: str) -> tuple[Quads, Quads]:
    """Return the quads that an update, as `prepare_update` gives it, would add and those that it would remove.

    Raises:
        QueryError: bad syntax.
        StoreError: the evaluation fails.
    """
    tokens = tokenise(text)
    found = operations(tokens)
    prologue = text[: found[0][0].start] if found else text
    added: Quads = set()
    removed: Quads = set()
    made: tuple[Quads, Quads] = (set(), set())
    try:
        for number, operation in enumerate(found, 1):
            coming, going = _Operation(engine, text, prologue, operation, base).effect()
            going = {quad for quad in going - coming if quad in engine}
            coming = {quad for quad in coming if quad not in engine}
            added, removed = (added - going) | (coming - removed), (removed - coming) | (going - added)
            if number < len(found):
                make(engine, coming, going)
                made = added, removed
    finally:
        make(engine, made[1], made[0])
    return added, removed


def make(engine: pyoxigraph.Store, coming: Iterable[pyoxigraph.Quad], going: Collection[pyoxigraph.Quad]) -> None:
    """Remove quads, then add others. The store keeps no empty graphs: what is not in a dump is not there."""
    for quad in going:
        engine.remove(quad)
    engine.extend(coming)
    for graph in {quad.graph_name for quad in going}:
        if (
            not isinstance(graph, pyoxigraph.DefaultGraph)
            and next(engine.quads_for_pattern(None, None, None, graph), None) is None
        ):
            engine.remove_graph(graph)


class _Operation:
    """One operation of an update."""

    def __init__(
        self, engine: pyoxigraph.Store, text: str, prologue: str, tokens: Sequence[QueryToken], base: str
    ) -> None:
        self._engine, self._text, self._prologue, self._tokens, self._base = engine, text, prologue, tokens, base
        self._words = [token.text.lower() for token in tokens]

    def effect(self) -> tuple[Quads, Quads]:
        """Return what comes and what goes, whether or not it is there."""
        first = self._words[:2]
        if first == ["insert", "data"]:
            return self._filled(self._slice(0)), set()
        if first == ["delete", "data"]:
            return set(), self._filled(f"INSERT {self._slice(1)}")
        if self._words[0] in ("clear", "drop") and (graph := self._cleared()) is not None:
            return set(), set(self._engine.quads_for_pattern(None, None, None, graph))
        if self._words[0] in ("with", "insert", "delete") and (parts := self._parts()) is not None:
            return self._of_pattern(*parts)
        return self._compared()

    def _slice(self, first: int, last: int | None = None) -> str:
        end = self._tokens[-1 if last is None else last].end
        return self._text[self._tokens[first].start : end]

    def _filled(self, operation: str) -> Quads:
        """Return what an operation that only inserts makes in a store that is empty."""
        apart = pyoxigraph.Store()
        run(apart, self._prologue + operation, self._base)
        return set(apart)

    def _cleared(self) -> pyoxigraph.NamedNode | pyoxigraph.DefaultGraph | None:
        words = [word for word in self._words[1:] if word != "silent"]
        if words == ["default"]:
            return pyoxigraph.DefaultGraph()
        return self._node(self._tokens[-1].text) if len(words) == 2 and words[0] == "graph" else None

    def _parts(self) -> tuple[str, str, list[str], str] | None:
        """Return what goes (a template), what comes, the clauses of the data set, and the pattern; None if unsure."""
        place, clauses, templates = 0, list[str](), {"delete": "", "insert": ""}
        if self._words[0] == "with":
            clauses, place = [self._slice(0, 1)], 2
        while self._words[place] in templates and self._words[place + 1] == "{":
            end = closing(self._tokens, place + 1)
            if end is None:
                return None
            templates[self._words[place]] = self._slice(place + 1, end)
            place = end + 1
        if self._words[place : place + 2] == ["delete", "where"]:
            pattern = self._slice(place + 2)
            return pattern, "", clauses, pattern
        while self._words[place] == "using":
            length = 3 if self._words[place + 1] == "named" else 2
            clauses.append(self._slice(place, place + length - 1))
            place += length
        if self._words[place] != "where":
            return None
        return templates["delete"], templates["insert"], clauses, self._slice(place + 1)

    def _of_pattern(self, going: str, coming: str, clauses: list[str], pattern: str) -> tuple[Quads, Quads]:
        names = sorted({token.text[1:] for token in tokenise(going + coming) if token.kind == "variable"})
        default, named = self._data_set(clauses)
        columns = " ".join(f"?{name}" for name in names) or "(1 AS ?found)"
        try:
            solutions = self._engine.query(
                f"{self._prologue}SELECT {columns} WHERE {pattern}",
                base_iri=self._base,
                default_graph=default,
                named_graphs=named,
            )
        except SyntaxError as error:
            raise QueryError(str(error)) from error
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the update cannot be run: {error}") from error
        graph = clauses[0] if clauses and clauses[0].lower().startswith("with") else ""
        found: tuple[Quads, Quads] = (set(), set())
        for rows in _batches(solutions, names):
            pattern = f"WHERE {{ VALUES ({columns if names else '?found'}) {{ {rows} }} }}"
            for quads, template in zip(found, (coming, going), strict=True):
                if template:
                    filled = self._filled(" ".join((graph, "INSERT", template, pattern)))
                    quads |= {_with_blank_nodes(quad) for quad in filled}
        return found

    def _data_set(
        self, clauses: list[str]
    ) -> tuple[list[_Graph | pyoxigraph.DefaultGraph] | None, list[_Graph] | None]:
        """Return the default graphs and the named graphs that the pattern is asked of; None leaves them all."""
        using = [each for each in clauses if each.lower().startswith("using")]
        default = [each.split()[-1] for each in using if "named" not in each.lower().split()[:2]]
        named = [each.split()[-1] for each in using if "named" in each.lower().split()[:2]]
        if using:
            return [*map(self._node, default)], [*map(self._node, named)]
        return ([self._node(clauses[0].split()[-1])], None) if clauses else (None, None)

    def _node(self, term: str) -> pyoxigraph.NamedNode:
        """Return the node that an IRI or a prefixed name of the update stands for."""
        (quad,) = self._filled(f"INSERT DATA {{ <urn:a> {term} <urn:c> }}")
        return quad.predicate

    def _compared(self) -> tuple[Quads, Quads]:
        before = set(self._engine)
        run(self._engine, self._prologue + self._slice(0), self._base)
        after = set(self._engine)
        coming, going = after - before, before - after
        make(self._engine, going, coming)
        return coming, going


def run(engine: pyoxigraph.Store, text: str, base: str) -> None:
    """Run an update.

    Raises:
        QueryError: bad syntax.
        StoreError: the evaluation fails.
    """
    try:
        engine.update(text, base_iri=base)
    except SyntaxError as error:
        raise QueryError(str(error)) from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the update cannot be run: {error}") from error


def _batches(solutions: object, names: list[str]) -> Iterator[str]:
    """Yield solutions as rows of VALUES, some thousand at a time."""
    if not isinstance(solutions, pyoxigraph.QuerySolutions):
        raise TypeError("a SELECT has solutions")
    rows = (f"({' '.join(_term(solution[name]) for name in names) if names else '1'})" for solution in solutions)
    try:
        while batch := list(islice(rows, _ROWS)):
            yield " ".join(batch)
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the update cannot be run: {error}") from error


def _term(value: object) -> str:
    if value is None:
        return "UNDEF"
    return f"<{_BLANK}{value.value}>" if isinstance(value, pyoxigraph.BlankNode) else str(value)


def _with_blank_nodes(quad: pyoxigraph.Quad) -> pyoxigraph.Quad:
    terms = (quad.subject, quad.object)
    if not any(isinstance(each, pyoxigraph.NamedNode) and each.value.startswith(_BLANK) for each in terms):
        return quad
    subject, object_ = (
        pyoxigraph.BlankNode(each.value.removeprefix(_BLANK))
        if isinstance(each, pyoxigraph.NamedNode) and each.value.startswith(_BLANK)
        else each
        for each in terms
    )
    return pyoxigraph.Quad(subject, quad.predicate, object_, quad.graph_name)  # type: ignore[arg-type]
