"""The graphs that a query names with FROM, and several of them as one default graph.

The default graph of a query is the merge of its graphs, a set of triples (SPARQL 1.1 Query, 13.2.1). The engine counts
a triple once for each graph that holds it; where graphs share triples they are merged before they are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import cast

import pyoxigraph

from exgraph.errors import QueryError
from exgraph.model.iri import Base
from exgraph.store.engine import EMPTY, ask, node
from exgraph.store.query.token import QueryToken, tokenise

_MERGED = "urn:x-exgraph:merged:"
"""How the names of graphs begin that hold several for the time of an update."""


def chosen_graphs(text: str, start: int, base: Base) -> tuple[str, list[str], list[str]]:
    """Return a query without its FROM clauses, and the graphs that these name: for the default graph, and by name.

    `start` is where the query begins after its prologue. Where a name cannot be read the query stays as it is.
    """
    clauses = _clauses(tokenise(text), "from")
    if not clauses:
        return text, [], []
    try:
        names = _resolved(text[:start], [term.text for _, term, _ in clauses], base)
    except QueryError:
        return text, [], []
    for first, term, _ in clauses:
        text = text[: first.start] + " " * (term.end - first.start) + text[term.end :]
    default = [name for name, (_, _, named) in zip(names, clauses, strict=True) if not named]
    by_name = [name for name, (_, _, named) in zip(names, clauses, strict=True) if named]
    return text, list(dict.fromkeys(default)), by_name


def _clauses(tokens: Sequence[QueryToken], word: str) -> list[tuple[QueryToken, QueryToken, bool]]:
    """Return the clauses FROM or USING outside all brackets: their first token, their term, whether they say NAMED."""
    found = []
    for place, token in enumerate(tokens[:-1]):
        if token.lower == word and token.context == "top":
            named = tokens[place + 1].lower == "named"
            term = tokens[place + 2] if named and place + 2 < len(tokens) else tokens[place + 1]
            if term.kind in ("iri", "name"):
                found.append((token, term, named))
    return found


def _resolved(prologue: str, terms: Sequence[str], base: Base) -> list[str]:
    columns = " ".join(f"({term} AS ?g{place})" for place, term in enumerate(terms))
    solutions = cast(pyoxigraph.QuerySolutions, ask(EMPTY, f"{prologue} SELECT {columns} {{}}", base, None, None))
    return [cast(pyoxigraph.NamedNode, value).value for value in next(solutions)]


def merged(engine: pyoxigraph.Store, default: Sequence[str], named: Sequence[str]) -> pyoxigraph.Store | None:
    """Return a store whose default graph is the merge of several graphs, beside the named ones.

    None where the engine's own reading is right: no two of the graphs share a triple.

    Raises:
        QueryError: a graph's name is no IRI.
    """
    if not any(_share(engine, *pair) for pair in combinations(default, 2)):
        return None
    apart = pyoxigraph.Store()
    for name in default:
        _copy(engine, name, apart, pyoxigraph.DefaultGraph())
    for name in dict.fromkeys(named):
        _copy(engine, name, apart, node(name))
    return apart


def _share(engine: pyoxigraph.Store, one: str, other: str) -> bool:
    query = f"ASK {{ GRAPH <{node(one).value}> {{ ?s ?p ?o }} GRAPH <{node(other).value}> {{ ?s ?p ?o }} }}"
    return bool(engine.query(query))


def _copy(
    engine: pyoxigraph.Store, name: str, apart: pyoxigraph.Store, to: pyoxigraph.NamedNode | pyoxigraph.DefaultGraph
) -> None:
    triples = engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=node(name)) or b""
    if b"_:" not in triples:
        apart.bulk_load(triples, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=to)
        return
    # The engine's loader gives blank nodes new names, another one in each graph; its parser keeps them.
    quads = pyoxigraph.parse(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    apart.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, to) for quad in quads)


def with_merged_using(text: str, operation: Sequence[QueryToken], number: int) -> str:
    """Return an update whose operation asks the merge of the graphs of its USING clauses, where it has several."""
    using = [clause for clause in _clauses(operation, "using") if not clause[2]]
    if len(using) < 2:
        return text
    name = f"<{_MERGED}{number}>"
    graphs = " UNION ".join(f"{{ GRAPH {term.text} {{ ?s ?p ?o }} }}" for _, term, _ in using)
    before = f"INSERT {{ GRAPH {name} {{ ?s ?p ?o }} }} WHERE {{ {graphs} }} ; "
    start, end = operation[0].start, operation[-1].end
    written = text[start:end]
    for place, (first, term, _) in reversed(list(enumerate(using))):
        clause = f"USING {name}" if place == 0 else ""
        written = written[: first.start - start] + clause + written[term.end - start :]
    return f"{text[:start]}{before}{written} ; DROP SILENT GRAPH {name}{text[end:]}"
