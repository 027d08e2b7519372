"""Events: what happened, or is planned."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from exgraph.facts.cell import (
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    cell,
    concept,
    filled,
    many,
    optional,
    reference,
    scoped_reference,
    split_reference,
    subclass,
    typed_reference,
)
from exgraph.facts.record import RECORD
from exgraph.facts.table import Row
from exgraph.mapping import merged
from exgraph.mapping.context import Context
from exgraph.mapping.statement import (
    counted,
    dated,
    derived,
    described,
    labelled,
    linked,
    preferred,
    titled,
    typed,
    valued,
)
from exgraph.mapping.term import Triple, decimal, integer, literal, name, partial_date
from exgraph.mapping.wording import Words, words
from exgraph.model.date import PartialDate

from . import _event_circumstances as circumstances
from . import _event_label as labels
from . import participation
from ._event_description import description
from .agreement import Agreement


@dataclass(frozen=True)
class Event(Row):
    """One event: when, where, who, of what series, and what it marks."""

    WITHIN_SOURCE: ClassVar[bool] = True

    id: str = cell(NUMBER)
    record: tuple[str, ...] = cell(filled(many(reference("record", NUMBER))))
    kind: tuple[str, ...] = cell(filled(many(subclass("Event", itself=True))))
    title: str = cell(TEXT)
    title_en: str = cell(TEXT)
    title_ru: str = cell(TEXT)
    start: PartialDate = cell(DATE)
    end: PartialDate = cell(DATE)
    dating: str | None = cell(optional(concept("dating")))
    printed_date: str = cell(TEXT)
    location: tuple[str, ...] = cell(many(reference("place")))
    involves: tuple[str, ...] = cell(many(reference("place")))
    venue: tuple[str, ...] = cell(many(reference("venue")))
    organiser: tuple[str, ...] = cell(many(reference("organisation")))
    agent: tuple[str, ...] = cell(many(reference("organisation")))
    giver: tuple[str, ...] = cell(many(typed_reference("organisation", "place", "official")))
    recipient: tuple[str, ...] = cell(many(typed_reference("organisation", "place", "official")))
    subject: tuple[str, ...] = cell(
        many(typed_reference("organisation", "venue", "series", "agreement", "route", "place"))
    )
    host: tuple[str, ...] = cell(many(typed_reference("organisation", "place", "official")))
    official: tuple[str, ...] = cell(many(reference("official")))
    series: tuple[str, ...] = cell(many(reference("series")))
    edition: int | None = cell(optional(INTEGER))
    for_series: tuple[str, ...] = cell(many(reference("series")))
    anniversary: int | None = cell(optional(INTEGER))
    commemorates: tuple[str, ...] = cell(
        many(typed_reference("agreement", "place", "organisation", "route", "series", "venue"))
    )
    concludes: tuple[str, ...] = cell(many(reference("agreement")))
    route: tuple[str, ...] = cell(many(reference("route")))
    part_of: tuple[str, ...] = cell(many(scoped_reference("event")))
    category: tuple[str, ...] = cell(many(TEXT))
    status: str = cell(concept("status"))
    mode: tuple[str, ...] = cell(many(concept("mode")))
    total: int | None = cell(optional(INTEGER))
    total_qualifier: str | None = cell(optional(concept("qualifier")))
    attendance: int | None = cell(optional(INTEGER))
    visitors: int | None = cell(optional(INTEGER))
    visitors_qualifier: str | None = cell(optional(concept("qualifier")))
    amount_jpy: int | None = cell(optional(INTEGER))
    budget_jpy: int | None = cell(optional(INTEGER))
    rule: str = cell(TEXT)
    review: str = cell(concept("review"))
    note: str = cell(TEXT)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: an end before its start, a day outside the printed ones, no number where one stands."""
        if self.end.latest < self.start.earliest:
            yield "end", f"it ends ({self.end}) before it starts ({self.start})"
        span = _printed_span(self.printed_date)
        if span and not span[0] <= self.start.earliest <= self.end.latest <= span[1]:
            yield "start", f"{self.start} to {self.end} is not within the printed date {self.printed_date}"
        for column in ("edition", "anniversary", "total"):
            if getattr(self, column) == 0:
                yield column, "a count begins with 1"

    def years(self) -> range:
        """Return the years from its start to its end."""
        return range(self.start.year, self.end.year + 1)


