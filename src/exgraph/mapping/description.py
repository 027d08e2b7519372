"""Descriptions composed from facts: what a thing is, where, when and with whom, as a reader would say it aloud."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from exgraph.mapping import label, occasion, wording
from exgraph.mapping.clause import FIELDS, UNITS, clause, clauses, figure, kinds, quantity, sentences
from exgraph.mapping.context import Context
from exgraph.mapping.wording import LANGUAGES, Words
from exgraph.model.date import PartialDate
from exgraph.sources.source import Source


def place(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the place table
    """Return what kind of place it is and what it lies in, up to its country."""
    return {language: sentences(_place(row, context, language), language) for language in LANGUAGES}


def _place(row: Any, context: Context, language: str) -> Iterator[str]:  # noqa: ANN401 - a row of the place table
    yield kinds(row.class_, language)
    if row.within:
        yield clause("within", _up(row.within[0], context, language), language)


def venue(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the venue table
    """Return that it is a venue, and where it stands."""
    return {
        language: sentences(
            [kinds(["Venue"], language), clause("within", _up(row.within, context, language), language)], language
        )
        for language in LANGUAGES
    }


def organisation(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the organisation table
    """Return what kind of organisation it is, where it is based, what it is part of and who belongs to it."""
    return {language: sentences(_organisation(row, context, language), language) for language in LANGUAGES}


def _organisation(row: Any, context: Context, language: str) -> Iterator[str]:  # noqa: ANN401 - an organisation row
    yield kinds(row.class_, language)
    if row.based_in:
        yield clause("based", _up(row.based_in, context, language), language)
    if row.part_of:
        yield clause("part", label.names("organisation", [row.part_of], context, language), language)
    yield from clauses("members", [label.named(member, context, language) for member in row.member], language)


def series(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the series table
    """Return what kind of series it is and who runs it."""
    return {
        language: sentences(
            [
                kinds(row.class_, language),
                *clauses("organiser", label.names("organisation", row.organiser, context, language), language),
            ],
            language,
        )
        for language in LANGUAGES
    }


def official(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the official table
    """Return the office that is held, and where."""
    return {
        language: sentences(
            [
                getattr(row, f"office_{language}"),
                *([clause("place", _up(row.place, context, language), language)] if row.place else []),
            ],
            language,
        )
        for language in LANGUAGES
    }


def route(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the route table
    """Return that it is a route, its two ends, and when it was operated."""
    described = {}
    for language in LANGUAGES:
        ends = wording.paired(label.names("place", [row.end_a, row.end_b], context, language), language)
        parts = [kinds(["TransportRoute"], language), clause("ends", [ends], language)]
        if row.operated:
            parts.append(clause("operated", [_interval(row.operated, language)], language))
        described[language] = sentences(parts, language)
    return described


def indicator(row: Any) -> Words:  # noqa: ANN401 - a row of the indicator table
    """Return what is measured, and its unit where it has one in words."""
    return {
        language: sentences(
            [kinds(["Indicator"], language), *clauses("unit", [UNITS[row.unit][language]], language)], language
        )
        for language in LANGUAGES
    }


def observation(row: Any, labels: Words) -> Words:  # noqa: ANN401 - a row of the observation table
    """Return what was observed with its value."""
    return {
        language: sentences([f"{labels[language]}: {quantity(row.value, row.unit, language)}"], language)
        for language in LANGUAGES
    }


def record(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the record table
    """Return which lines of which document the record is."""
    one = row.first_line == row.last_line
    key, lines = ("line", str(row.first_line)) if one else ("lines", f"{row.first_line}–{row.last_line}")
    return {
        language: sentences([FIELDS[key][language].format(lines=lines, title=context.source.title[language])], language)
        for language in LANGUAGES
    }


def document(source: Source) -> Words:
    """Return that it is a document, and who published it; the English name stands in for a Russian one not given."""
    return {
        language: sentences(
            [
                kinds(["SourceDocument"], language),
                clause("published", [source.publisher.get(language, source.publisher["en"])], language),
            ],
            language,
        )
        for language in LANGUAGES
    }


def agreement(key: str, context: Context) -> Words:
    """Return what kind of agreement it is, its parties and when it was concluded, by its most exact source."""
    row = label.most_exact(key, context)
    described = {}
    for language in LANGUAGES:
        parties = [label.named(party, context, language) for party in row.party]
        concluded = FIELDS["undated"][language]
        if row.concluded:
            concluded = clause("concluded", [wording.date(row.concluded, language)], language)
        described[language] = sentences(
            [kinds(row.class_, language), *clauses("parties", parties, language), concluded], language
        )
    return described


def participation(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the participation table
    """Return who the group was, its parts, and what it took part in."""
    event = occasion.event(context.find("event", row.event), context)
    described = {}
    for language in LANGUAGES:
        parts = [label.part(role, number)[language] for role, number in row.parts]
        parts[1:] = map(wording.continued, parts[1:])
        described[language] = sentences(
            [
                label.group(row, context, language),
                *clauses("parts", parts, language),
                clause("event", [event[language]], language),
            ],
            language,
        )
    return described


def part(role: str, number: int, row: Any, context: Context) -> Words:  # noqa: ANN401 - a participation row
    """Return which part of which group it is."""
    return {
        language: sentences(
            [label.part(role, number)[language], clause("group", [label.group(row, context, language)], language)],
            language,
        )
        for language in LANGUAGES
    }


def event(row: Any, context: Context) -> Words:  # noqa: ANN401 - a row of the event table
    """Return what an event was, where, when, who took part, who held it and what it marked."""
    return {language: sentences(_event(row, context, language), language) for language in LANGUAGES}


def _event(row: Any, context: Context, language: str) -> Iterator[str]:  # noqa: ANN401 - a row of the event table
    def those(key: str, table: str, keys: Sequence[str]) -> Iterator[str]:
        yield from clauses(key, label.names(table, keys, context, language), language)

    groups = context.referring("participation", "event", row.id)
    places = occasion.locations(row, context)
    travelled = {place for group in groups for place in (*group.from_, *group.to)}
    first, *others = [wording.KINDS[kind][language] for kind in row.kind]
    what = wording.listed([first, *map(wording.continued, others)], language)
    yield wording.detailed(what, list(occasion.circumstances(row, language)), language)
    yield from those("venue", "venue", row.venue)
    yield from those("place", "place", places)
    for group in groups:
        yield label.group(group, context, language)
    yield from those("others", "place", [place for place in row.involves if place not in {*places, *travelled}])
    yield from those("organiser", "organisation", row.organiser)
    yield from those("agent", "organisation", [each for each in row.agent if each not in row.organiser])
    # Names of officials hold commas of their own.
    officials = label.names("official", row.official, context, language)
    yield from clauses("official", ["、".join(officials) if language == "ja" else "; ".join(officials)], language)
    yield from those("route", "route", row.route)
    yield from those("series", "series", row.series)
    if row.edition:
        yield clause("edition", [str(row.edition)], language)
    if mark := occasion.anniversary(row, context, language):
        yield mark
    for tie in row.concludes:
        yield clause("concludes", [label.named(f"agreement/{tie}", context, language)], language)
    if row.total:
        yield clause("total", [wording.people(row.total, language)], language)
    if row.visitors:
        yield clause("visitors", [wording.people(row.visitors, language)], language)
    if row.amount_jpy:
        yield clause("amount", [figure(Decimal(row.amount_jpy), language)], language)


def _up(key: str, context: Context, language: str) -> list[str]:
    """Return the names of a place and of all above it, as one text."""
    chain = [key]
    while parents := [each for each in context.find("place", chain[-1]).within if each not in chain]:
        chain.append(parents[0])
    found = label.names("place", chain if language != "ja" else reversed(chain), context, language)
    return ["".join(found) if language == "ja" else ", ".join(found)]


def _interval(operated: str, language: str) -> str:
    """Return an EDTF interval in words; an open end (`..`) stays open."""
    start, _, end = operated.partition("/")
    dates = ["" if each in ("", "..") else wording.date(PartialDate.parse(each), language) for each in (start, end)]
    return (" – " if language != "ja" else "〜").join(dates).strip()
