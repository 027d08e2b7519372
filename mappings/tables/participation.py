"""Participations: one delegation or group of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import INTEGER, NUMBER, TEXT, cell, concept, counts, many, optional, reference, scoped_reference
from exgraph.facts.record import RECORD
from exgraph.facts.table import Row
from exgraph.mapping import merged
from exgraph.mapping.clause import clause, clauses, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, derived, described, labelled, linked, typed
from exgraph.mapping.term import Triple, integer, name
from exgraph.mapping.wording import LANGUAGES, Words, continued, detailed, people, span, words

from . import _group_label as names
from . import event as events
from .place import common


@dataclass(frozen=True)
class Participation(Row):
    """One group: from where, to where, how many, who."""

    WITHIN_SOURCE: ClassVar[bool] = True

    id: str = cell(NUMBER)
    event: str = cell(reference("event", NUMBER))
    from_: tuple[str, ...] = cell(many(reference("place")))
    to: tuple[str, ...] = cell(many(reference("place")))
    home: tuple[str, ...] = cell(many(reference("place")))
    headcount: int | None = cell(optional(INTEGER))
    qualifier: str | None = cell(optional(concept("qualifier")))
    body: tuple[str, ...] = cell(many(reference("organisation")))
    role: tuple[str, ...] = cell(many(concept("role")))
    parts: tuple[tuple[str, int], ...] = cell(counts(concept("role")))
    same_as: tuple[str, ...] = cell(many(scoped_reference("participation")))
    rule: str = cell(TEXT)
    review: str = cell(concept("review"))
    note: str = cell(TEXT)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: a group of nobody, and parts that are more than the whole."""
        parts = sum(number for _, number in self.parts)
        if self.headcount == 0 or any(number == 0 for _, number in self.parts):
            yield "headcount", "a group has at least one member"
        if self.home and (self.from_ or self.to):
            yield "home", "a group at home did not travel: leave from and to empty, or home"
        if self.to and set(self.from_) == set(self.to):
            yield "to", "the group goes to where it came from: a group that did not travel has a home only"
        if len(self.same_as) > 1:
            yield "same_as", "a group is counted in one place"
        if self.headcount is not None and parts > self.headcount:
            yield "parts", f"the parts are {parts} people, the group is {self.headcount}"

    def same(self) -> str | None:
        """Return the group that this one is, under which it is counted."""
        return next(iter(self.same_as), None)


_EVENT = words("参加した行事: {}", "Took part in: {}", "Событие: {}")
_GROUP = words("一行: {}", "Part of the group: {}", "Часть группы: {}")
_PARTS = words("内訳: {}", "Of whom: {}", "Из них: {}")


def triples(row: Participation, context: Context) -> Iterator[Triple]:
    """Yield the group's way, number, bodies, roles and parts; its records are those of its event.

    A group that is told elsewhere too is counted there: its address leads on, and its event is attended by it.
    """
    event = context.find(events.Event, row.event)
    if row.same_as:
        yield from _counted_elsewhere(row, event, context)
        return
    group = context.fact("participation", row.id)
    yield from labelled(group, _label(row, context, event))
    yield from described(group, _description(row, context, event))
    yield from _at_home(group, row, context) if row.home else _travelling(group, row, event, context)
    yield from linked(group, "exg:qualifier", context.concepts("qualifier", row.qualifier))
    yield from linked(group, "exg:body", context.things("organisation", row.body))
    yield from linked(group, "exg:role", [context.concept("role", role) for role in row.role])
    for role, number in row.parts:
        part = context.fact("participation", f"{row.id}/part-{role}")
        yield from typed(part, ["ParticipantPart"])
        yield from labelled(part, names.part(role, number, row, event, context))
        yield from described(part, _part_description(role, number, row, event, context))
        yield from linked(group, "exg:part", [part])
        yield from linked(part, "exg:role", [context.concept("role", role)])
        yield from counted(part, "exg:size", number)
    yield from derived(group, context, event.record, rule=row.rule, review=row.review, note=row.note)


def _travelling(group: str, row: Participation, event: events.Event, context: Context) -> Iterator[Triple]:
    """Yield each end of the way as told, and one place for all of them, by which travellers are summed.

    Of an event that was not held the number is a plan: nobody travelled.
    """
    yield from typed(group, ["Participation"])
    yield from linked(context.fact("event", row.event), "exg:participation", [group])
    for predicate, places in (("exg:from", row.from_), ("exg:to", row.to)):
        yield from linked(group, f"{predicate}Each", context.things("place", places))
        if one := common(places, context):
            yield group, name(predicate), context.thing("place", one)
    number = "exg:headcount" if event.status == "held" else "exg:plannedHeadcount"
    yield from counted(group, number, row.headcount)


def _at_home(group: str, row: Participation, context: Context) -> Iterator[Triple]:
    yield from typed(group, ["HostGroup"])
    yield from linked(context.fact("event", row.event), "exg:hostGroup", [group])
    yield from linked(group, "exg:home", context.things("place", row.home))
    yield from counted(group, "exg:size", row.headcount)


def _counted_elsewhere(row: Participation, event: events.Event, context: Context) -> Iterator[Triple]:
    (elsewhere,) = row.same_as
    there = context.elsewhere(Participation, elsewhere)
    group, own = context.scoped("participation", elsewhere), f"{context.owner}/{row.id}"
    address, attended = context.thing("participation", own), context.fact("event", row.event)
    yield from typed(address, ["Redirect"])
    yield address, name("dcterms:isReplacedBy"), group
    if attended != context.within(elsewhere.partition("/")[0]).fact("event", there.event):
        yield from linked(attended, "exg:attendedBy", [group])
    if row.headcount is not None and row.headcount != there.headcount:
        records = [context.fact(RECORD, number) for number in event.record]
        claim = context.thing("claim", own, "headcount")
        yield from merged.claimed(group, claim, "exg:headcount", integer(row.headcount), records)


def _label(row: Participation, context: Context, event: events.Event) -> Words:
    """Return what a group is called: who, from where to where, how many, when."""
    return {
        language: names.group(row, event, context, language, span(event.start, event.end, language))
        for language in LANGUAGES
    }


def _description(row: Participation, context: Context, event: events.Event) -> Words:
    """Return who the group was, its parts, and what it took part in."""
    took_part_in = events.label(event, context)

    def parts(language: str) -> Iterator[str]:
        of_whom = [_part(role, number)[language] for role, number in row.parts]
        of_whom[1:] = map(continued, of_whom[1:])
        yield names.group(row, event, context, language)
        yield from clauses(_PARTS, of_whom, language)
        yield clause(_EVENT, [took_part_in[language]], language)

    return spoken(parts)


def _part(role: str, number: int) -> Words:
    """Return what those of a group who share a role are called within what is told of it."""
    who = names.role(role, number)
    return {language: detailed(who[language], [people(number, language)], language) for language in LANGUAGES}


def _part_description(role: str, number: int, row: Participation, event: events.Event, context: Context) -> Words:
    """Return which part of which group it is."""

    def parts(language: str) -> Iterator[str]:
        yield _part(role, number)[language]
        yield clause(_GROUP, [names.group(row, event, context, language)], language)

    return spoken(parts)