_PRINTED_SPAN = re.compile(r"(\d{4})\([^)]*\) ?(\d+)月(\d+)日?(?:[~～](?:(\d+)月)?(\d+)日)?")

_CATEGORIES = words("「{title}」の分類", "Categories of “{title}”", "Рубрики: «{title}»")


def triples(row: Event, context: Context) -> Iterator[Triple]:
    """Yield everything the row tells of the event; what follows from it is left to reasoning.

    Of an event that several records tell, each value stands once: the leading row's. The others are claims.
    """
    event = context.fact("event", row.id)
    versions = merged.ordered(context.versions(Event, row.id))
    if row is versions[0]:
        yield from _led(event, row, versions, context)
    yield from typed(event, row.kind)
    yield from valued(event, "exg:printedDate", row.printed_date)
    yield from _places(event, row, context)
    yield from _links(event, row, context)
    yield from _roles(event, row, context)
    yield from _claims(event, row, versions, context)
    yield from derived(event, context, row.record, rule=row.rule, review=row.review, note=row.note)


def _led(event: str, row: Event, versions: list[Event], context: Context) -> Iterator[Triple]:
    """Yield what stands once of an event: names, date, status and numbers."""
    whole, groups = merged.merged(versions), groups_of(row, context)
    yield from labelled(event, labels.label(whole, groups, context))
    yield from described(event, description(whole, groups, context))
    yield from titled(event, whole.title, {"en": whole.title_en, "ru": whole.title_ru})
    dating = row.dating or "printed"
    if dating == "printed":
        yield event, name("exg:start"), partial_date(row.start)
        yield event, name("exg:end"), partial_date(row.end)
    yield from dated(event, row.start, row.end, dating, context)
    yield from linked(event, "exg:status", [context.concept("status", whole.status)])
    yield from counted(event, "exg:edition", whole.edition)
    yield from counted(event, "exg:anniversary", whole.anniversary)
    yield from _numbers(event, whole, groups, context)


def _numbers(event: str, whole: Event, groups: list[participation.Participation], context: Context) -> Iterator[Triple]:
    yield from counted(event, "exg:totalHeadcount", circumstances.headcount(whole, groups))
    yield from counted(event, "exg:attendance", whole.attendance)
    yield from counted(event, "exg:visitors", whole.visitors)
    total = circumstances.qualifier(whole, groups)
    yield from linked(event, "exg:totalQualifier", context.concepts("qualifier", total))
    yield from linked(event, "exg:visitorsQualifier", context.concepts("qualifier", whole.visitors_qualifier))
    for predicate, yen in (("exg:amount", whole.amount_jpy), ("exg:budget", whole.budget_jpy)):
        if yen is not None:
            yield event, name(predicate), decimal(Decimal(yen))


_CLAIMED: dict[str, tuple[str, Callable[[Any], str]]] = {
    "start": ("exg:start", partial_date),
    "end": ("exg:end", partial_date),
    "title": ("exg:title", lambda value: literal(value, "ja")),
    "edition": ("exg:edition", integer),
    "anniversary": ("exg:anniversary", integer),
    "total": ("exg:totalHeadcount", integer),
    "visitors": ("exg:visitors", integer),
}
"""Columns of which a record may tell another value than the leading one, with their property and term."""


def _claims(event: str, row: Event, versions: list[Event], context: Context) -> Iterator[Triple]:
    for column, (predicate, term) in _CLAIMED.items():
        value = getattr(row, column)
        undated = column in ("start", "end") and row.dating not in (None, "printed")
        if undated or value in (None, "") or value == merged.stated(versions, column):
            continue
        claim = context.thing("claim", context.owner, row.id, column)
        records = [context.fact(RECORD, number) for number in row.record]
        yield from merged.claimed(event, claim, predicate, term(value), records)
        qualifiers = context.concepts("qualifier", getattr(row, f"{column}_qualifier", None))
        yield from linked(claim, "exg:claimedQualifier", qualifiers)


