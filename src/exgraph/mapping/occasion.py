"""Labels of events: the most telling of their facts first, then kind, place, number of people and date."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exgraph.mapping import wording
from exgraph.mapping.context import Context
from exgraph.mapping.label import named, names, visit
from exgraph.mapping.wording import LANGUAGES, PATTERNS, Words, continued


def event(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the event table
    """Return what an event is called."""
    groups = context.referring("participation", "event", row.id)
    return {language: _Occasion(row, groups, context, language).label() for language in LANGUAGES}


_PRINTED_SPAN = re.compile(r"(\d{4})\([^)]*\) ?(\d+)月(\d+)日?(?:[~～](?:(\d+)月)?(\d+)日)?")


def printed_span(text: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and last day of a date printed as `2010(平成22) 6月10~16日`, or None for another form."""
    match = _PRINTED_SPAN.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    year, month, day, last_month, last_day = (int(each) if each else None for each in match.groups())
    try:
        first = datetime.date(year or 1, month or 1, day or 1)
        last = datetime.date(first.year, last_month or first.month, last_day or first.day)
    except ValueError:
        return None
    return first, last if last >= first else last.replace(year=first.year + 1)


def headcount(row: Any, groups: list[Any]) -> int | None:  # noqa: ANN401 - a row of the event table
    """Return how many took part: as stated, or the sum of the groups where each one's number is known."""
    stated: int | None = row.total
    counts: list[int | None] = [group.headcount for group in groups]
    known = [count for count in counts if count is not None]
    return sum(known) if stated is None and known and len(known) == len(counts) else stated


def locations(row: Any, context: Context) -> list[str]:  # noqa: ANN401 - a row of the event table
    """Return the places where an event took place: those its row names, and those its venues stand in."""
    return list(dict.fromkeys([*row.location, *(context.find("venue", venue).within for venue in row.venue)]))


def circumstances(row: Any, language: str) -> Iterator[str]:  # noqa: ANN401 - a row of the event table
    """Yield how an event was held, where that is worth a word, and when."""
    if "online" in row.mode:
        yield wording.ONLINE[language]
    if row.status in wording.STATUSES:
        yield wording.STATUSES[row.status][language]
    yield wording.span(row.start, row.end, language)


def anniversary(row: Any, context: Context, language: str) -> str | None:  # noqa: ANN401 - a row of the event table
    """Return which anniversary of what an event marks, where both are told."""
    if not row.anniversary or not row.commemorates:
        return None
    thing = row.commemorates[0]
    pattern = "tie-anniversary" if thing.startswith("agreement/") else "anniversary"
    return PATTERNS[pattern][language].format(
        thing=named(thing, context, language),
        number=row.anniversary,
        ordinal=wording.ordinal(row.anniversary),
        years=wording.years(row.anniversary),
    )


@dataclass(frozen=True)
class _Occasion:
    """An event and a language to call it in."""

    row: Any
    groups: list[Any]
    context: Context
    language: str

    def label(self) -> str:
        for head in (self._edition, self._anniversary, self._conclusion, self._series, self._visit, self._marked):
            if text := head():
                return text
        return self._general()

    def _fill(self, pattern: str, **values: object) -> str:
        return PATTERNS[pattern][self.language].format(**values)

    def _names(self, table: str, *keys: str) -> list[str]:
        return names(table, keys, self.context, self.language)

    @property
    def _kind(self) -> str:
        return wording.KINDS[self.row.kind[0]][self.language]

    def _edition(self) -> str | None:
        if not self.row.series or not self.row.edition:
            return None
        number = self.row.edition
        series = self._names("series", self.row.series[0])[0]
        head = self._fill(
            "edition", number=number, ordinal=wording.ordinal(number), roman=wording.roman(number), series=series
        )
        return self._detailed(head, place=True)

    def _anniversary(self) -> str | None:
        head = anniversary(self.row, self.context, self.language)
        return self._detailed(self._with_kind(head), people=True) if head else None

    def _conclusion(self) -> str | None:
        if not self.row.concludes:
            return None
        tie = named(f"agreement/{self.row.concludes[0]}", self.context, self.language)
        return self._detailed(self._fill("conclusion", tie=tie), place=True)

    def _series(self) -> str | None:
        if not self.row.series:
            return None
        series = self._names("series", self.row.series[0])[0]
        way = visit("way", self.groups, self.context, self.language)
        if way:
            return self._detailed(self._fill("part", head=series, part=way), people=True)
        return self._detailed(series, place=True, people=True)

    def _visit(self) -> str | None:
        way = visit("visit", self.groups, self.context, self.language)
        return self._detailed(way, kind=self.row.kind[0] != "Visit", people=True) if way else None

    def _marked(self) -> str | None:
        if not self.row.commemorates:
            return None
        thing = named(self.row.commemorates[0], self.context, self.language)
        tie = self.row.commemorates[0].startswith("agreement/")
        head = self._fill("tie-commemoration" if tie else "commemoration", thing=thing)
        return self._detailed(self._with_kind(head), place=True)

    def _general(self) -> str:
        organisations = [*self.row.organiser, *(one for one in self.row.agent if one not in self.row.organiser)]
        places = locations(self.row, self.context)
        partners = [place for place in self.row.involves if place not in places]
        who = (
            self._names("organisation", *organisations)
            or self._names("route", *self.row.route)
            or self._names("place", *partners)
        )
        place = bool(who)
        who = who or self._names("place", *places)
        head = self._fill("of-whom", who=wording.listed(who, self.language), kind=self._kind) if who else self._kind
        return self._detailed(head, place=place, people=True)

    def _with_kind(self, head: str) -> str:
        return self._fill("with-kind", head=head, kind=continued(self._kind))

    def _detailed(self, head: str, *, kind: bool = False, place: bool = False, people: bool = False) -> str:
        details = list(self._details(kind=kind, place=place, people=people))
        return wording.detailed(wording.capitalised(head), details, self.language)

    def _details(self, *, kind: bool, place: bool, people: bool) -> Iterator[str]:
        if kind:
            yield continued(self._kind)
        if place and (places := locations(self.row, self.context)):
            yield wording.listed(self._names("place", *places), self.language)
        number = headcount(self.row, self.groups)
        if people and number:
            yield wording.people(number, self.language)
        yield from circumstances(self.row, self.language)
