"""Observations: one value of an indicator, for one place and one year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from exgraph.facts.cell import (
    DECIMAL,
    FILLED,
    INTEGER,
    NUMBER,
    TEXT,
    Reference,
    cell,
    choice,
    filled,
    many,
    optional,
    reference,
)
from exgraph.facts.table import Row
from exgraph.facts.total import Total
from exgraph.mapping import russian
from exgraph.mapping.clause import spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, derived, described, labelled, linked, typed, valued
from exgraph.mapping.term import Triple, decimal, name
from exgraph.mapping.wording import FISCAL, LANGUAGES, QUALIFIERS, Words, detailed, names

from .indicator import Indicator, quantity
from .place import Place


@dataclass(frozen=True)
class Observation(Row):
    """One value: for a fiscal year (April to March), a calendar year, or both where a day in it is told.

    `printed` is the value as the document has it; `progress` the per cent of its target that it prints.
    """

    WITHIN_SOURCE: ClassVar[bool] = True

    id: str = cell(NUMBER)
    record: tuple[str, ...] = cell(filled(many(reference("record", NUMBER))))
    indicator: str = cell(reference("indicator"))
    place: str = cell(reference("place"))
    fiscal_year: int | None = cell(optional(INTEGER))
    year: int | None = cell(optional(INTEGER))
    value: Decimal = cell(DECIMAL)
    unit: str = cell(choice("person", "yen", "million-yen", "count", "percent"))
    value_kind: str = cell(choice("baseline", "result", "target", "budget", "ceiling"))
    progress: Decimal | None = cell(optional(DECIMAL))
    printed: str = cell(FILLED)
    rule: str = cell(TEXT)
    review: str = cell(choice("proposed", "accepted", "corrected"))
    note: str = cell(TEXT)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: a value of no year, fewer than none, or one whose digits are not printed."""
        if self.fiscal_year is None and self.year is None:
            yield "fiscal_year", "the value is of no year"
        if self.fiscal_year is not None and self.year is not None and self.year - self.fiscal_year not in (0, 1):
            yield "year", f"no day of {self.year} is in the fiscal year {self.fiscal_year}"
        for column in ("fiscal_year", "year"):
            if not 1900 <= (getattr(self, column) or 1900) <= 2100:
                yield column, f"{getattr(self, column)} is no year"
        if self.value < 0:
            yield "value", f"{self.value} is fewer than none"
        numbers = _DIGITS.findall(unicodedata.normalize("NFKC", self.printed).replace(",", ""))
        if (
            numbers
            and self.value
            and self.unit != "million-yen"
            and not any(_is_printed_as(self.value, each) for each in numbers)
        ):
            yield "value", f"{self.value} is not what is printed, {self.printed}"

    def years(self) -> Iterator[int]:
        """Yield the years that the value is of; an aim for a year to come tells nothing of that year."""
        if self.value_kind != "target":
            yield from {year for year in (self.fiscal_year, self.year) if year is not None}

    def printed_total(self) -> Total | None:
        """Return a result, which the graph may count as well."""
        if self.value_kind != "result":
            return None
        years = {"year": self.year, "fiscalYear": self.fiscal_year}
        of: dict[str, Reference | int] = {"place": ("place", self.place)}
        return Total(self.indicator, self.value, of | {name: year for name, year in years.items() if year is not None})


_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _is_printed_as(value: Decimal, printed: str) -> bool:
    """Tell whether a printed number is the value, in ones, or in tens, hundreds and so on (万, 億)."""
    return any(Decimal(printed) * 10**power == value for power in (0, *range(2, 9)))


_QUALIFIERS = (
    ("at-least", re.compile(r"少なくとも|以上|at least", re.IGNORECASE)),
    ("more-than", re.compile(r"を?超|余り?|more than|over ", re.IGNORECASE)),
    ("at-most", re.compile(r"最大|以内|以下|at most", re.IGNORECASE)),
    ("about", re.compile(r"約|およそ|おおよそ|程度|前後|ほど|about|around", re.IGNORECASE)),
)
"""How words beside a printed value qualify it."""


def qualifier(printed: str) -> str | None:
    """Return how a value is meant as it is printed: about, at least, more than, at most; None for plainly."""
    return next((name for name, words in _QUALIFIERS if words.search(printed)), None)


