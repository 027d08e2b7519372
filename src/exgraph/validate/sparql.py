"""SPARQL constraints (https://www.w3.org/TR/shacl/#sparql-constraints), asked of whatever engine is given."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from exgraph.errors import ValidationError
from exgraph.validate.facts import Facts
from exgraph.validate.shape import Constraint, Fault
from exgraph.validate.term import plain, shown

Solution = Mapping[str, str]
"""The terms of a solution by variable; unbound variables are left out."""


class Select(Protocol):
    """Answers a SELECT query over the facts."""

    def __call__(self, query: str) -> Iterator[Solution]:
        """Yield the solutions.

        Raises:
            ValidationError: the query cannot be read.
        """
        ...


_BATCH_FROM = 20
"""Focus nodes from which a query is asked once for all of them."""
_OTHER = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\s]*>|#[^\n]*"
_NOISE = re.compile(_OTHER)
_THIS = re.compile(rf"(?P<other>{_OTHER})|\bbound\s*\(\s*[$?]this\s*\)|[$?]this\b", re.IGNORECASE)
_REFUSED = re.compile(r"\b(MINUS|SERVICE|VALUES)\b", re.IGNORECASE)
_EXISTS = re.compile(r"\bEXISTS\s*\{[^{}]*\}", re.IGNORECASE)
_UNSAFE = re.compile(r"\b(OPTIONAL|UNION|BIND|GRAPH|LIMIT|OFFSET)\b", re.IGNORECASE)
_AGGREGATE = re.compile(r"\b(GROUP|HAVING|COUNT|SUM|AVG|MIN|MAX|SAMPLE|GROUP_CONCAT)\b", re.IGNORECASE)
_PER_THIS = re.compile(r"\}\s*GROUP\s+BY\b[^{}]*[$?]this\b", re.IGNORECASE)


def query(text: str, messages: Mapping[str, str], select: Select, *, of_property: bool) -> Constraint:
    """Return sh:sparql: each solution of the query is a fault.

    Raises:
        ValidationError: the query cannot be read.
    """
    next(select(_bound(text, "<urn:nothing>")), None)
    asked = _Query(text, messages, select, of_property)
    return Constraint("SPARQLConstraintComponent", asked.faults, prepare=asked.prepare)


@dataclass(eq=False)
class _Query:
    """A query, and its answers where they were asked for all focus nodes at once."""

    text: str
    messages: Mapping[str, str]
    select: Select
    of_property: bool
    answers: dict[str, list[Solution]] | None = None

    def faults(self, _: Facts, focus: str, __: Collection[str]) -> Iterator[Fault]:
        solutions = self.select(_bound(self.text, focus)) if self.answers is None else iter(self.answers.get(focus, ()))
        for solution in solutions:
            value = solution.get("value", None if self.of_property else focus)
            path = solution.get("path")
            yield Fault(value, plain(path) if path else None, self._filled(focus, solution) or None)

    def prepare(self, focus: Collection[str]) -> None:
        """Ask once for all focus nodes where that gives what asking for each of them does."""
        if self.answers is None and len(focus) >= _BATCH_FROM and _may_be_unbound(self.text):
            self.answers = {}
            for solution in self.select(self.text):
                if "this" in solution:
                    self.answers.setdefault(solution["this"], []).append(solution)

    def _filled(self, focus: str, solution: Solution) -> dict[str, str]:
        bound = {"this": focus, **solution}
        return {
            language: re.sub(r"\{[$?](\w+)\}", lambda found: _filled(found, bound), text)
            for language, text in self.messages.items()
        }


def _filled(found: re.Match[str], bound: Solution) -> str:
    return shown(bound[found[1]]) if found[1] in bound else found[0]


def _may_be_unbound(text: str) -> bool:
    """Tell whether a query gives for each $this what it gives with $this bound before.

    That holds of one plain group whose first pattern binds $this: filters, EXISTS too, see each solution by itself,
    and aggregates are of one $this where it is grouped by.
    """
    bare = _EXISTS.sub("", _NOISE.sub(" ", text))
    words = re.sub(r"[$?]\w+", " ", bare)
    if bare.count("{") != 1 or _UNSAFE.search(words) or (_AGGREGATE.search(words) and not _PER_THIS.search(bare)):
        return False
    return re.search(r"\{\s*[$?]this\s", bare) is not None


def _bound(text: str, this: str) -> str:
    """Return a query with $this bound before, which puts a term in its place and needs no column for it.

    Raises:
        ValidationError: the term is a blank node, which no query can name.
    """
    if this.startswith("_:"):
        raise ValidationError("a SPARQL constraint cannot look at a blank node", remedy="give the thing an IRI")
    head, brace, rest = text.partition("{")
    group, end, tail = rest.rpartition("}")
    start = re.search(r"\bSELECT\b", _NOISE.sub(lambda found: " " * len(found[0]), head), re.IGNORECASE)
    if start is None:
        raise ValidationError("a sh:select is no SELECT query", remedy="correct the shapes")
    columns = re.sub(r"[$?]this\b", "", head[start.end() :])
    if not re.search(r"[$?*(]", columns):
        columns = f" (1 AS ?found) {columns}"

    def put(found: re.Match[str]) -> str:
        if found["other"]:
            return found[0]
        return "(true)" if found[0][0] in "bB" else this

    grouped = re.sub(r"[$?]this\b", lambda _: f"({this} AS ?this)", tail)
    return f"{head[: start.end()]}{columns}{brace}{_THIS.sub(put, group)}{end}{grouped}"


def check(text: str, prefixes: str, path: str | None) -> str:
    """Return a constraint's query with its prefixes, and the shape's path in the place of $PATH.

    Raises:
        ValidationError: the query uses what pre-bound variables forbid (https://www.w3.org/TR/shacl/#pre-binding), or
            what is not handled here.
    """
    bare = _NOISE.sub(" ", text)
    problem = None
    if found := _REFUSED.search(bare):
        problem = f"uses {found[1].upper()}"
    elif re.search(r"\bAS\s+[$?]this\b", bare, re.IGNORECASE):
        problem = "binds $this, which is bound before"
    elif found := re.search(r"[$?](shapesGraph|currentShape)\b", bare):
        problem = f"uses ${found[1]}, which is not handled"
    elif len(re.findall(r"\bSELECT\b", bare, re.IGNORECASE)) != 1:
        problem = "has a SELECT within it, which is not handled"
    elif '"""' in text or "'''" in text:
        problem = "has a long string, which is not handled"
    if problem:
        raise ValidationError(f"a sh:select {problem}", remedy="write it without, or validate with pyshacl")
    if path is not None:
        text = re.sub(r"[$?]PATH\b", lambda _: path, text)
    return prefixes + text
