"""Queries rewritten where the engine reads them otherwise than SPARQL 1.1 says.

- The columns of `SELECT *` come in the order of first appearance, not of the alphabet.
- `GROUP_CONCAT` gives a plain string; the engine keeps a language that all values share (as SPARQL 1.2 will).
- `GRAPH ?g {...}` around MINUS, a subquery, VALUES, another GRAPH, or a filter or option that names `?g` is evaluated
  graph by graph (SPARQL 1.1 Query, 18.6); the engine makes `?g` a variable of everything inside.
- A month or a year compares with a date, where SPARQL gives an error: see `exgraph.store.query.dating`.
- A path that may be of length zero reaches its own end, be that anywhere in the data or not: see `zero_length`.
- Numbers may be of any length: see `arithmetic`.
- Replacements are read as XPath reads them: see `replacement`.

Whatever is not seen to need it passes as it is. Why the text is rewritten, and not the engine's parse: the engine gives
no tree to other programs, and a parser of our own would be a second reading of the grammar to keep true. What is left
differing is in docs/conformance.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from exgraph.store.query.arithmetic import with_long_numbers
from exgraph.store.query.dating import with_partial_dates
from exgraph.store.query.replacement import refuse_aliases, with_xpath_replacements
from exgraph.store.query.scan import MAX_LENGTH
from exgraph.store.query.token import QueryToken, closing, tokenise
from exgraph.store.query.zero_length import may_be_of_length_zero, with_zero_length

_MAX_GRAPHS = 64
"""Named graphs up to which GRAPH ?g is written out."""
_APART = frozenset({"minus", "select", "selectdistinct", "values"})
_ANY_GRAPH = re.compile(r"graph\s*[?$#]")
_AWARE = frozenset({"filter", "optional", "bind", "exists", "having"})
_ODD_TO_ENGINE = re.compile(r"coalesce[\s#]|![\s#]*\(", re.IGNORECASE)
_BOOLEAN = re.compile(r"\b(?:true|false)\b", re.IGNORECASE)


def rewrite(text: str, graphs: Callable[[], Sequence[str]], known: Callable[[str], bool]) -> str:
    """Return the query as the engine must see it.

    `graphs` gives the named graphs that are asked; `known` tells whether a term, written after the query's prologue,
    is a node of the default graph. Both are called only where they matter.

    Raises:
        QueryError: it asks for what would fail without a word.
    """
    # Cutting a query into tokens costs more than a short query itself: a look at the words first spares most of them.
    lower = text.lower()
    if "replace" in lower or "regex" in lower:
        text = with_xpath_replacements(text)
    if "having" in lower:
        refuse_aliases(text)
    if "group_concat" in lower:
        text = _with_plain_concatenation(text)
    text = with_partial_dates(text)
    if may_be_of_length_zero(text):
        text = with_zero_length(text, known)
    if _ANY_GRAPH.search(lower):
        text = _graph_by_graph(text, graphs)
    return with_long_numbers(text)


def readable(text: str) -> str:
    """Return a query or update in which the engine reads nothing but what the grammar says.

    It has no byte order mark, TRUE and FALSE are in lower case, the only one in which the engine knows them, and a dot
    parts a name with "service" in it from a bracket, where the engine would read the end of the name as the keyword.
    COALESCE touches its bracket, and `!()`, which any property passes, names one that is none.
    """
    text = text.removeprefix("\ufeff")
    if _ODD_TO_ENGINE.search(text):
        text = _with_brackets(text)
    if not all(word.islower() for word in _BOOLEAN.findall(text)):
        for token in tokenise(text):
            if token.lower in ("true", "false"):
                text = text[: token.start] + token.lower + text[token.end :]
    return _without_hidden_service(text) if "service" in text.lower() else text


def _with_brackets(text: str) -> str:
    tokens = tokenise(text)
    # From the end backwards, here and below: what is put in moves no token that is still to be looked at.
    for place in range(len(tokens) - 3, -1, -1):
        first, second, third = tokens[place : place + 3]
        if first.lower == "coalesce" and second.text == "(":
            text = f"{text[: first.end]}({text[first.end : second.start]}{text[second.end :]}"
        elif (first.text, second.text, third.text) == ("!", "(", ")") and first.context != "expression":
            text = f"{text[: first.start]}!<urn:x-exgraph:none>{text[third.end :]}"
    return text


def _without_hidden_service(text: str) -> str:
    tokens = tokenise(text)
    for place in range(len(tokens) - 2, 0, -1):
        token = tokens[place]
        if token.kind != "name" or "service" not in token.text.lower() or token.context != "pattern":
            continue
        following = tokens[place + 1 : place + 3]
        brace = following[0] if following[0].kind not in ("iri", "name", "variable") else following[-1]
        before = tokens[place - 1].lower
        if brace.text == "{" and before not in ("graph", "service", "silent"):
            text = f"{text[: brace.start]} . {text[brace.start :]}"
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
        if end is None or not _is_parted(tokens[place + 3 : end], name):
            continue
        # The pattern stands in the text once for each graph. Past a number of graphs, or a length, that would cost more
        # than it mends, and the engine's own reading is taken.
        names = graphs()
        if not 0 < len(names) <= _MAX_GRAPHS or len(text) * len(names) > MAX_LENGTH:
            continue
        pattern = text[opening.start : tokens[end].start + 1]
        parts = (f"{{ GRAPH <{each}> {pattern} VALUES {name.text} {{ <{each}> }} }}" for each in names)
        text = f"{text[: word.start]}{{ {' UNION '.join(parts)} }}{text[tokens[end].start + 1 :]}"
        tokens = tokenise(text)  # a GRAPH around this one has other ends now
    return text


def _is_parted(inside: Sequence[QueryToken], name: QueryToken) -> bool:
    """Tell whether what stands within GRAPH ?g {...} would be another thing with ?g in it."""
    words = {token.lower for token in inside if token.kind == "word"}
    named = any(token.kind == "variable" and token.text[1:] == name.text[1:] for token in inside)
    return bool(words & _APART) or "graph" in words or (named and bool(words & _AWARE))


def _replaced(text: str, first: QueryToken, last: QueryToken, by: str) -> str:
    return text[: first.start] + by.format(text[first.start : last.end]) + text[last.end :]
