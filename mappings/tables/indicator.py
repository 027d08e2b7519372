"""Indicators: measures of aims, results and circumstances that take a value for a year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from exgraph.facts.cell import FILLED, ID, cell, choice
from exgraph.facts.table import Row
from exgraph.mapping.clause import clauses, figure, kinds, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple
from exgraph.mapping.wording import Words, names, words

_UNIT = words("単位: {}", "Unit: {}", "Единица: {}")
_UNITS: dict[str, Words] = {
    "person": words("人", "people", "чел."),
    "yen": words("円", "yen", "иен"),
    "million-yen": words("百万円", "million yen", "млн иен"),
    "count": words("件", "", ""),
    "percent": words("%", "per cent", "%"),
}


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
    yield from labelled(indicator, names(row))
    yield from described(indicator, _description(row))
    yield from linked(indicator, "exg:unit", [context.concept("unit", row.unit)])
    yield from origins(indicator, row.origin)


def quantity(value: Decimal, unit: str, language: str) -> str:
    """Return a value of an indicator with its unit."""
    return ("" if language == "ja" else " ").join(filter(None, (figure(value, language), _UNITS[unit][language])))


def _description(row: Indicator) -> Words:
    """Return what is measured, and its unit where it has one in words."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(["Indicator"], language)
        yield from clauses(_UNIT, [_UNITS[row.unit][language]], language)

    return spoken(parts)
