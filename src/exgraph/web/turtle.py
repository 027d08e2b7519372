"""Turtle that we write ourselves: terms with what must be escaped in them."""

from __future__ import annotations

from exgraph.model.iri import PREFIXES

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NOT_IN_IRI = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '<>"{}|^`\\ '})

PROLOGUE = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        **PREFIXES,
        "format": "http://www.w3.org/ns/formats/",
        "sd": "http://www.w3.org/ns/sparql-service-description#",
        "spdx": "http://spdx.org/rdf/terms#",
    }.items()
)


def iri(text: str) -> str:
    """Return an IRI; signs that cannot stand in one are percent-encoded."""
    return f"<{text.translate(_NOT_IN_IRI)}>"


def literal(text: str, language: str | None = None) -> str:
    """Return a text, in a language where one is given."""
    return f'"{text.translate(_ESCAPES)}"' + (f"@{language}" if language else "")
