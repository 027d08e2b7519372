r"""Replacements for XPath regular expressions and SELECT names on which the engine fails without an error.

- The replacement of REPLACE: `\$` is a dollar, `\\` a backslash, `$1` a group whatever follows it (XPath, 5.6.4).
- A back reference in a pattern, which the engine lacks, is refused; so is HAVING over a name that SELECT gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exgraph.errors import QueryError
from exgraph.store.query.token import QueryToken, closing, location, tokenise

_ENDING_HAVING = frozenset({"order", "limit", "offset", "values"})
_BACK_REFERENCE = re.compile(r"(?:[^\\]|^)(?:\\\\\\\\)*\\\\[1-9]")
"""In a literal as it is written, where each backslash stands twice."""
_REPLACEMENT = re.compile(r"\\\\\$|\\\\\\\\|\$[0-9]")


def with_xpath_replacements(text: str) -> str:
    """Return a query whose constant replacements are written for the engine.

    Raises:
        QueryError: a constant pattern holds a back reference.
    """
    tokens = tokenise(text)
    for place in range(len(tokens) - 2, -1, -1):
        name = tokens[place].lower
        if name not in ("replace", "regex") or tokens[place + 1].text != "(":
            continue
        arguments = list(_arguments(tokens, place + 1))
        _refuse_back_reference(text, arguments, flags=3 if name == "replace" else 2)
        if name == "replace" and len(arguments) > 2 and len(arguments[2]) == 1 and arguments[2][0].kind == "string":
            literal = arguments[2][0]
            text = text[: literal.start] + _REPLACEMENT.sub(_translated, literal.text) + text[literal.end :]
    return text


def _translated(found: re.Match[str]) -> str:
    sign = found[0]
    if sign.startswith("$"):
        return f"${{{sign[1]}}}"
    return "$$" if sign.endswith("$") else "\\\\"


def _arguments(tokens: Sequence[QueryToken], opening: int) -> Iterator[list[QueryToken]]:
    """Yield the tokens of each argument of a call."""
    end = closing(tokens, opening) or opening
    argument: list[QueryToken] = []
    depth = 0
    for token in tokens[opening + 1 : end]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if token.text == "," and depth == 0:
            yield argument
            argument = []
        else:
            argument.append(token)
    yield argument


def _refuse_back_reference(text: str, arguments: Sequence[Sequence[QueryToken]], flags: int) -> None:
    if len(arguments) < 2 or [token.kind for token in arguments[1]] != ["string"]:
        return
    quoted = len(arguments) > flags and any("q" in token.text for token in arguments[flags])
    pattern = arguments[1][0]
    if not quoted and _BACK_REFERENCE.search(pattern.text):
        problem = f"the pattern {pattern.text} holds a back reference, which is not run here"
        raise QueryError(problem, at=location(text, pattern.start), remedy="write it without \\1")


def refuse_aliases(text: str) -> None:
    """Refuse HAVING over a name that SELECT gives, which has no value yet there (SPARQL 1.1 Query, 18.2.4.1).

    Raises:
        QueryError: it names the variable.
    """
    tokens = tokenise(text)
    for place, token in enumerate(tokens):
        if token.lower != "having":
            continue
        names, grouped = _aliases(tokens, place)
        for each in _condition(tokens, place):
            if each.kind == "variable" and each.text[1:] in names - grouped:
                problem = f"{each.text} has no value in HAVING: SELECT gives it one afterwards"
                raise QueryError(problem, at=location(text, each.start), remedy="write the expression itself")


def _condition(tokens: Sequence[QueryToken], place: int) -> Iterator[QueryToken]:
    depth = 0
    for token in tokens[place + 1 :]:
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth < 0 or (depth == 0 and token.lower in _ENDING_HAVING):
            return
        yield token


def _aliases(tokens: Sequence[QueryToken], having: int) -> tuple[set[str], set[str]]:
    """Return the names that the SELECT of a HAVING gives to expressions, and those that its GROUP BY has."""
    depth, grouped, names, in_group = 0, set(), set(), True
    for place in range(having - 1, -1, -1):
        token = tokens[place]
        depth += {"close": 1, "open": -1}.get(token.kind, 0)
        if depth < 0 or (depth == 0 and token.lower.startswith("select")):
            break
        if (token.lower == "group" and depth == 0) or token.text == "}":
            in_group = False
        if token.kind == "variable":
            if in_group:
                grouped.add(token.text[1:])
            elif depth == 1 and tokens[place - 1].lower == "as" and _is_head(tokens, place):
                names.add(token.text[1:])
    return names, grouped


def _is_head(tokens: Sequence[QueryToken], place: int) -> bool:
    """Tell whether the brackets around `AS ?x` open an expression of SELECT, and no BIND."""
    depth = 0
    for before in range(place, -1, -1):
        depth += {"close": 1, "open": -1}.get(tokens[before].kind, 0)
        if depth < 0:
            return before == 0 or tokens[before - 1].lower != "bind"
    return False
