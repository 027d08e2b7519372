"""Officials: holders of a public office that a document names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, optional, reference
from exgraph.facts.table import Row
from exgraph.mapping.clause import PLACE, clause, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple, literal, name
from exgraph.mapping.wording import Words, names, words

from .place import lineage


@dataclass(frozen=True)
class Official(Row):
    """A holder of a public office."""

    id: str = cell(ID)
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    office_ja: str = cell(FILLED)
    office_en: str = cell(FILLED)
    office_ru: str = cell(FILLED)
    place: str | None = cell(optional(reference("place")))
    origin: str = cell(FILLED)


def triples(row: Official, context: Context) -> Iterator[Triple]:
    """Yield the official's names, office and place."""
    official = context.thing("official", row.id)
    yield from typed(official, ["Official"])
    yield from labelled(official, names(row), row.kana)
    yield from described(official, _description(row, context))
    for language, office in _office(row).items():
        yield official, name("exg:office"), literal(office, language)
    yield from linked(official, "exg:place", context.things("place", [row.place] if row.place else []))
    yield from origins(official, row.origin)


def _office(row: Official) -> Words:
    return words(row.office_ja, row.office_en, row.office_ru)


def _description(row: Official, context: Context) -> Words:
    """Return the office that is held, and where."""

    def parts(language: str) -> Iterator[str]:
        yield _office(row)[language]
        if row.place:
            yield clause(PLACE, [lineage(row.place, context, language)], language)

    return spoken(parts)
