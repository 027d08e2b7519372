"""Venues: named halls, libraries, malls, ships."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, reference
from exgraph.facts.table import Row
from exgraph.mapping.clause import WITHIN, clause, kinds, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.english import the
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple
from exgraph.mapping.wording import Words, names

from .place import lineage


@dataclass(frozen=True)
class Venue(Row):
    """A venue and the place it stands in."""

    id: str = cell(ID)
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    within: str = cell(reference("place"))
    origin: str = cell(FILLED)


def triples(row: Venue, context: Context) -> Iterator[Triple]:
    """Yield the venue's names and the place it stands in."""
    venue = context.thing("venue", row.id)
    yield from typed(venue, ["Venue"])
    yield from labelled(venue, names(row), row.kana)
    yield from described(venue, _description(row, context))
    yield from linked(venue, "exg:within", context.things("place", [row.within]))
    yield from origins(venue, row.origin)


def called(row: Venue, _: Context, language: str) -> str:
    """Return the name as it stands in a sentence: in English with an article where it asks for one."""
    return the(row.en) if language == "en" else getattr(row, language) or row.en


def _description(row: Venue, context: Context) -> Words:
    """Return that it is a venue, and where it stands."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(["Venue"], language)
        yield clause(WITHIN, [lineage(row.within, context, language)], language)

    return spoken(parts)
