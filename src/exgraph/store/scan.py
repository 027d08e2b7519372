"""Looking at a query's tokens before the engine sees it.

The engine would send SERVICE over the network, has no switch against it, reads keywords without a space around them
(`1e0SERVICESILENT<...>`), and overflows its stack on deep nesting and on long chains of clauses or operators. So a
query is cut into tokens here, whatever could be the word SERVICE is refused, and size, nesting and the number of
clauses and operators are capped. Where `<...>` may be an IRI or a comparison and the two readings would hide
different text, the query is refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple, cast

from exgraph.errors import Location, QueryError

Form = Literal["select", "ask", "construct", "describe"]

MAX_LENGTH = 1_000_000
"""Characters of a query."""
MAX_NESTING = 200
"""Brackets open at once. The engine's stack ends between 2,000 and 5,000."""
MAX_STEPS = 2_000
"""Keywords and operators in all. The engine's stack ends between 2,000 and 5,000 BIND, MINUS or SELECT expressions."""

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n\r]*)
      | (?P<iri><[A-Za-z][A-Za-z0-9+.-]*://[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<unsure><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                 | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>(?:[^\W\d][\w-]*)?:(?:[\w:%-]|\\.)*)
      | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d]\w*)
      | (?P<datatype>\^\^)
      | (?P<open>[({\[])
      | (?P<close>[)}\]])
      | (?P<operator>[-+*/|^!=<>&])
      | (?P<mark>[.;,])
    """,
    re.VERBOSE | re.DOTALL,
)
_BEGINNING = re.compile(
    r"""(?:\s | \#[^\n\r]*(?:[\n\r]|$) | base\s*<[^<>"{}|^`\\\x00-\x20]*>
        | prefix\s+(?:[A-Za-z][A-Za-z0-9_-]*)?:\s*<[^<>"{}|^`\\\x00-\x20]*>)*+
        (select|ask|construct|describe)\b(?:\s*(?:distinct|reduced)?\s*(\*))?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
"""The prologue, the form and the star of a query."""
_ANY_IRI = re.compile(r"<[^<>\"{}|^`\\\x00-\x20]*>")
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
    """It is an update."""


class QueryLengthError(QueryError):
    """The query is longer than MAX_LENGTH."""


class QueryComplexityError(QueryError):
    """The query nests deeper than MAX_NESTING or has more steps than MAX_STEPS."""


class QueryToken(NamedTuple):
    """A piece of a query; `start` counts characters from 0."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Scan:
    """What the tokens of a query tell: its form, its prologue's end, where `SELECT *` has the star, its variables."""

    form: Form
    start: int
    star: int | None
    variables: tuple[str, ...]
    lasting: bool
    """Whether the same query gives the same answer again: it asks for no time, chance or new name."""


def scan(text: str) -> Scan:
    """Look over a query and let it pass or not.

    Raises:
        QueryLengthError: more than MAX_LENGTH characters.
        QueryRefusedError: an update, or SERVICE.
        QueryComplexityError: nested too deep, or too many steps.
        QueryError: no query form, or a character that is no Unicode text.
    """
    if len(text) > MAX_LENGTH:
        raise QueryLengthError(f"the query has {len(text):,} characters; at most {MAX_LENGTH:,} are read")
    if (brief := _at_a_glance(text)) is not None:
        return brief
    tokens = tokenise(text)
    refuse_service(text, tokens)
    refuse_complexity(text, tokens)
    start = after_prologue(tokens)
    form = _form(text, tokens, start)
    variables = dict.fromkeys(token.text[1:] for token in tokens if token.kind == "variable")
    star = _star(tokens, start) if form == "select" else None
    lasting = not any(token.kind == "word" and token.text.lower() in _PASSING for token in tokens)
    return Scan(form, tokens[start].start, star, tuple(variables), lasting)


def _at_a_glance(text: str) -> Scan | None:
    """Return what a short query tells without being cut into tokens, which takes longer than answering most queries.

    None where it could hold what is refused, or what has to be looked at closely.
    """
    lower = text.lower()
    brackets = text.count("{") + text.count("(") + text.count("[")
    if len(text) >= MAX_STEPS or brackets > MAX_NESTING or "service" in lower or _may_pass(lower):
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


def tokenise(text: str) -> list[QueryToken]:
    """Cut a query or an update into tokens, comments left out."""
    return [
        QueryToken(match.lastgroup or "", match[0], match.start())
        for match in _TOKEN.finditer(text)
        if match.lastgroup != "comment"
    ]


def location(text: str, offset: int) -> Location:
    """Return the line and column, from 1, of a character of a query."""
    before = text[:offset]
    return Location(Path("query"), before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def refuse_word(text: str, tokens: Sequence[QueryToken], word: str, problem: str, remedy: str) -> None:
    """Refuse whatever could be this keyword to the engine.

    Raises:
        QueryRefusedError: a word, or the prefix of a name, holds it; or `<...>` may hide it.
    """
    if word not in text.lower():
        return
    for token in tokens:
        seen = token.text.lower()
        hidden = token.kind == "name" and word in seen.partition(":")[0]
        if hidden or (token.kind == "word" and word in seen):
            raise QueryRefusedError(problem, at=location(text, token.start), remedy=remedy)
    _refuse_unsure(text, tokens, word)


def refuse_service(text: str, tokens: Sequence[QueryToken]) -> None:
    """Refuse SERVICE.

    Raises:
        QueryRefusedError: there is one, or may be one.
    """
    remedy = "leave it out, or federate in your client; a prefix with 'service' in its name needs another"
    refuse_word(text, tokens, "service", "SERVICE is not run here: this endpoint asks no other one", remedy)


def _refuse_unsure(text: str, tokens: Sequence[QueryToken], word: str = "service") -> None:
    for token in tokens:
        if token.kind == "unsure" and re.search(rf"['#]|{word}", token.text, re.IGNORECASE):
            raise QueryRefusedError(
                f"{token.text[:60]} may be an IRI or a comparison",
                at=location(text, token.start),
                remedy="write the IRI in full with its scheme and //, or put a space after <",
            )


def refuse_complexity(text: str, tokens: Sequence[QueryToken]) -> None:
    """Refuse what could overflow the engine's stack.

    Raises:
        QueryRefusedError: an IRI that may be a comparison hides how deep it goes.
        QueryComplexityError: nested too deep, or too many steps.
    """
    # Counted without regard to strings and comments first: only a query that could be too deep is looked at closely.
    if len(re.findall(r"[({\[]", text)) > MAX_NESTING:
        _refuse_unsure(text, tokens)
    depth = steps = 0
    for token in tokens:
        if token.kind == "open":
            depth += 1
        elif token.kind == "close":
            depth -= 1
        elif token.kind == "operator" or (token.kind == "word" and token.text.lower() not in _VALUES):
            steps += 1
        if depth > MAX_NESTING:
            problem = f"more than {MAX_NESTING} brackets are open at once"
            raise QueryComplexityError(problem, at=location(text, token.start), remedy="nest less deeply")
        if steps > MAX_STEPS:
            problem = f"the query has more than {MAX_STEPS:,} keywords and operators"
            raise QueryComplexityError(problem, at=location(text, token.start), remedy="list many values with VALUES")


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


def closing(tokens: Sequence[QueryToken], opening: int) -> int | None:
    """Return the place of the bracket that closes the one at `opening`; None where there is none."""
    depth = 0
    for place in range(opening, len(tokens)):
        depth += {"open": 1, "close": -1}.get(tokens[place].kind, 0)
        if depth == 0:
            return place
    return None


def _star(tokens: list[QueryToken], start: int) -> int | None:
    words = ("select", "selectdistinct", "selectreduced", "distinct", "reduced")
    for token, following in pairwise(tokens[start : start + 3]):
        if token.text.lower() not in words:
            return None
        if following.text == "*":
            return following.start
    return None
