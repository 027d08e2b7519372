"""What terms of N-Triples say, and what messages show of them."""

from __future__ import annotations

from functools import lru_cache

from exgraph.model.ntriples import parse

literal = lru_cache(maxsize=200_000)(parse)
"""The parts of a literal, kept because many shapes look at the same values."""


def plain(term: str) -> str:
    """Return an IRI or a blank node without its marks; a literal stays as it is."""
    return term[1:-1] if term.startswith("<") else term.removeprefix("_:")


def shown(term: str) -> str:
    """Return what a message shows of a term: the text of a literal, an IRI without brackets."""
    value = literal(term)
    return plain(term) if value is None else value.text
