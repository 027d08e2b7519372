"""N-Triples terms as texts: what kind they are, what their literals mean, and how they compare."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

from exgraph.model.iri import PREFIXES

XSD = PREFIXES["xsd"]
STRING = f"{XSD}string"
LANGUAGE_STRING = PREFIXES["rdf"] + "langString"

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


class Value(NamedTuple):
    """A literal: its text, its language tag in lower case (or none), the IRI of its datatype."""

    text: str
    language: str
    datatype: str


@lru_cache(maxsize=200_000)
def literal(term: str) -> Value | None:
    """Return what a term says if it is a literal."""
    if not term.startswith('"'):
        return None
    end = term.rindex('"')
    text, suffix = term[1:end], term[end + 1 :]
    if "\\" in text:
        text = _ESCAPED.sub(_character, text)
    if suffix.startswith("@"):
        return Value(text, suffix[1:].lower(), LANGUAGE_STRING)
    return Value(text, "", suffix[3:-1] if suffix else STRING)


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _CHARACTERS[found[3]]


def write(node: Node) -> str:
    """Return the text of an rdflib term; `xsd:string` is left out and language tags are in lower case."""
    if isinstance(node, URIRef):
        return f"<{node}>"
    if not isinstance(node, Literal):
        return f"_:{node}"
    quoted = f'"{str(node).translate(_WRITTEN)}"'
    if node.language:
        return f"{quoted}@{node.language.lower()}"
    return f"{quoted}^^<{node.datatype}>" if node.datatype and str(node.datatype) != STRING else quoted


def parse(term: str) -> Node:
    """Return the rdflib term of a text; blank nodes keep their labels and literals their lexical form."""
    value = literal(term)
    if value is None:
        return URIRef(term[1:-1]) if term.startswith("<") else BNode(term[2:])
    if value.language:
        return Literal(value.text, lang=value.language)
    datatype = None if value.datatype == STRING else URIRef(value.datatype)
    return Literal(value.text, datatype=datatype, normalize=False)


def plain(term: str) -> str:
    """Return an IRI or a blank node without its marks; a literal stays as it is."""
    return term[1:-1] if term.startswith("<") else term.removeprefix("_:")


def shown(term: str) -> str:
    """Return what a message shows of a term: the text of a literal, an IRI without brackets."""
    value = literal(term)
    return plain(term) if value is None else value.text
