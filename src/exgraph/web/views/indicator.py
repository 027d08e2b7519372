"""The page of an indicator: its values by place and year, as a chart and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.indicator_values import IndicatorValue, indicator_values
from exgraph.reading.thing.main_facts import main_facts

_MEASURED = "result"
"""The kind of value that is drawn full; goals, baselines and budgets are drawn as outlines."""


@dataclass(frozen=True)
class IndicatorBar:
    """A value of a chart: its year, its height in percent of the greatest, its kind, and whether it was measured."""

    year: int
    value: IndicatorValue
    height: float
    measured: bool


@dataclass(frozen=True)
class Plot:
    """The chart of one place: years from the first to the last told, those without a value too."""

    place: Name | None
    years: Sequence[int]
    bars: Sequence[IndicatorBar]


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an indicator shows."""
    found = indicator_values(reader, f"?it exg:indicator <{thing.iri}> .")
    return {"entries": main_facts(reader, thing, "exg:unit"), "figures": found, "plots": _plots(reader, found)}


def _plots(reader: Reader, found: Sequence[IndicatorValue]) -> list[Plot]:
    """Return the charts of the places with values of several years."""
    by_place: dict[Name | None, list[IndicatorValue]] = {}
    for value in found:
        if value.year is not None:
            by_place.setdefault(value.place, []).append(value)
    return [_plot(reader, place, them) for place, them in by_place.items() if len({value.year for value in them}) > 1]


def _plot(reader: Reader, place: Name | None, values: Sequence[IndicatorValue]) -> Plot:
    most = max(value.amount for value in values) or Decimal(1)
    measured = reader.name(reader.published.base.thing("concept", "value-kind", _MEASURED))
    bars = [
        IndicatorBar(
            value.year, value, round(float(max(value.amount, Decimal(0)) / most) * 100, 1), value.kind == measured
        )
        for value in values
        if value.year is not None
    ]
    return Plot(place, range(min(bar.year for bar in bars), max(bar.year for bar in bars) + 1), bars)
