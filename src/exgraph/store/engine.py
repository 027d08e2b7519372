"""Calls to the engine, with its errors translated into those of exgraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

import pyoxigraph

from exgraph.errors import QueryError, StoreError
from exgraph.model.iri import PREFIXES, Base
from exgraph.store.query import arithmetic
from exgraph.store.query.token import QueryToken, location, tokenise

_Value = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

EMPTY = pyoxigraph.Store()
"""A store without data, to read queries with."""

BLANK = "urn:x-exgraph:remote:"
"""The function that makes blank nodes of other endpoints, and how the IRIs begin that it makes them of."""

_NOT_IRI = re.compile(r"[<>\"{}|^`\\\x00-\x20]")
_SYNTAX = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_KEYWORD = re.compile(r"[A-Z][A-Z_]+")
_UNKNOWN_FUNCTION = re.compile(r"custom function <([^>]*)> is not supported")
_REFUSED = frozenset({"SERVICE", "LOAD", "LATERAL"})
"""Keywords that the engine offers and that are refused here, or are none of SPARQL 1.1."""
_BLANK_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x1f]* [^<>\"{}|^`\\\x00-\x1f]*>")
_COMMENT = re.compile(r"#[^\n\r]*")
_ODD_BLANK = re.compile(r"[\u00A0\u1680\u2000-\u200D\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF\x0b\x0c\x1c-\x1f\x85]")
_MAX_UNKNOWN = 20
"""Functions unknown to the engine that a query may call."""


class DamagedStoreError(StoreError):
    """The store on disk cannot be read any more."""

    def __init__(self, error: Exception) -> None:
        super().__init__(f"the store on disk is damaged: {error}", remedy="run exgraph build: it makes a new one")


def ask(
    engine: pyoxigraph.Store,
    text: str,
    base: Base,
    default_graphs: Sequence[str] | None,
    named_graphs: Sequence[str] | None,
) -> Results:
    """Answer a query. If either list of graphs is given, they are the data set.

    Raises:
        QueryError: bad syntax, with line and column; a graph's name is no IRI.
        StoreError: the evaluation fails.
    """
    default: list[pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.DefaultGraph] | None = None
    named: list[pyoxigraph.NamedNode | pyoxigraph.BlankNode] | None = None
    if default_graphs or named_graphs:
        default = [node(graph) for graph in default_graphs or ()]
        named = [node(graph) for graph in named_graphs or ()]
    unknown: dict[pyoxigraph.NamedNode, Callable[..., _Value | None]] = {}
    computed = arithmetic.NAME in text
    if computed:
        unknown |= arithmetic.FUNCTIONS
    if BLANK in text:
        unknown[pyoxigraph.NamedNode(BLANK)] = _blank
    try:
        while True:
            try:
                return engine.query(
                    text,
                    base_iri=base.root,
                    default_graph=default,
                    named_graphs=named,
                    custom_functions=unknown,
                    custom_aggregate_functions=arithmetic.AGGREGATES if computed else None,
                )
            except RuntimeError as error:
                function = _UNKNOWN_FUNCTION.search(str(error))
                if function is None or len(unknown) >= _MAX_UNKNOWN + len(arithmetic.FUNCTIONS):
                    raise
                # A function that is not known is an error in its expression (SPARQL 1.1 Query, 17.6), not of the query.
                unknown[pyoxigraph.NamedNode(function[1])] = _no_value
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from error
    except UnicodeEncodeError as error:
        raise QueryError("the query is not Unicode text", at=location(text, error.start)) from error
    except (OSError, RuntimeError) as error:
        raise StoreError(f"the query cannot be evaluated: {error}") from error


def syntax_error(text: str, message: str, *, start: int = 0, length: int = 0) -> QueryError:
    """Return what the engine says is wrong with a text. `length` characters at `start` are ours, not the client's."""
    match = _SYNTAX.match(message)
    if match is None:
        return QueryError(message)
    line, column = int(match[1]), int(match[2])
    expected = [item.strip() for item in re.split(r", (?![^\[]*\])", match[3])]
    offset = sum(len(part) for part in text.splitlines(keepends=True)[: line - 1]) + column - 1
    keywords = [item for item in expected if _KEYWORD.fullmatch(item)]
    if keywords and all(item in (*keywords, "[_]") for item in expected):
        # The engine reports a keyword that did not match at the place where it would have ended.
        offset = max(0, offset - min(map(len, keywords)))
    text = text[:start] + text[start + length :]
    offset = max(start, offset - length) if offset >= start else offset
    if (odd := _odd_blank(text)) is not None:
        return odd
    unknown = _undeclared(text)
    if unknown is not None and unknown.start <= offset + 2 * text.startswith("^^", offset):
        return _unknown_prefix(text, unknown)
    words = [item for item in expected if not item.startswith("[") and item not in _REFUSED]
    found = text[offset : offset + 20].partition("\n")[0].strip()
    problem = f"this cannot be read: {found!r}" if found else "the query ends too early"
    remedy = f"here may stand: {', '.join(words[:8])}" if words else None
    return QueryError(problem, at=location(text, offset), remedy=remedy)


