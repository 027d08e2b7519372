"""Spellings: every other way in which a thing is written, true variants and noise apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, ID, Reference, cell, choice
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.term import Triple, literal, name


@dataclass(frozen=True)
class Spelling(Row):
    """One spelling of a thing of the gazetteer."""

    KEY: ClassVar[tuple[str, ...]] = ("table", "id", "kind", "language", "text")

    table: str = cell(ID)
    id: str = cell(ID)
    kind: str = cell(choice("alt", "hidden"))
    language: str = cell(choice("ja", "ja-Hira", "ja-Latn", "en", "ru"))
    text: str = cell(FILLED)
    origin: str = cell(FILLED)

    def references(self) -> Iterator[tuple[str, Reference]]:
        """Yield the thing that is spelt so."""
        yield "id", (self.table, self.id)


def triples(row: Spelling, context: Context) -> Iterator[Triple]:
    """Yield the spelling as an alternative label, or as a hidden one where it is noise."""
    predicate = {"alt": "skos:altLabel", "hidden": "skos:hiddenLabel"}[row.kind]
    yield context.thing(row.table, row.id), name(predicate), literal(row.text, row.language)
