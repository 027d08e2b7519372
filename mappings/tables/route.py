"""Transport routes: ferry and air lines between two places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, concept, many, reference
from exgraph.facts.table import Row
from exgraph.mapping.clause import clause, kinds, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.english import the
from exgraph.mapping.statement import described, labelled, linked, origins, typed, valued
from exgraph.mapping.term import Triple
from exgraph.mapping.wording import Words, continued, date, names, paired, words
from exgraph.model.date import PartialDate

_ENDS = words("区間: {}", "Between {}", "Маршрут: {}")
_OPERATED_FOR = words("運航: {}", "Operated: {}", "Работа линии: {}")


@dataclass(frozen=True)
class Route(Row):
    """A route, its two ends and the years it was operated, as a document tells them."""

    id: str = cell(ID)
    mode: str = cell(concept("transport"))
    ja: str = cell(FILLED)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    end_a: str = cell(reference("place"))
    end_b: str = cell(reference("place"))
    operated: tuple[str, ...] = cell(many(TEXT))
    origin: str = cell(FILLED)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: a route that leads to where it starts."""
        if self.end_a == self.end_b:
            yield "end_b", "the two ends are one place"
        for each in self.operated:
            if not _OPERATED.fullmatch(each):
                yield "operated", f"'{each}' is no interval such as 1995/2015, 2023/.. or 1965-05"


_DATE = r"[0-9]{4}(-[0-9]{2}){0,2}"
_OPERATED = re.compile(rf"{_DATE}(/({_DATE}|\.\.)?)?")


def triples(row: Route, context: Context) -> Iterator[Triple]:
    """Yield the route's names, ends, means of transport and years."""
    route = context.thing("route", row.id)
    yield from typed(route, ["TransportRoute"])
    yield from labelled(route, names(row))
    yield from described(route, _description(row, context))
    yield from linked(route, "exg:terminus", context.things("place", [row.end_a, row.end_b]))
    yield from linked(route, "exg:mode", [context.concept("transport", row.mode)])
    for each in row.operated:
        yield from valued(route, "exg:operated", each)
    yield from origins(route, row.origin)


def called(row: Route, _: Context, language: str) -> str:
    """Return the name as it stands in a sentence: in English with an article, in Russian with a small letter."""
    return {"ja": row.ja, "en": the(row.en), "ru": continued(row.ru or row.en)}[language]


def _description(row: Route, context: Context) -> Words:
    """Return that it is a route, its two ends, and when it was operated."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(["TransportRoute"], language)
        ends = context.names("place", [row.end_a, row.end_b], language)
        yield clause(_ENDS, [paired(ends, language)], language)
        if row.operated:
            yield clause(_OPERATED_FOR, [_interval(each, language) for each in row.operated], language)

    return spoken(parts)


def _interval(operated: str, language: str) -> str:
    """Return an EDTF interval in words; an open end (`..`) stays open."""
    start, _, end = operated.partition("/")
    dates = ["" if each in ("", "..") else date(PartialDate.parse(each), language) for each in (start, end)]
    return (" – " if language != "ja" else "〜").join(dates).strip()
