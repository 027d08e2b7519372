"""Terms as people write them, and as they are shown."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from exgraph.errors import QueryError
from exgraph.model.iri import NS, PREFIXES, Base, expand, shorten
from exgraph.model.ntriples import escape
from exgraph.reason.line import is_literal, spell

_LITERAL = re.compile(r'"(.*)"(@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^\S+)?', re.DOTALL)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ILLEGAL = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def thing(text: str, base: Base) -> str:
    """Return the N-Triples term of a thing: an IRI, a prefixed name, or its key such as place/nevelsk.

    Raises:
        QueryError: it is none of these.
    """
    return _iri(text, f"{base.root}id/")


def predicate(text: str) -> str:
    """Return the N-Triples term of a property: an IRI, a prefixed name, a name of our vocabulary, or `a`.

    Raises:
        QueryError: it is none of these.
    """
    return f"<{expand('rdf:type')}>" if text == "a" else _iri(text, NS)


def values(text: str, base: Base) -> list[str]:
    """Return the terms that an object may mean: an IRI or literal; a thing's key or a class's name.

    A literal may be written as in N-Triples, or with its signs as they are and a prefixed datatype.

    Raises:
        QueryError: it is none of these.
    """
    if is_literal(text):
        return [spell(text)]
    if literal := _LITERAL.fullmatch(text):
        content, suffix = literal[1], literal[2] or ""
        if suffix.startswith("^^"):
            suffix = f"^^{_iri(suffix[2:], NS)}"
        return [spell(f'"{escape(content)}"{suffix}')]
    if text.startswith("<") or _ABSOLUTE.match(text):
        return [_iri(text, "")]
    return [thing(text, base), _iri(text, NS)] if not _ILLEGAL.search(text) else []


def show(term: str, base: Base) -> str:
    """Return a term as `thing`, `predicate` and `values` read it, as short as may be."""
    if term.startswith("<"):
        iri = term[1:-1]
        if iri.startswith(f"{base.root}id/"):
            return unquote(iri.removeprefix(f"{base.root}id/"))
        return shorten(iri)
    if term.startswith("_:"):
        return "[...]"
    literal, mark, datatype = term.rpartition("^^<")
    return f"{literal}^^{shorten(datatype[:-1])}" if mark and term.endswith(">") else term


def _iri(text: str, default: str) -> str:
    if text.startswith("<") and text.endswith(">"):
        iri = text[1:-1]
    else:
        prefix, colon, local = text.partition(":")
        if colon and prefix in PREFIXES:
            iri = PREFIXES[prefix] + local
        elif colon and _ABSOLUTE.match(text) and ("//" in text or prefix in ("urn", "mailto", "tel")):
            iri = text
        elif colon and "/" not in prefix:
            raise QueryError(f"the prefix {prefix} is not known", remedy=f"known are {', '.join(PREFIXES)}")
        else:
            iri = default + quote(unicodedata.normalize("NFC", unquote(text)), safe="/-._~")
    if not text or not iri or _ILLEGAL.search(iri):
        raise QueryError(f"{text!r} is no IRI, prefixed name or key", remedy="write place/nevelsk, exg:within or <...>")
    return f"<{iri}>"
