"""A query or update cut into tokens, as the grammar of SPARQL says (https://www.w3.org/TR/sparql11-query/#grammar).

A token is the longest text that a terminal of the grammar takes, but for `<`: whether `<...>` is an IRI or a comparison
depends on where it stands. After a value within the brackets of an expression it compares, everywhere else it begins an
IRI. So the brackets that are open, and what each of them holds, are kept track of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from exgraph.errors import Location

Context = Literal["top", "pattern", "expression", "nodes", "values"]
"""What brackets hold: nothing is open, a group or template, an expression, a path or list of nodes, rows of VALUES."""

_BASE = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_FIRST = rf"[{_BASE}_]"
_CHARACTER = rf"[{_BASE}_\-0-9\u00B7\u0300-\u036F\u203F\u2040]"
_LETTERS = rf"[{_BASE}_0-9\u00B7\u0300-\u036F\u203F\u2040]"
_PREFIX = rf"[{_BASE}](?:[.]*{_CHARACTER})*"
_ESCAPE = r"(?:%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_LOCAL = rf"(?:{_FIRST}|[:0-9]|{_ESCAPE})(?:[.]*(?:{_CHARACTER}|:|{_ESCAPE}))*"
_IRI = r"(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
_REST = rf"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"{{3}}(?:\"{{0,2}}(?:[^"\\]|\\.))*\"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*'{{3}}
               | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<variable>[?$]{_LETTERS}+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:(?:{_FIRST}|[0-9])(?:[.]*{_CHARACTER})*)
    | (?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?)
    | (?P<number>[+-]?(?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+))
    | (?P<word>[^\W\d]\w*)
    | (?P<datatype>\^\^)
    | (?P<open><<|\{{\||[({{\[])
    | (?P<close>>>|\|\}}|[)}}\]])
    | (?P<operator>[-+*/|^!=<>&?~])
    | (?P<mark>[.;,])
"""
_WITH_IRI = re.compile(f"{_IRI} | {_REST}", re.VERBOSE | re.DOTALL)
_WITHOUT_IRI = re.compile(_REST.replace("<<|", "").replace(r">>|", ""), re.VERBOSE | re.DOTALL)
_OPERANDS = frozenset({"iri", "string", "variable", "language", "blank", "name", "number", "close"})
_VALUE_WORDS = frozenset({"true", "false"})
_NODE_WORDS = frozenset({"a", "values", *_VALUE_WORDS})
"""Words after which a bracket in a pattern opens a list of nodes; after any other it opens an expression."""


class QueryToken(NamedTuple):
    """A piece of a query; `start` counts characters from 0, `context` is what the brackets hold that it stands in."""

    kind: str
    text: str
    start: int
    context: Context = "top"

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        """The text of a word in lower case; of anything else nothing."""
        return self.text.lower() if self.kind == "word" else ""


_NOTHING = QueryToken("", "", 0)


def tokenise(text: str) -> list[QueryToken]:
    """Cut a query or an update into tokens, comments left out; what is no token of SPARQL is passed over."""
    tokens: list[QueryToken] = []
    contexts: list[Context] = ["top"]
    before, place = _NOTHING, 0
    while place < len(text):
        context = contexts[-1]
        compares = context == "expression" and _is_operand(before)
        match = (_WITHOUT_IRI if compares else _WITH_IRI).search(text, place)
        if match is None:
            break
        place = match.end()
        if match.lastgroup == "comment":
            continue
        if match.lastgroup == "close" and len(contexts) > 1:
            contexts.pop()
        token = QueryToken(match.lastgroup or "", match[0], match.start(), contexts[-1])
        if token.kind == "open":
            contexts.append(_opened(tokens, token))
        tokens.append(token)
        before = token
    return tokens


def _is_operand(token: QueryToken) -> bool:
    return token.kind in _OPERANDS or token.lower in _VALUE_WORDS


def _opened(tokens: Sequence[QueryToken], bracket: QueryToken) -> Context:
    """Return what a bracket holds, by what stands before it."""
    before = tokens[-1] if tokens else _NOTHING
    if bracket.text == "{":
        return "values" if _holds_values(tokens) else "pattern"
    if bracket.text != "(":
        return "nodes"
    if bracket.context == "top":
        return "nodes" if before.lower == "values" else "expression"
    if bracket.context != "pattern":
        return "expression" if bracket.context == "expression" else "nodes"
    if before.kind == "word":
        return "nodes" if before.lower in _NODE_WORDS else "expression"
    calls = before.kind in ("iri", "name") and len(tokens) > 1 and tokens[-2].lower == "filter"
    return "expression" if calls else "nodes"


def _holds_values(tokens: Sequence[QueryToken]) -> bool:
    """Tell whether a brace after these tokens holds rows: VALUES ?x {, VALUES (?x ?y) {."""
    if not tokens:
        return False
    place = len(tokens) - 1
    if tokens[place].text == ")":
        while place >= 0 and tokens[place].text != "(":
            place -= 1
    return place > 0 and tokens[place - 1].lower == "values"


def location(text: str, offset: int) -> Location:
    """Return the line and column, from 1, of a character of a query."""
    before = text[:offset]
    return Location(Path("query"), before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def closing(tokens: Sequence[QueryToken], opening: int) -> int | None:
    """Return the place of the bracket that closes the one at `opening`; None where there is none."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[place].kind, 0)
        if depth == 0:
            return place
    return None
