"""Turtle that we write ourselves: its prefixes, and IRIs that come from outside. Literals are those of N-Triples."""

from __future__ import annotations

from exgraph.model.iri import PREFIXES

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
