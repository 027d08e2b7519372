"""Indicators: measures of aims, results and circumstances that take a value for a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, cell, choice
from exgraph.facts.table import Row
from exgraph.mapping import description, label
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple


@dataclass(frozen=True)
class Indicator(Row):
    """An indicator and the unit that its values are in; its Japanese name is the printed one where it has one."""

    id: str = cell(ID)
    ja: str = cell(FILLED)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    unit: str = cell(choice("person", "yen", "million-yen", "count", "percent"))
    origin: str = cell(FILLED)


def triples(row: Indicator, context: Context) -> Iterator[Triple]:
    """Yield the indicator's names and unit."""
    indicator = context.thing("indicator", row.id)
    yield from typed(indicator, ["Indicator"])
    yield from labelled(indicator, label.gazetteer(row))
    yield from described(indicator, description.indicator(row))
    yield from linked(indicator, "exg:unit", [context.concept("unit", row.unit)])
    yield from origins(indicator, row.origin)
