"""Queries rewritten where the engine reads them otherwise than SPARQL 1.1 says.

- The columns of `SELECT *` come in the order of first appearance, not of the alphabet.
- `GROUP_CONCAT` gives a plain string; the engine keeps a language that all values share (as SPARQL 1.2 will).
- `GRAPH ?g {...}` around MINUS, a subquery or VALUES is evaluated graph by graph (SPARQL 1.1 Query, 18.6); the engine
  makes `?g` a variable of everything inside.
- A month or a year compares with a date, where SPARQL gives an error: see `exgraph.store.dating`.
- A path that may be of length zero reaches its own end, be that anywhere in the data or not (18.4, ZeroLengthPath).

Whatever is not seen to need it passes as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from exgraph.store.dating import with_partial_dates
from exgraph.store.scan import QueryToken, closing, tokenise

_MAX_GRAPHS = 64
"""Named graphs up to which GRAPH ?g is written out."""
_APART = frozenset({"minus", "select", "selectdistinct", "values"})
_ANY_GRAPH = re.compile(r"graph\s*[?$#]")
_NO_VARIABLE = re.compile(r"\?(?!\w)")
_STAR = re.compile(r"\*")
_SELECTING = ("select", "distinct", "reduced", "(")
_TERMS = ("iri", "unsure", "name")


def rewrite(text: str, graphs: Callable[[], Sequence[str]], known: Callable[[str], bool]) -> str:
    """Return the query as the engine must see it.

    `graphs` gives the named graphs that are asked; `known` tells whether a term, written after the query's prologue,
    is a node of the data. Both are called only where they matter.
    """
    lower = text.lower()
    if "group_concat" in lower:
        text = _with_plain_concatenation(text)
    if _ANY_GRAPH.search(lower) and any(word in lower for word in ("minus", "select", "values")):
        text = _graph_by_graph(text, graphs)
    text = with_partial_dates(text)
    if _may_be_of_length_zero(text):
        text = _with_zero_length(text, known)
    return text


def _with_plain_concatenation(text: str) -> str:
    tokens = tokenise(text)
    for place in range(len(tokens) - 2, -1, -1):
        if tokens[place].text.lower() == "group_concat" and tokens[place + 1].text == "(":
            end = closing(tokens, place + 1)
            if end is not None:
                text = _replaced(text, tokens[place], tokens[end], "STR({})")
    return text


def _graph_by_graph(text: str, graphs: Callable[[], Sequence[str]]) -> str:
    tokens = tokenise(text)
    for place in range(len(tokens) - 3, -1, -1):
        word, name, opening = tokens[place : place + 3]
        if word.text.lower() != "graph" or name.kind != "variable" or opening.text != "{":
            continue
        end = closing(tokens, place + 2)
        if end is None or not any(each.text.lower() in _APART for each in tokens[place + 3 : end]):
            continue
        names = graphs()
        if not 0 < len(names) <= _MAX_GRAPHS:
            continue
        pattern = text[opening.start : tokens[end].start + 1]
        parts = (f"{{ GRAPH <{each}> {pattern} VALUES {name.text} {{ <{each}> }} }}" for each in names)
        text = f"{text[: word.start]}{{ {' UNION '.join(parts)} }}{text[tokens[end].start + 1 :]}"
    return text


def _may_be_of_length_zero(text: str) -> bool:
    """Tell whether a query may have a path with * or ?: one that does not select, count or begin a variable."""
    if _NO_VARIABLE.search(text):
        return True
    stars = (text[max(0, match.start() - 20) : match.start()].rstrip() for match in _STAR.finditer(text))
    return any(not before.lower().endswith(_SELECTING) for before in stars)


def _with_zero_length(text: str, known: Callable[[str], bool]) -> str:
    tokens = tokenise(text)
    for place in range(len(tokens) - 1, 0, -1):
        found = _path(text, tokens, place)
        if found is None:
            continue
        subject, object_ = found
        ends = [each for each in (subject, object_) if each.kind in _TERMS]
        others = [each for each in (subject, object_) if each.kind == "variable"]
        if len(ends) == len(others) == 1 and not known(ends[0].text):
            text = _replaced(text, subject, object_, f"VALUES {others[0].text} {{{{ {ends[0].text} }}}}")
    return text


def _path(text: str, tokens: Sequence[QueryToken], place: int) -> tuple[QueryToken, QueryToken] | None:
    """Return subject and object of `s path* o` or `s path? o` whose path ends with the token at `place`."""
    step = tokens[place]
    gap = text[step.end : tokens[place + 1].start] if place + 1 < len(tokens) else ""
    if place + 1 < len(tokens) and tokens[place + 1].text == "*":
        after = place + 2
    elif gap.strip() == "?":
        after = place + 1
    else:
        return None
    first = place if step.kind in _TERMS or step.text == "a" else _opening(tokens, place)
    if first is not None and first > 0 and tokens[first - 1].text == "^":
        first -= 1
    if first is None or first < 2 or after >= len(tokens):
        return None
    last = tokens[after + 1].text if after + 1 < len(tokens) else ""
    whole = tokens[first - 2].text in ("{", "}", ".") and last in (".", "}")
    return (tokens[first - 1], tokens[after]) if whole else None


def _opening(tokens: Sequence[QueryToken], closing: int) -> int | None:
    if tokens[closing].text != ")":
        return None
    depth = 0
    for place in range(closing, -1, -1):
        depth += {"open": -1, "close": 1}.get(tokens[place].kind, 0)
        if depth == 0:
            return place
    return None


def _replaced(text: str, first: QueryToken, last: QueryToken, by: str) -> str:
    return text[: first.start] + by.format(text[first.start : last.end]) + text[last.end :]
