"""Integers of any size: the engine computes with 64 bits, and what goes beyond is no value to it.

Where a query writes a number that long, each operation on numbers is asked for once more of a function of ours where
the engine has no value: `COALESCE(?a + ?b, f(?a, ?b))`. Other queries pass as they are; docs/conformance.md says so.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, InvalidOperation
from typing import Any

import pyoxigraph

from exgraph.model.ntriples import XSD
from exgraph.store.query.token import QueryToken, closing, tokenise

_LONG = re.compile(r"[0-9]{19}")
NAME = "urn:x-exgraph:number:"
"""How the names of our functions begin."""
_EXACT = Context(prec=1000)
_LEVELS = {"*": 4, "/": 4, "+": 3, "-": 3, "=": 2, "!=": 2, "<": 2, ">": 2, "<=": 2, ">=": 2}
_NAMES = {
    "*": "times", "/": "by", "+": "plus", "-": "minus",
    "=": "equals", "!=": "differs", "<": "below", ">": "above", "<=": "atmost", ">=": "atleast",
}  # fmt: skip
_Value = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def with_long_numbers(text: str) -> str:
    """Return a query whose operations on numbers hold for numbers of any length, where it writes one."""
    if not _LONG.search(text):
        return text
    tokens = tokenise(text)
    for place in range(len(tokens) - 1, -1, -1):
        opening = tokens[place]
        if opening.text == "(" and opening.context != "expression" and place + 1 < len(tokens):
            end = closing(tokens, place)
            if end is not None and tokens[place + 1].context == "expression":
                inside = _ListReading(text, tokens[place + 1 : end]).listed()
                text = f"{text[: opening.end]}{inside}{text[tokens[end].start :]}"
                tokens = tokenise(text)
    return text


class _ListReading:
    """The tokens between the brackets of an expression, read by how tightly operators bind."""

    def __init__(self, text: str, tokens: Sequence[QueryToken]) -> None:
        self._text, self._tokens, self._place = text, tokens, 0

    def listed(self) -> str:
        """Return expressions with commas between them; what follows them (AS ?x, ; SEPARATOR) stays as it is."""
        parts = []
        if self._word() == "distinct":
            parts.append(self._taken())
        while self._place < len(self._tokens):
            if self._sign() == "*" and not parts:
                break
            parts.append(self._operation(0))
            if self._sign() != ",":
                break
            parts.append(self._taken())
        if self._place < len(self._tokens):
            parts.append(self._text[self._tokens[self._place].start : self._tokens[-1].end])
        return f" {' '.join(parts)} "

    def _operation(self, level: int) -> str:
        left = self._operand()
        while True:
            sign, count, rest = self._operator()
            if sign in ("&&", "||"):
                mine = 1 if sign == "&&" else 0
            elif self._word() in ("in", "not"):
                sign, count, mine = self._in(), 0, 2
                left = f"{left} {sign}"
                continue
            else:
                mine = _LEVELS.get(sign, -1)
            if mine < level:
                return left
            self._place += count
            right = rest if rest and mine >= 4 else self._right(rest, mine + 1)
            left = f"({left} {sign} {right})" if mine < 2 else _either(sign, left, right)

    def _right(self, rest: str, level: int) -> str:
        if not rest:
            return self._operation(level)
        left = rest  # a number whose sign was the operator: what binds tighter goes with it
        while _LEVELS.get(self._operator()[0], -1) >= level and not self._operator()[2]:
            sign, count, _ = self._operator()
            self._place += count
            left = _either(sign, left, self._operation(_LEVELS[sign] + 1))
        return left

    def _operator(self) -> tuple[str, int, str]:
        """Return the operator here, how many tokens it has, and the number that it begins, if it does."""
        if self._place >= len(self._tokens):
            return "", 0, ""
        token = self._tokens[self._place]
        if token.kind == "number" and token.text[0] in "+-":
            return token.text[0], 1, token.text[1:]
        if token.kind != "operator":
            return "", 0, ""
        following = self._tokens[self._place + 1] if self._place + 1 < len(self._tokens) else token
        double = token.text + following.text
        if following.start == token.end and double in ("&&", "||", "!=", "<=", ">="):
            return double, 2, ""
        return token.text, 1, ""

    def _operand(self) -> str:
        token = self._tokens[self._place]
        if token.text in ("!", "-", "+"):
            self._place += 1
            inner = self._operand()
            return _either("-", "0", inner) if token.text == "-" else f"{token.text}({inner})"
        if token.text in ("(", "{"):
            return self._bracketed() if token.text == "(" else self._verbatim()
        if self._word() in ("exists", "not"):
            return f"{self._taken()} {self._operand()}"
        return self._named(token)

    def _named(self, token: QueryToken) -> str:
        """Return a term, or a call with its arguments."""
        name = self._taken()
        if token.kind == "number" and name[0] in "+-" and "e" not in name.lower():
            # The engine takes the sign for an operation.
            return f'"{name}"^^<{XSD}{"decimal" if "." in name else "integer"}>'
        if self._sign() == "(":
            arguments = self._bracketed()
            return _cast(name, arguments) if _is_integer(name) else _summed(name, arguments)
        while self._place < len(self._tokens) and self._tokens[self._place].kind in ("language", "datatype"):
            name += self._taken()
            if name.endswith("^^"):
                name += self._taken()
        return name

    def _bracketed(self) -> str:
        end = closing(self._tokens, self._place) or self._place
        inside = _ListReading(self._text, self._tokens[self._place + 1 : end]).listed()
        self._place = end + 1
        return f"({inside})"

    def _verbatim(self) -> str:
        end = closing(self._tokens, self._place) or self._place
        written = self._text[self._tokens[self._place].start : self._tokens[end].end]
        self._place = end + 1
        return written

    def _in(self) -> str:
        words = [self._taken()]
        if self._word() == "in":
            words.append(self._taken())
        return f"{' '.join(words)} {self._bracketed()}"

    def _taken(self) -> str:
        self._place += 1
        return self._tokens[self._place - 1].text

    def _sign(self) -> str:
        return self._tokens[self._place].text if self._place < len(self._tokens) else ""

    def _word(self) -> str:
        return self._tokens[self._place].lower if self._place < len(self._tokens) else ""


def _either(sign: str, left: str, right: str) -> str:
    return f"COALESCE({left} {sign} {right}, <{NAME}{_NAMES[sign]}>({left}, {right}))"


def _is_integer(name: str) -> bool:
    return name in (f"<{XSD}integer>", "xsd:integer")


def _cast(name: str, arguments: str) -> str:
    return f"COALESCE({name}{arguments}, <{NAME}integer>{arguments})"


def _summed(name: str, arguments: str) -> str:
    if name.lower() != "sum" or arguments[1:].lstrip().lower().startswith("distinct"):
        return f"{name}{arguments}"
    return f"COALESCE({name}{arguments}, <{NAME}sum>{arguments})"


def _number(value: _Value) -> tuple[str, Decimal] | None:
    """Return the kind of a number and the number; None of what is none, or no exact one."""
    if not isinstance(value, pyoxigraph.Literal) or not value.datatype.value.startswith(XSD):
        return None
    name = value.datatype.value.removeprefix(XSD)
    if name not in ("integer", "decimal"):
        return None
    try:
        return name, _EXACT.create_decimal(value.value)
    except InvalidOperation:
        return None


def _written(kind: str, number: Decimal) -> pyoxigraph.Literal:
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(XSD + kind))


def _computing(compute: Callable[[Decimal, Decimal], Decimal], kind: str | None = None) -> Callable[..., _Value | None]:
    def function(one: _Value, other: _Value) -> _Value | None:
        first, second = _number(one), _number(other)
        if first is None or second is None:
            return None
        try:
            number = compute(first[1], second[1])
        except InvalidOperation:
            return None
        return _written(kind or min(first[0], second[0]), number)

    return function


def _divide(one: Decimal, other: Decimal) -> Decimal:
    if not other:
        raise InvalidOperation
    return _EXACT.divide(one, other)


def _comparing(holds: Callable[[Decimal, Decimal], bool]) -> Callable[..., _Value | None]:
    def function(one: _Value, other: _Value) -> _Value | None:
        first, second = _number(one), _number(other)
        return None if first is None or second is None else pyoxigraph.Literal(holds(first[1], second[1]))

    return function


def _integer(value: _Value) -> _Value | None:
    text = value.value if isinstance(value, pyoxigraph.Literal) else ""
    if not re.fullmatch(r"[+-]?[0-9]+(?:\.[0-9]*)?", text):
        return None
    return _written("integer", _EXACT.create_decimal(text.partition(".")[0]))


class LongSum:
    """The sum of exact numbers, however long."""

    def __init__(self) -> None:
        self._total: tuple[str, Decimal] | None = ("integer", Decimal(0))

    def accumulate(self, term: _Value) -> None:
        """Take a value; one that is no exact number leaves no sum."""
        number = _number(term)
        if self._total is not None:
            total = self._total
            self._total = number and (min(total[0], number[0]), _EXACT.add(total[1], number[1]))

    def finish(self) -> _Value | None:
        """Return the sum."""
        return None if self._total is None else _written(*self._total)


def _function(name: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(NAME + name)


FUNCTIONS: dict[pyoxigraph.NamedNode, Callable[..., _Value | None]] = {
    _function("plus"): _computing(_EXACT.add),
    _function("minus"): _computing(_EXACT.subtract),
    _function("times"): _computing(_EXACT.multiply),
    _function("by"): _computing(_divide, "decimal"),
    _function("equals"): _comparing(operator.eq),
    _function("differs"): _comparing(operator.ne),
    _function("below"): _comparing(operator.lt),
    _function("above"): _comparing(operator.gt),
    _function("atmost"): _comparing(operator.le),
    _function("atleast"): _comparing(operator.ge),
    _function("integer"): _integer,
}
"""The functions that rewritten queries call."""
AGGREGATES: dict[pyoxigraph.NamedNode, Callable[[], Any]] = {_function("sum"): LongSum}
"""The aggregates that rewritten queries call."""