_CALENDAR: Words = {"ja": "{}年", "en": "{}", "ru": "{} г."}
_KINDS: dict[str, Words] = {
    "baseline": {"ja": "基準値", "en": "baseline", "ru": "базовое значение"},
    "result": {"ja": "実績値", "en": "actual", "ru": "фактическое значение"},
    "target": {"ja": "目標値", "en": "target", "ru": "целевое значение"},
    "budget": {"ja": "予算額", "en": "budget", "ru": "бюджет"},
    "ceiling": {"ja": "上限額", "en": "ceiling", "ru": "верхний предел"},
}
_DATA_SET: Words = {
    "ja": "「{}」の指標の値",
    "en": "Values of indicators in “{}”",
    "ru": "Значения показателей: «{}»",
}


def triples(row: Observation, context: Context) -> Iterator[Triple]:
    """Yield the observation with its dimensions, value and unit, and the data set of its document."""
    observation = context.fact("observation", row.id)
    yield from typed(observation, ["Observation"])
    labels = _labels(row, context)
    yield from labelled(observation, labels)
    yield from described(observation, _description(row, labels))
    yield from linked(observation, "exg:indicator", [context.thing("indicator", row.indicator)])
    yield from linked(observation, "exg:place", [context.thing("place", row.place)])
    yield from counted(observation, "exg:fiscalYear", row.fiscal_year)
    yield from counted(observation, "exg:year", row.year)
    yield observation, name("exg:value"), decimal(row.value)
    yield from linked(observation, "exg:qualifier", context.concepts("qualifier", qualifier(row.printed)))
    yield from linked(observation, "exg:unit", [context.concept("unit", row.unit)])
    yield from linked(observation, "exg:valueKind", [context.concept("value-kind", row.value_kind)])
    if row.progress is not None:
        yield observation, name("exg:progress"), decimal(row.progress)
    yield from valued(observation, "exg:printedValue", row.printed)
    yield from derived(observation, context, row.record, rule=row.rule, review=row.review, note=row.note)
    yield from _data_set(observation, context)


def _labels(row: Observation, context: Context) -> Words:
    """Return what an observation is called: its indicator, with place, year and kind in brackets."""
    indicator = names(context.find(Indicator, row.indicator))
    return {
        language: detailed(indicator[language], list(_details(row, indicator[language], context, language)), language)
        for language in LANGUAGES
    }


def _details(row: Observation, indicator: str, context: Context, language: str) -> Iterator[str]:
    """Yield where, when and of what kind a value is; an indicator that names the place says it already."""
    place = names(context.find(Place, row.place))[language]
    cases: tuple[russian.Case, ...] = ("genitive", "accusative", "prepositional") if language == "ru" else ()
    if not any(form in indicator for form in (place, *(russian.inflected(place, case) for case in cases))):
        yield russian.within(place) if language == "ru" else place
    yield FISCAL[language].format(row.fiscal_year) if row.fiscal_year else _CALENDAR[language].format(row.year)
    # A measure that was never aimed at, as a population, has no results; a budget's budget is told once.
    told = {each.value_kind for each in context.referring(Observation, "indicator", row.indicator)}
    if told != {"result"} and _KINDS[row.value_kind][language].casefold() not in indicator.casefold():
        yield _KINDS[row.value_kind][language]


def _description(row: Observation, labels: Words) -> Words:
    """Return what was observed with its value."""
    meant = qualifier(row.printed)

    def value(language: str) -> str:
        text = quantity(row.value, row.unit, language)
        return QUALIFIERS[meant][language].format(text) if meant else text

    return spoken(lambda language: [f"{labels[language]}: {value(language)}"])


def _data_set(observation: str, context: Context) -> Iterator[Triple]:
    data_set = context.thing("dataset", context.owner)
    yield from linked(observation, "qb:dataSet", [data_set])
    yield data_set, name("rdf:type"), name("qb:DataSet")
    titles = context.source.title
    yield from labelled(data_set, {language: _DATA_SET[language].format(titles[language]) for language in LANGUAGES})
    yield from linked(data_set, "qb:structure", [context.thing("structure", "indicator-values")])
