"""Looking at a query's tokens before the engine sees it.

The engine would send SERVICE over the network, has no switch against it, reads keywords without a space around them
(`1e0SERVICESILENT<...>`), and overflows its stack on deep nesting and on long chains of clauses or operators. So a
query is cut into tokens by the grammar, whatever is or could be the word SERVICE is refused, and size, nesting and the
number of clauses and operators are capped. Whether a text is SPARQL is for the engine to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, cast

from exgraph.errors import QueryError
from exgraph.store.query.token import QueryToken, location, tokenise

Form = Literal["select", "ask", "construct", "describe"]

MAX_LENGTH = 1_000_000
"""Characters of a query."""
MAX_NESTING = 200
"""Brackets open at once. The engine's stack ends between 2,000 and 5,000."""
MAX_STEPS = 2_000
"""Keywords and operators in all. The engine's stack ends between 2,000 and 5,000 BIND, MINUS or SELECT expressions."""

_BEGINNING = re.compile(
    r"""(?:\s | \#[^\n\r]*(?:[\n\r]|$) | base\s*<[^<>"{}|^`\\\x00-\x20]*>
        | prefix\s+(?:[A-Za-z](?:[.]*[A-Za-z0-9_-])*)?:\s*<[^<>"{}|^`\\\x00-\x20]*>)*+
        (select|ask|construct|describe)\b(?:\s*(?:distinct|reduced)?\s*(\*))?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""The prologue, the form and the star of a query."""
_ANY_IRI = re.compile(r"<[^<>\"{}|^`\\\x00-\x20]*>")
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*://)[^<>\"{}|^`\\\x00-\x20]*>")
"""A relative IRI, or a comparison that may be read as one."""
_COMMENT = re.compile(r"#[^\n\r]*")
_VARIABLE = re.compile(r"[?$](\w+)")
_FORMS: tuple[Form, ...] = ("select", "ask", "construct", "describe")
_UPDATES = ("insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with")
_PASSING = frozenset({"now", "rand", "uuid", "struuid", "bnode"})
_PASSING_WORD = re.compile(rf"(?:{'|'.join(sorted(_PASSING))})\s*(?:\(|#)", re.ASCII)
_VALUES = frozenset({"undef", "true", "false", "a"})


class QueryRefusedError(QueryError):
    """The query asks for what is not done here: an update, or a request to another endpoint."""


class UpdateRefusedError(QueryRefusedError):
    """Raised for an update where a query is due."""


class QueryLengthError(QueryError):
    """The query is longer than MAX_LENGTH."""


class QueryComplexityError(QueryError):
    """The query nests deeper than MAX_NESTING or has more steps than MAX_STEPS."""


@dataclass(frozen=True)
class Scan:
    """Facts read from a query's tokens: its form, the end of its prologue, the star of `SELECT *`, its variables."""

    form: Form
    start: int
    star: int | None
    variables: tuple[str, ...]
    lasting: bool
    """Whether the same query gives the same answer again: it asks for no time, chance, new name or other endpoint."""
    federated: bool = False
    """Whether it asks other endpoints."""


def scan(text: str, *, services: bool = False) -> Scan:
    """Look over a query and let it pass or not; with `services` it may ask other endpoints.

    Raises:
        QueryLengthError: more than MAX_LENGTH characters.
        QueryRefusedError: an update, or SERVICE.
        QueryComplexityError: nested too deep, or too many steps.
        QueryError: no query form, a comparison that reads as an IRI, or a character that is no Unicode text.
    """
    if len(text) > MAX_LENGTH:
        raise QueryLengthError(f"the query has {len(text):,} characters; at most {MAX_LENGTH:,} are read")
    if (brief := _at_a_glance(text)) is not None:
        return brief
    tokens = tokenise(text)
    federated = services and any(token.lower == "service" for token in tokens)
    refuse_service(text, [token for token in tokens if not federated or token.lower != "service"])
    refuse_complexity(text, tokens)
    _refuse_long_comparison(text, tokens)
    start = after_prologue(tokens)
    form = _form(text, tokens, start)
    variables = dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable")
    star = _star(tokens, start) if form == "select" else None
    lasting = not federated and not any(token.kind == "word" and token.text.lower() in _PASSING for token in tokens)
    return Scan(form, tokens[start].start, star, tuple(variables), lasting, federated)


def _at_a_glance(text: str) -> Scan | None:
    """Return what a short query tells without being cut into tokens, which takes longer than answering most queries.

    None where it could hold what is refused, or what has to be looked at closely.
    """
    lower = text.lower()
    brackets = text.count("{") + text.count("(") + text.count("[")
    if (
        len(text) >= MAX_STEPS
        or brackets > MAX_NESTING
        or "service" in lower
        or _may_pass(lower)
        or _RELATIVE.search(text)
    ):
        return None
    match = _BEGINNING.match(text)
    if match is None:
        return None
    form = cast(Form, match[1].lower())
    if match[2] is None or form != "select":
        return Scan(form, match.start(1), None, (), lasting=True)
    rest = _ANY_IRI.sub(" ", text[match.end() :])
    if '"' in rest or "'" in rest:
        return None  # what looks like a variable may be text
    if "#" in rest:
        rest = _COMMENT.sub(" ", rest)
    variables = dict.fromkeys(_VARIABLE.findall(rest))
    return Scan(form, match.start(1), match.start(2), tuple(variables), lasting=True)


def _may_pass(lower: str) -> bool:
    """Tell whether a query may call a function whose value passes."""
    return any(word in lower for word in ("now", "rand", "uuid", "bnode")) and bool(_PASSING_WORD.search(lower))


def refuse_word(text: str, tokens: Sequence[QueryToken], word: str, problem: str, remedy: str) -> None:
    """Refuse what is this keyword, or could be it to the engine, which needs no space before or after a keyword.

    Raises:
        QueryRefusedError: a word holds it.
    """
    if word not in text.lower():
        return
    for token in tokens:
        # The engine needs no space before or after a keyword; a name is made safe by `exgraph.store.query.rewriting`.
        if token.kind == "word" and word in token.lower:
            raise QueryRefusedError(problem, at=location(text, token.start), remedy=remedy)


def refuse_service(text: str, tokens: Sequence[QueryToken]) -> None:
    """Refuse SERVICE.

    Raises:
        QueryRefusedError: there is one, or may be one.
    """
    remedy = "leave it out, or federate in your client"
    refuse_word(text, tokens, "service", "SERVICE is not run here: this endpoint asks no other one", remedy)


def refuse_complexity(text: str, tokens: Sequence[QueryToken]) -> None:
    """Refuse what could overflow the engine's stack.

    Raises:
        QueryComplexityError: nested too deep, or too many steps.
    """
    depth = steps = 0
    for token in tokens:
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth -= 1
        elif _is_step(token):
            steps += 1
        if depth > MAX_NESTING:
            problem = f"more than {MAX_NESTING} brackets are open at once"
            raise QueryComplexityError(problem, at=location(text, token.start), remedy="nest less deeply")
        if steps > MAX_STEPS:
            problem = f"the query has more than {MAX_STEPS:,} keywords and operators"
            raise QueryComplexityError(problem, at=location(text, token.start), remedy="list many values with VALUES")


def _is_step(token: QueryToken) -> bool:
    """Tell whether a token makes the engine go deeper: a keyword, an operator, or a signed number, which may be one."""
    if token.kind == "number":
        return token.context == "expression" and token.text[0] in "+-"
    return token.kind == "operator" or (token.kind == "word" and token.lower not in _VALUES)


def _refuse_long_comparison(text: str, tokens: Sequence[QueryToken]) -> None:
    """Refuse `?a<?b&&?c>?d`: the longest token at the sign is an IRI, which may not stand there."""
    for token in tokens:
        if token.text == "<" and (iri := _ANY_IRI.match(text, token.start)):
            problem = f"{iri[0][:60]} is read as an IRI, as the longest token there"
            raise QueryError(problem, at=location(text, token.start), remedy="put a space after <")


def after_prologue(tokens: Sequence[QueryToken]) -> int:
    """Return the place of the first token after BASE and PREFIX."""
    place = 0
    while place < len(tokens) and tokens[place].kind == "word":
        word = tokens[place].text.lower()
        if word in ("base", "version"):
            place += 2
        elif word == "prefix":
            place += 3
        else:
            break
    return place


def _form(text: str, tokens: list[QueryToken], start: int) -> Form:
    first = tokens[start] if start < len(tokens) else None
    word = first.text.lower() if first is not None and first.kind == "word" else ""
    for form in _FORMS:
        # The engine needs no space after a keyword: SELECTDISTINCT is two words to it.
        if word.startswith(form):
            return form
    at = location(text, first.start if first else len(text))
    if word.startswith(_UPDATES):
        raise UpdateRefusedError("updates are not taken here: the graph is built from reviewed tables", at=at)
    raise QueryError("a query starts with SELECT, ASK, CONSTRUCT or DESCRIBE, after its prefixes", at=at)


def _star(tokens: list[QueryToken], start: int) -> int | None:
    words = ("select", "selectdistinct", "selectreduced", "distinct", "reduced")
    for token, following in pairwise(tokens[start : start + 3]):
        if token.text.lower() not in words:
            return None
        if following.text == "*":
            return following.start
    return None
