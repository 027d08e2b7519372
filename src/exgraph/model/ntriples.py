r"""Terms of N-Triples (https://www.w3.org/TR/n-triples/) as texts, in one spelling: the border between the packages.

The spelling is the canonical form, so two terms are equal where their texts are. IRIs hold no escapes. Literals escape
quotes, backslashes and control characters, and nothing else: `\"`, `\\`, `\b`, `\t`, `\n`, `\f`, `\r`, the others as
`\u001F`. Language tags are in lower case, and `^^xsd:string` is left out. The engine behind the store writes the same.

Nodes of rdflib are turned into such terms, and back, by `exgraph.model.node`. Whole lines, of which millions pass, are
read by `exgraph.reason.line`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from exgraph.model.iri import PREFIXES

Triple = tuple[str, str, str]
"""Subject, predicate and object, each an N-Triples term."""

XSD = PREFIXES["xsd"]
STRING = f"{XSD}string"
LANGUAGE_STRING = PREFIXES["rdf"] + "langString"

CONTROLS = r"\x00-\x1f\x7f\ufffe\uffff"
"""What is escaped beside quotes and backslashes, as the inside of a character class."""

_ILLEGAL = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_LANGUAGE = re.compile(r"[a-z]{1,8}(?:-[a-z0-9]{1,8})*")
_SHORT = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **{ord(character): escape for character, escape in _SHORT.items()},
}
_ESCAPABLE = re.compile(rf"[\"\\{CONTROLS}]")
_CHARACTERS = {escape[1]: character for character, escape in _SHORT.items()} | {"'": "'"}
_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.)|$)", re.DOTALL)


class LiteralTerm(NamedTuple):
    """A literal: its text, its language tag in lower case (or ""), the IRI of its datatype."""

    text: str
    language: str
    datatype: str


def escape(text: str) -> str:
    """Return a text as it stands between the quotes of a literal."""
    return text.translate(_ESCAPES) if _ESCAPABLE.search(text) else text


def unescape(text: str) -> str:
    """Return the text that stands between the quotes of a literal, or an IRI, with what its escapes mean.

    Raises:
        ValueError: there is no such escape, or it is of no character.
    """
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code is None:
        try:
            return _CHARACTERS[found[3]]
        except KeyError:
            raise ValueError(f"{found[0]} is no escape of N-Triples") from None
    number = int(code, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise ValueError(f"{found[0]} is no character")
    return chr(number)


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


def literal(text: str, language: str | None = None, datatype: str | None = None) -> str:
    """Return a literal as a term: plain, in a language, or of a datatype given as an IRI.

    Raises:
        ValueError: no such language tag, a datatype that is no IRI, or a text that is no Unicode.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{text!r} holds half a character") from error
    if language is not None and not _LANGUAGE.fullmatch(language.lower()):
        raise ValueError(f"'{language}' is no language tag")
    return write(text, language, None if datatype is None else iri(datatype)[1:-1])


def write(text: str, language: str | None = None, datatype: str | None = None) -> str:
    """Return a literal as a term, its parts taken as they are: for those that something else has checked."""
    quoted = f'"{escape(text)}"'
    if language:
        return f"{quoted}@{language.lower()}"
    return f"{quoted}^^<{datatype}>" if datatype and datatype != STRING else quoted


def parse(term: str) -> LiteralTerm | None:
    """Return the parts of a literal; None for a term that is none.

    Raises:
        ValueError: it holds an escape that is none.
    """
    if not term.startswith('"'):
        return None
    end = term.rindex('"')
    text, suffix = unescape(term[1:end]), term[end + 1 :]
    if suffix.startswith("@"):
        return LiteralTerm(text, suffix[1:].lower(), LANGUAGE_STRING)
    return LiteralTerm(text, "", suffix[3:-1] if suffix else STRING)
