"""N-Triples terms as text (https://www.w3.org/TR/n-triples/), written in their canonical form."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import cache

from exgraph.model.date import PartialDate
from exgraph.model.iri import expand

Triple = tuple[str, str, str]
"""Subject, predicate and object, each an N-Triples term."""

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF-level0"
"""The Library of Congress's datatype for dates and spans of EDTF level 0."""

_INTEGER, _DECIMAL, _DATE = expand("xsd:integer"), expand("xsd:decimal"), expand("xsd:date")
_ILLEGAL = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_LANGUAGE = re.compile(r"[a-z]{1,8}(?:-[a-z0-9]{1,8})*")
_SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(character): escape for character, escape in _SHORT.items()},
}


def iri(text: str) -> str:
    """Return an absolute IRI as a term.

    Raises:
        ValueError: the text is relative or holds a character that no IRI may hold.
    """
    if not _ABSOLUTE.match(text):
        raise ValueError(f"'{text}' is no absolute IRI")
    if illegal := _ILLEGAL.search(text):
        raise ValueError(f"'{text}' cannot be an IRI: it holds {illegal.group()!r}")
    return f"<{text}>"


@cache
def name(prefixed: str) -> str:
    """Return the term of a prefixed name such as `exg:start`.

    Raises:
        KeyError: the prefix is not one of `exgraph.model.iri.PREFIXES`.
    """
    return iri(expand(prefixed))


def literal(text: str, language: str | None = None, datatype: str | None = None) -> str:
    """Return a literal: plain, in a language, or of a datatype given as an IRI.

    Language tags are written in lower case, the form RDF compares them in, so that a dump and a store agree.

    Raises:
        ValueError: no such language tag, a datatype that is no IRI, or a text that is no Unicode.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{text!r} holds half a character") from error
    quoted = f'"{text.translate(_ESCAPES)}"'
    if language is not None:
        tag = language.lower()
        if not _LANGUAGE.fullmatch(tag):
            raise ValueError(f"'{language}' is no language tag")
        return f"{quoted}@{tag}"
    return f"{quoted}^^{iri(datatype)}" if datatype else quoted


def integer(value: int) -> str:
    """Return an `xsd:integer`."""
    return literal(str(value), datatype=_INTEGER)


def decimal(value: Decimal) -> str:
    """Return an `xsd:decimal` without needless zeros."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return literal("0" if text == "-0" else text, datatype=_DECIMAL)


def day(value: datetime.date) -> str:
    """Return an `xsd:date`."""
    return literal(value.isoformat(), datatype=_DATE)


def partial_date(value: PartialDate) -> str:
    """Return an `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`, as exact as the date is known."""
    return literal(str(value), datatype=expand(value.datatype))
