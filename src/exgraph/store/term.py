"""RDF terms and facts as other packages see them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, NamedTuple

import pyoxigraph

from exgraph.model.iri import PREFIXES

_STRING = PREFIXES["xsd"] + "string"


class Term(NamedTuple):
    """An IRI, a blank node or a literal with its language or datatype."""

    kind: Literal["iri", "blank", "literal"]
    text: str
    language: str | None = None
    datatype: str | None = None

    @property
    def ntriples(self) -> str:
        """The term in N-Triples."""
        if self.kind == "iri":
            return str(pyoxigraph.NamedNode(self.text))
        if self.kind == "blank":
            return str(pyoxigraph.BlankNode(self.text))
        if self.language:
            return str(pyoxigraph.Literal(self.text, language=self.language))
        return str(pyoxigraph.Literal(self.text, datatype=pyoxigraph.NamedNode(self.datatype or _STRING)))


class Fact(NamedTuple):
    """A statement about a thing: a property, a value, and the named graphs that hold it."""

    property: str
    value: Term
    graphs: frozenset[str]


def term(value: object) -> Term:
    """Return a term of the engine's."""
    if isinstance(value, pyoxigraph.NamedNode):
        return Term("iri", value.value)
    if isinstance(value, pyoxigraph.Literal):
        return Term("literal", value.value, value.language, value.datatype.value)
    if isinstance(value, pyoxigraph.BlankNode):
        return Term("blank", value.value)
    return Term("literal", str(value))


@lru_cache(10_000)
def pattern(subject: str | None, predicate: str | None, value: str | None) -> tuple[Any, Any, Any]:
    """Return the engine's terms of N-Triples terms; None stays."""
    line = f"{subject or '<x:x>'} {predicate or '<x:x>'} {value or '<x:x>'} ."
    triple = next(iter(pyoxigraph.parse(line, format=pyoxigraph.RdfFormat.N_TRIPLES)))
    return subject and triple.subject, predicate and triple.predicate, value and triple.object
