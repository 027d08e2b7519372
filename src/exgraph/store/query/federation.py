"""SERVICE: what other endpoints are asked, and their answers written into the query in its place.

The engine would send SERVICE itself; it never gets to see it. Each SERVICE is asked once, through whoever asks for this
process, as `SELECT * { { pattern } VALUES ... }`: with what the group before it has found, so that an endpoint sends
what can be joined and not all it has. Its rows stand as VALUES where SERVICE stood; blank nodes, which VALUES cannot
hold, are made by a function. A SERVICE within another's braces goes to that endpoint as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, cast

import pyoxigraph

from exgraph.errors import StoreError
from exgraph.store.engine import BLANK
from exgraph.store.query.scan import QueryRefusedError
from exgraph.store.query.token import QueryToken, closing, location, tokenise

MOST_REQUESTS = 20
"""Requests to other endpoints for one query."""
MOST_BINDINGS = 500
"""Rows found here that are sent along; where there are more, all that the pattern finds there is asked for."""
MOST_ROWS = 200_000
"""Rows of an endpoint's answer."""

Remote = Callable[[str, str], tuple[str, IO[bytes]]]
"""Asks an address a query and returns the media type of its answer, and the answer.

It raises a FederationError where that fails, a QueryRefusedError where the address may not be asked.
"""
Local = Callable[[str], pyoxigraph.QuerySolutions]
"""Answers a query, prologue included, from the data here."""
Row = tuple[pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple | None, ...]


class FederationError(StoreError):
    """Another endpoint did not answer, or not as it should."""


@dataclass(frozen=True)
class _Call:
    """A SERVICE: its first token and last character, what it asks, the braces it stands in and its pattern's."""

    first: QueryToken
    end: int
    silent: bool
    endpoint: QueryToken
    pattern: str
    variables: frozenset[str]
    before: str
    """The part of the query it is joined with: what stands before it in its group, or before its OPTIONAL."""
    group: int
    """The place after the brace of the group that it stands in."""


def federate(text: str, start: int, remote: Remote, local: Local) -> str:
    """Return a query in which the answers of other endpoints stand in the place of SERVICE.

    `start` is where the query begins after its prologue.

    Raises:
        FederationError: an endpoint that is not asked SILENTly did not answer.
        QueryRefusedError: an address may not be asked, or too many are.
    """
    asked = 0
    while (call := _first_call(text)) is not None:
        parts = []
        for address, variable in _addresses(text, start, call, local):
            asked += 1
            if asked > MOST_REQUESTS:
                problem = f"the query asks other endpoints more than {MOST_REQUESTS} times"
                raise QueryRefusedError(problem, at=location(text, call.first.start), remedy="ask for less at once")
            query = f"{text[:start]} SELECT * WHERE {{ {call.pattern} {_bindings(text, start, call, local)} }}"
            rows = _asked(query, call, address, remote)
            parts.append(f"{{ {variable} {rows} }}")
        replaced = " UNION ".join(parts) if parts else "{ FILTER(false) }"
        text = f"{text[: call.first.start]}{replaced}{text[call.end :]}"
    return text


def as_graphs(text: str) -> str:
    """Return a query with GRAPH for SERVICE, which is read alike and asks nobody."""
    tokens = tokenise(text)
    for first, second in pairwise(reversed([*tokens, tokens[-1]])):
        if second.lower == "service":
            last = first if first.lower == "silent" else second
            text = f"{text[: second.start]}{'GRAPH':{last.end - second.start}}{text[last.end :]}"
    return text


def _first_call(text: str) -> _Call | None:
    tokens = tokenise(text)
    groups: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "open":
            groups.append(place)
        elif token.kind == "close" and groups:
            groups.pop()
        elif token.lower == "service":
            return _call(text, tokens, place, groups)
    return None


def _call(text: str, tokens: Sequence[QueryToken], place: int, groups: Sequence[int]) -> _Call:
    silent = place + 1 < len(tokens) and tokens[place + 1].lower == "silent"
    opening = place + (3 if silent else 2)
    end = closing(tokens, opening) if opening < len(tokens) and tokens[opening].text == "{" else None
    if end is None or not groups:
        raise QueryRefusedError("SERVICE cannot be read here", at=location(text, tokens[place].start))
    variables = frozenset(token.text[1:] for token in tokens[opening : end + 1] if token.kind == "variable")
    pattern = text[tokens[opening].start : tokens[end].end]
    before = _before(text, tokens, place, groups)
    group = tokens[groups[-1]].end
    return _Call(tokens[place], tokens[end].end, silent, tokens[opening - 1], pattern, variables, before, group)


def _before(text: str, tokens: Sequence[QueryToken], place: int, groups: Sequence[int]) -> str:
    """Return what a SERVICE is joined with; nothing where a graph is chosen, which would be lost."""
    if any(token.lower == "graph" for token in tokens[:place]):
        return ""
    parts, end = [], tokens[place].start
    for opening in reversed(groups):
        parts.append(text[tokens[opening].end : end])
        if tokens[opening - 1].lower != "optional":
            break
        end = tokens[opening - 1].start
    return _without_filters(" ".join(reversed(parts)))


