"""Series and programmes: what recurs, or is run as an undertaking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, filled, many, reference, subclass
from exgraph.facts.table import Row
from exgraph.mapping import description, label
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple


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
    yield from labelled(series, label.gazetteer(row), row.kana)
    yield from described(series, description.series(row, context))
    yield from linked(series, "exg:organiser", context.things("organisation", row.organiser))
    yield from origins(series, row.origin)