def _odd_blank(text: str) -> QueryError | None:
    """Tell of the first blank that stands within an IRI, or that SPARQL takes for none."""
    end = 0
    for token in (*tokenise(text), QueryToken("", "", len(text))):
        gap = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[end : token.start])
        if odd := _ODD_BLANK.search(gap):
            name = unicodedata.name(odd[0], "a control character").lower()
            problem = f"U+{ord(odd[0]):04X} ({name}) is no blank in SPARQL"
            at = location(text, end + odd.start())
            return QueryError(problem, at=at, remedy="put an ordinary blank in its place")
        if token.text == "<" and (iri := _BLANK_IRI.match(text, token.start)):
            problem = f"an IRI holds no blank: {iri[0][:60]}"
            return QueryError(problem, at=location(text, token.start), remedy="write %20 in its place")
        end = token.end
    return None


def _undeclared(text: str) -> QueryToken | None:
    """Return the first name whose prefix has no PREFIX before it; the engine's own message says so only at times."""
    tokens = tokenise(text)
    declared: set[str] = set()
    for before, token in pairwise([QueryToken("mark", "", 0), *tokens]):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before.kind == "word" and before.text.lower() == "prefix":
            declared.add(prefix)
        elif prefix not in declared and prefix != "_":
            return token
    return None


def _unknown_prefix(text: str, name: QueryToken) -> QueryError:
    prefix = name.text.partition(":")[0]
    known = PREFIXES.get(prefix)
    remedy = (
        f"write before it: PREFIX {prefix}: <{known}>" if known else f"say what it stands for: PREFIX {prefix}: <…>"
    )
    return QueryError(f"the prefix {prefix}: is not declared", at=location(text, name.start), remedy=remedy)


def node(iri: str) -> pyoxigraph.NamedNode:
    """Return an IRI as the engine takes it.

    Raises:
        QueryError: it is no IRI.
    """
    if _NOT_IRI.search(iri):
        raise QueryError(f"{iri!r} is no IRI", remedy="percent-encode blanks, brackets and quotes")
    try:
        return pyoxigraph.NamedNode(iri)
    except ValueError as error:
        raise QueryError(f"{iri!r} is no IRI: {error}") from error


def _no_value(*_: object) -> None:
    return None


def _blank(iri: _Value) -> pyoxigraph.BlankNode | None:
    if not isinstance(iri, pyoxigraph.NamedNode):
        return None
    return pyoxigraph.BlankNode(f"remote{iri.value.removeprefix(BLANK)}")


def intact(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    """Yield what the engine finds.

    Raises:
        DamagedStoreError: the store on disk cannot be read.
    """
    try:
        yield from quads
    except (OSError, RuntimeError) as error:
        raise DamagedStoreError(error) from error
