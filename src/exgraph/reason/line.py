"""Lines of N-Triples and N-Quads, read by patterns of their own because millions of them pass.

`exgraph.model.ntriples` has the spelling of a term. A line is matched whole here, not term by term: nearly all are
written in that spelling already, and one match tells so and gives the terms. Only the others are respelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from exgraph.errors import ReasoningError
from exgraph.model import ntriples
from exgraph.model.ntriples import CONTROLS, STRING, Triple

Statement = Triple
"""Subject, predicate and object; a graph term is left out."""

# Possessive quantifiers (*+): no two of these patterns can match the same sign, so nothing is ever tried twice.
_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_IRI_TEXT = r"[^\x00-\x20<>\"{}|^`\\]*+"
_IRI = rf"<[A-Za-z][A-Za-z0-9+.-]*+:{_IRI_TEXT}(?:(?:{_ESCAPE}){_IRI_TEXT})*+>"
_QUOTED = rf"\"[^\"\\\n\r]*+(?:(?:\\[tbnrf\"'\\]|{_ESCAPE})[^\"\\\n\r]*+)*+\""
_LITERAL = rf"{_QUOTED}(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^{_IRI})?+"
_BLANK = r"_:[^\s<>\"]+"


def _line(resource: str) -> re.Pattern[str]:
    """Return the pattern of a line in which `resource` may be subject, object or graph."""
    blank = r"[ \t]*+"
    return re.compile(
        rf"{blank}({resource}){blank}({_IRI}){blank}({resource}|{_LITERAL}){blank}"
        rf"(?:{resource})?+{blank}\.{blank}(?:#[^\n]*+)?+[\r\n]*+"
    )


_STATEMENT = _line(_IRI)
_ASCII_IRI = r"<[A-Za-z][A-Za-z0-9+.-]*+:[!#-;=?-\[\]_a-z~]*+>"
_PLAIN_LITERAL = rf"\"[^\"\\{CONTROLS}]*+\"(?:@[a-z]++(?:-[a-z0-9]++)*+|\^\^{_ASCII_IRI})?+"
_PLAIN_STATEMENT = re.compile(rf"({_ASCII_IRI}) ({_ASCII_IRI}) ({_ASCII_IRI}|{_PLAIN_LITERAL})(?: {_ASCII_IRI})?+ \.\n")
"""A statement as most are written: one blank between terms, IRIs in ASCII, no escapes. It is matched sooner."""

_STATEMENT_WITH_BLANKS = _line(rf"(?:{_IRI}|{_BLANK})")
_WHOLE_LITERAL = re.compile(_LITERAL)
_NO_STATEMENT = re.compile(r"\s*(?:#.*)?\s*")
_STRING = f"^^<{STRING}>"


def read(lines: Iterable[str]) -> Iterator[Statement]:
    """Yield the statement of each line, its terms in the spelling of `exgraph.model.ntriples`.

    Comments and empty lines hold no statement.

    Raises:
        ReasoningError: a line is no statement, or holds a blank node (things have IRIs here; a blank node could not be
            told from the same label in another file).
    """
    plain = _PLAIN_STATEMENT.fullmatch
    for number, line in enumerate(lines, 1):
        found = plain(line)
        if found is not None:
            statement: Any = found.groups()
            yield _spelled(statement, number) if statement[2].endswith(_STRING) else statement
        elif found := _STATEMENT.fullmatch(line):
            yield _spelled(found.groups(), number)
        elif not _NO_STATEMENT.fullmatch(line):
            raise _refusal(number, line)


def _spelled(statement: tuple[str, ...], number: int) -> Statement:
    try:
        subject, predicate, value = map(spell, statement)
    except ValueError as error:
        raise ReasoningError(f"line {number}: {error}") from error
    return subject, predicate, value


def _refusal(number: int, line: str) -> ReasoningError:
    if _STATEMENT_WITH_BLANKS.fullmatch(line):
        return ReasoningError(f"line {number} holds a blank node: {line.strip()}", remedy="give the thing an IRI")
    return ReasoningError(f"line {number} is no N-Triples or N-Quads statement: {line.strip()[:200]}")


def is_literal(text: str) -> bool:
    """Whether a text is a literal of N-Triples, signs escaped."""
    return _WHOLE_LITERAL.fullmatch(text) is not None


def spell(term: str) -> str:
    """Return an N-Triples term in the spelling that `read` yields.

    Raises:
        ValueError: an escape is of no character, or of one that no IRI may hold.
    """
    literal = ntriples.parse(term)
    if literal is None:
        return ntriples.iri(ntriples.unescape(term[1:-1])) if "\\" in term else term
    return ntriples.write(*literal)
