"""Lines of N-Triples and N-Quads, read without an RDF library because millions of them pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Node

from exgraph.errors import ReasoningError

Statement = tuple[str, str, str]
"""Subject, predicate and object as N-Triples terms; a graph term is left out."""

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
_PLAIN_LITERAL = rf"\"[^\"\\\n\r]*+\"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^{_ASCII_IRI})?+"
_PLAIN_STATEMENT = re.compile(rf"({_ASCII_IRI}) ({_ASCII_IRI}) ({_ASCII_IRI}|{_PLAIN_LITERAL})(?: {_ASCII_IRI})?+ \.\n")
"""A statement as most are written: one blank between terms, IRIs in ASCII, no escapes. It is matched sooner."""

_STATEMENT_WITH_BLANKS = _line(rf"(?:{_IRI}|{_BLANK})")
_WHOLE_LITERAL = re.compile(_LITERAL)
_NO_STATEMENT = re.compile(r"\s*(?:#.*)?\s*")
_ESCAPED = re.compile(rf"{_ESCAPE}|\\(.)")
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_STRING = "^^<http://www.w3.org/2001/XMLSchema#string>"


def read(lines: Iterable[str]) -> Iterator[Statement]:
    """Yield the statement of each line, its terms in one spelling; comments and empty lines hold none.

    One spelling: escapes are resolved but for the four that N-Triples needs, and `^^xsd:string` is left out, so equal
    terms are equal texts.

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
    subject, predicate, value = (_respell(term, number) for term in statement)
    return subject, predicate, value


def _refusal(number: int, line: str) -> ReasoningError:
    if _STATEMENT_WITH_BLANKS.fullmatch(line):
        return ReasoningError(f"line {number} holds a blank node: {line.strip()}", remedy="give the thing an IRI")
    return ReasoningError(f"line {number} is no N-Triples or N-Quads statement: {line.strip()[:200]}")


def _respell(term: str, number: int) -> str:
    if term.startswith("<"):
        return _ESCAPED.sub(lambda found: _character(found, number), term)
    end = term.rindex('"')
    content = _ESCAPED.sub(lambda found: _character(found, number), term[1:end])
    suffix = term[end + 1 :]
    return f'"{content.translate(_WRITTEN)}"{"" if suffix == _STRING else suffix}'


def _character(found: re.Match[str], number: int) -> str:
    if found[1]:
        return _CHARACTERS[found[1]]
    code = int(found[0][2:], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise ReasoningError(f"line {number}: {found[0]} is no character")
    return chr(code)


def write(term: Node) -> str:
    """Return the N-Triples text of an rdflib term in the spelling that `read` yields."""
    if isinstance(term, URIRef):
        return f"<{term}>"
    if not isinstance(term, Literal):
        return f"_:{term}"
    quoted = f'"{str(term).translate(_WRITTEN)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    suffix = f"^^<{term.datatype}>" if term.datatype else ""
    return quoted if suffix == _STRING else quoted + suffix


def is_literal(text: str) -> bool:
    """Whether a text is a literal of N-Triples, signs escaped."""
    return _WHOLE_LITERAL.fullmatch(text) is not None


def spell(term: str) -> str:
    """Return an N-Triples term in the spelling that `read` yields.

    Raises:
        ReasoningError: an escape is of no character.
    """
    return _respell(term, 1) if "\\" in term or _STRING in term else term


def parse(text: str) -> Node:
    """Return the rdflib term of an N-Triples text as `read` yields it; a literal keeps its lexical form."""
    if text.startswith("<"):
        return URIRef(text[1:-1])
    end = text.rindex('"')
    content = _ESCAPED.sub(lambda found: _CHARACTERS[found[1]], text[1:end])
    suffix = text[end + 1 :]
    if suffix.startswith("@"):
        return Literal(content, lang=suffix[1:])
    return Literal(content, datatype=URIRef(suffix[3:-1]) if suffix else None, normalize=False)