def _places(event: str, row: Event, context: Context) -> Iterator[Triple]:
    yield from linked(event, "exg:location", context.things("place", circumstances.locations(row, context)))
    yield from linked(event, "exg:involves", context.things("place", row.involves))
    yield from linked(event, "exg:venue", context.things("venue", row.venue))


def _links(event: str, row: Event, context: Context) -> Iterator[Triple]:
    yield from linked(event, "exg:organiser", context.things("organisation", row.organiser))
    yield from linked(event, "exg:agent", context.things("organisation", row.agent))
    yield from linked(event, "exg:official", context.things("official", row.official))
    yield from linked(event, "exg:inSeries", context.things("series", row.series))
    yield from linked(event, "exg:forSeries", context.things("series", row.for_series))
    yield from linked(event, "exg:superEvent", [context.scoped("event", whole) for whole in row.part_of])
    yield from linked(event, "exg:commemorates", [context.typed(thing) for thing in row.commemorates])
    for agreement in row.concludes:
        plan = "Plan" in context.find(Agreement, agreement).class_
        yield from linked(event, "exg:adopts" if plan else "exg:concludes", [context.thing("agreement", agreement)])
    yield from linked(event, "exg:route", context.things("route", row.route))
    yield from linked(event, "exg:category", [_category(text, context) for text in row.category])
    yield from linked(event, "exg:mode", [context.concept("mode", mode) for mode in row.mode])


def _roles(event: str, row: Event, context: Context) -> Iterator[Triple]:
    """Yield who gave, received and hosted, and what was founded, opened or closed.

    Whoever has a role took part: an organisation as agent, a place as one that is involved.
    """
    for role in ("giver", "recipient", "subject", "host"):
        for thing_named in getattr(row, role):
            table = split_reference(thing_named)[0]
            thing = context.typed(thing_named)
            yield event, name(f"exg:{role}"), thing
            if table in _TAKES_PART:
                yield event, name(_TAKES_PART[table]), thing


_TAKES_PART = {"organisation": "exg:agent", "place": "exg:involves", "official": "exg:official", "venue": "exg:venue"}


def provenance(row: Event, context: Context) -> Iterator[Triple]:
    """Yield the categories that the document sorts the event by, as concepts of a scheme of its own.

    They are called as printed, and in the words that `[layout.categories]` of source.toml gives:
    `友好交流 = { en = "friendship", ru = "дружба" }`.
    """
    if not row.category:
        return
    source = context.source
    scheme = context.thing("scheme", "category", source.id)
    yield scheme, name("rdf:type"), name("skos:ConceptScheme")
    titles = {language: _CATEGORIES[language].format(title=title) for language, title in source.title.items()}
    yield from preferred(scheme, titles)
    for text in row.category:
        concept = _category(text, context)
        yield concept, name("rdf:type"), name("skos:Concept")
        yield from preferred(concept, {"ja": text, **source.layout.get("categories", {}).get(text, {})})
        yield from linked(concept, "skos:inScheme", [scheme])


def untold(row: Event, context: Context) -> Iterator[tuple[str, str]]:
    """Yield what the row leaves open of the event."""
    groups = groups_of(row, context)
    if groups and circumstances.headcount(row, groups) is None:
        yield "exg:totalHeadcount of events", "the number of one of their groups is not known"
    if row.start.fiscal_year is None:
        yield "exg:fiscalYear of events", "their month is not known"


def label(row: Event, context: Context) -> Words:
    """Return what an event is called."""
    whole = merged.merged(merged.ordered(context.versions(Event, row.id)))
    return labels.label(whole, groups_of(row, context), context)


def groups_of(row: Event, context: Context) -> list[participation.Participation]:
    """Return the groups of an event, by whichever source they are told; one told twice comes once."""
    return context.gathered(participation.Participation, "event", Event, row.id)


def _category(text: str, context: Context) -> str:
    """Return the term of a category in the words of the owner's document."""
    return context.concept("category", f"{context.owner}/{text.replace('/', '-')}")


def _printed_span(text: str) -> tuple[datetime.date, datetime.date] | None:
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