def _addresses(text: str, start: int, call: _Call, local: Local) -> list[tuple[str, str]]:
    """Return the addresses that a SERVICE asks, each with what binds its variable to it."""
    if call.endpoint.kind != "variable":
        [[address]] = local(f"{text[:start]} SELECT ({call.endpoint.text} AS ?a) {{}}")
        return [(cast(pyoxigraph.NamedNode, address).value, "")]
    name = call.endpoint.text
    found = local(f"{text[:start]} SELECT DISTINCT {name} {{ {_around(text, call)} }} LIMIT {MOST_REQUESTS + 1}")
    bound = [row[0] for row in found if isinstance(row[0], pyoxigraph.NamedNode)]
    if not bound and not call.silent:
        remedy = "bind it beside SERVICE, with VALUES or a pattern of the same group"
        raise QueryRefusedError(f"{name} has no address", at=location(text, call.endpoint.start), remedy=remedy)
    return [(address.value, f"VALUES {name} {{ {address} }}") for address in bound]


def _asked(query: str, call: _Call, address: str, remote: Remote) -> str:
    """Return what an endpoint answers, as a part of a pattern."""
    try:
        media_type, answer = remote(address, query)
        return _written(*_read(media_type, answer, address), number=call.first.start)
    except StoreError:
        if call.silent:
            return ""  # one solution without bindings (SPARQL 1.1 Federated Query, 2.3)
        raise


def _read(media_type: str, answer: IO[bytes], address: str) -> tuple[list[str], list[Row]]:
    format_ = pyoxigraph.QueryResultsFormat.from_media_type(media_type)
    if format_ is None:
        raise FederationError(f"<{address}> answered with {media_type or 'no type'}, which is no result of SELECT")
    try:
        solutions = pyoxigraph.parse_query_results(answer, format=format_)
        if not isinstance(solutions, pyoxigraph.QuerySolutions):
            raise FederationError(f"<{address}> answered with a truth value, not with rows")
        rows: list[Row] = []
        for solution in solutions:
            rows.append(tuple(solution))
            if len(rows) > MOST_ROWS:
                raise FederationError(f"<{address}> answered with more than {MOST_ROWS:,} rows", remedy="ask for less")
        return [variable.value for variable in solutions.variables], rows
    except (SyntaxError, ValueError, OSError) as error:
        raise FederationError(f"the answer of <{address}> cannot be read: {error}") from error


def _written(names: Sequence[str], rows: Sequence[Row], number: int) -> str:
    blank = [any(isinstance(row[place], pyoxigraph.BlankNode) for row in rows) for place in range(len(names))]
    columns = [f"?b_{number}_{name}" if is_blank else f"?{name}" for name, is_blank in zip(names, blank, strict=True)]
    lines = " ".join(f"({' '.join(map(_term, row))})" for row in rows)
    made = (
        f"BIND(IF(STRSTARTS(STR({column}), '{BLANK}'), <{BLANK}>({column}), {column}) AS ?{name})"
        for column, name, is_blank in zip(columns, names, blank, strict=True)
        if is_blank
    )
    values = f"VALUES ({' '.join(columns)}) {{ {lines} }} {' '.join(made)}"
    if not any(blank):
        return values
    return f"{{ SELECT {' '.join(f'?{name}' for name in names)} {{ {values} }} }}"


def _term(value: object) -> str:
    if value is None:
        return "UNDEF"
    return f"<{BLANK}{value.value}>" if isinstance(value, pyoxigraph.BlankNode) else str(value)


def _bindings(text: str, start: int, call: _Call, local: Local) -> str:
    """Return what the group before a SERVICE has found of the variables that both have, as VALUES; or nothing."""
    before, tokens = call.before, tokenise(f"{{{call.before}}}")
    shared = sorted(call.variables & {token.text[1:] for token in tokens if token.kind == "variable"})
    if not shared or any(token.lower == "service" for token in tokens):
        return ""
    names = " ".join(f"?{name}" for name in shared)
    try:
        found = local(f"{text[:start]} SELECT DISTINCT {names} {{ {before} }} LIMIT {MOST_BINDINGS + 1}")
        rows = [tuple(solution) for solution in found]
    except StoreError:
        return ""  # what stands before is no pattern by itself
    sendable = all(isinstance(each, pyoxigraph.NamedNode | pyoxigraph.Literal) for row in rows for each in row)
    if len(rows) > MOST_BINDINGS or not sendable:
        return ""
    lines = " ".join(f"({' '.join(map(str, row))})" for row in rows)
    return f"VALUES ({names}) {{ {lines} }}"


def _around(text: str, call: _Call) -> str:
    """Return the group that a SERVICE stands in, without it and those after it."""
    end = call.end
    depth = 0
    for token in tokenise(f"{{{text[call.end :]}"):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 0 or (depth == 1 and token.lower == "service"):
            end = call.end + token.start - 1
            break
    return f"{_without_filters(text[call.group : call.first.start])} {text[call.end : end]}"


def _without_filters(pattern: str) -> str:
    """Return the elements of a group without its own filters, which may be about what is not there."""
    tokens = tokenise(f"{{{pattern}}}")
    cuts, depth = [], 0
    for place, token in enumerate(tokens):
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth == 1 and token.lower == "filter":
            opening = next((at for at in range(place + 1, len(tokens)) if tokens[at].kind == "open"), place)
            end = closing(tokens, opening)
            if end is not None:
                cuts.append((token.start - 1, tokens[end].end - 1))
    for first, last in reversed(cuts):
        pattern = f"{pattern[:first]} {pattern[last:]}"
    return pattern
