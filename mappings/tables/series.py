"""Series and programmes: what recurs, or is run as an undertaking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from exgraph.facts.cell import FILLED, ID, TEXT, cell, filled, many, reference, subclass
from exgraph.facts.table import Row
from exgraph.mapping.clause import ORGANISER, clauses, kinds, spoken
from exgraph.mapping.context import Context, RowIndex
from exgraph.mapping.statement import counted, described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple, integer, name
from exgraph.mapping.wording import Words, names

if TYPE_CHECKING:
    from .event import Event


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
    yield from _happenings(series, row.id, context)
    yield from origins(series, row.origin)


def _happenings(series: str, key: str, context: Context) -> Iterator[Triple]:
    """Yield the years, places and states of the events of a series or programme, of whichever document tells them."""
    for event in _events(context.index).get(key, ()):
        if event.dating in (None, "printed"):
            for year in range(event.start.year, event.end.year + 1):
                yield series, name("exg:eventYear"), integer(year)
        if event.start.fiscal_year == event.end.fiscal_year:
            yield from counted(series, "exg:eventFiscalYear", event.start.fiscal_year)
        yield from linked(series, "exg:eventPlace", context.things("place", event.location))
        yield from linked(series, "exg:eventStatus", [context.concept("status", event.status)])


@lru_cache(maxsize=4)
def _events(index: RowIndex) -> dict[str, list[Event]]:
    """Return the events of each series, by its id."""
    found: dict[str, list[Event]] = {}
    for _, row in index.every("event"):
        event = cast("Event", row)
        for key in event.series:
            found.setdefault(key, []).append(event)
    return found


def _description(row: Series, context: Context) -> Words:
    """Return what kind of series it is and who runs it."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(row.class_, language)
        yield from clauses(ORGANISER, context.names("organisation", row.organiser, language), language)

    return spoken(parts)
