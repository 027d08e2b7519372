"""Statements of a query's patterns: subject, paths and objects, found among the tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exgraph.store.query.token import QueryToken, closing

_TERMS = frozenset({"iri", "name", "variable", "blank", "string", "number"})
_BOOLEANS = ("true", "false")
_MOST = 16
"""Ways of no length that a path may have, to be written out."""


class _NoStatementError(Exception):
    """The tokens are no statement."""


@dataclass(frozen=True)
class PathStep:
    """A path to an object: the places of their first token and after their last, and how often it has no length.

    `ways` is in how many ways the path leads from any node to itself without a step: 1 of `p*`, 0 of `p`, 2 of `p?|q?`.
    """

    path: tuple[int, int]
    object: tuple[int, int]
    ways: int


@dataclass(frozen=True)
class PathStatement:
    """A statement: the places of its subject, and its steps."""

    subject: tuple[int, int]
    steps: tuple[PathStep, ...]


def statements(tokens: Sequence[QueryToken]) -> Iterator[PathStatement]:
    """Yield the statements of patterns whose subject is a single term; those of other subjects are passed over."""
    place = 0
    while place < len(tokens):
        if _begins(tokens, place):
            try:
                statement = _Reading(tokens, place).statement()
            except (_NoStatementError, IndexError):
                pass
            else:
                yield statement
                place = statement.steps[-1].object[1]
                continue
        place += 1


def _begins(tokens: Sequence[QueryToken], place: int) -> bool:
    token = tokens[place]
    if token.context != "pattern" or not (token.kind in _TERMS or token.lower in _BOOLEANS) or place == 0:
        return False
    before = tokens[place - 1]
    if before.text in ("{", "}", "."):
        return True
    # After FILTER (...), BIND (...), FILTER f(...) a statement may follow without a dot.
    return before.text == ")" and before.context == "pattern"


class _Reading:
    def __init__(self, tokens: Sequence[QueryToken], place: int) -> None:
        self._tokens, self._place = tokens, place

    def statement(self) -> PathStatement:
        subject = self._node()
        steps: list[PathStep] = []
        while True:
            start = self._place
            ways = self._path()
            path = (start, self._place)
            steps.append(PathStep(path, self._node(), ways))
            while self._text() == ",":
                self._place += 1
                steps.append(PathStep(path, self._node(), ways))
            if self._text() in ("{|", "~"):
                raise _NoStatementError
            while self._text() == ";":
                self._place += 1
            ended = self._place >= len(self._tokens) or self._text() in (".", "}", "{")
            if ended or self._tokens[self._place - 1].text != ";" or not self._is_verb():
                return PathStatement(subject, tuple(steps))

    def _text(self) -> str:
        return self._tokens[self._place].text if self._place < len(self._tokens) else ""

    def _is_verb(self) -> bool:
        token = self._tokens[self._place]
        return token.kind in ("iri", "name", "variable") or token.lower == "a" or token.text in ("^", "!", "(")

    def _node(self) -> tuple[int, int]:
        start, token = self._place, self._tokens[self._place]
        if token.kind == "open" and token.text != "{":
            end = closing(self._tokens, start)
            if end is None:
                raise _NoStatementError
            self._place = end + 1
        elif token.kind in _TERMS or token.lower in _BOOLEANS:
            self._place += 1
            if token.kind == "string" and self._place < len(self._tokens):
                following = self._tokens[self._place].kind
                self._place += {"language": 1, "datatype": 2}.get(following, 0)
        else:
            raise _NoStatementError
        return start, self._place

    def _path(self) -> int:
        ways = self._sequence()
        while self._text() == "|":
            self._place += 1
            ways += self._sequence()
        return min(ways, _MOST)

    def _sequence(self) -> int:
        ways = self._element()
        while self._text() == "/":
            self._place += 1
            ways *= self._element()
        return ways

    def _element(self) -> int:
        if self._text() == "^":
            self._place += 1
        ways = self._primary()
        sign = self._text()
        if sign in ("*", "?", "+"):
            self._place += 1
            return min(ways, 1) if sign == "+" else 1
        return ways

    def _primary(self) -> int:
        token = self._tokens[self._place]
        self._place += 1
        if token.text == "(":
            ways = self._path()
            if self._text() != ")":
                raise _NoStatementError
            self._place += 1
            return ways
        if token.text == "!":
            return self._negated()
        if token.kind in ("iri", "name", "variable") or token.lower == "a":
            return 0
        raise _NoStatementError

    def _negated(self) -> int:
        if self._text() == "(":
            end = closing(self._tokens, self._place)
            if end is None:
                raise _NoStatementError
            self._place = end
        elif self._text() == "^":
            self._place += 1
        self._place += 1
        return 0
