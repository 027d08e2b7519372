"""Series and programmes: what recurs, or is run as an undertaking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, filled, many, reference, subclass
from exgraph.facts.table import Row
from exgraph.mapping.clause import ORGANISER, clauses, kinds, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple
from exgraph.mapping.wording import Words, names


@dataclass(frozen=True)
class Series(Row):
    """A series of events or a programme."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(filled(many(subclass("Series", itself=True))))
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    organiser: tuple[str, ...] = cell(many(reference("organisation")))
    origin: str = cell(FILLED)


def triples(row: Series, context: Context) -> Iterator[Triple]:
    """Yield the series' kind, names and organisers."""
    series = context.thing("series", row.id)
    yield from typed(series, row.class_)
    yield from labelled(series, names(row), row.kana)
    yield from described(series, _description(row, context))
    yield from linked(series, "exg:organiser", context.things("organisation", row.organiser))
    yield from origins(series, row.origin)


def _description(row: Series, context: Context) -> Words:
    """Return what kind of series it is and who runs it."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(row.class_, language)
        yield from clauses(ORGANISER, context.names("organisation", row.organiser, language), language)

    return spoken(parts)
