"""Participations: one delegation or group of an event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from exgraph.facts.cell import INTEGER, NUMBER, TEXT, cell, concept, counts, many, optional, reference, scoped_reference
from exgraph.facts.table import Row
from exgraph.mapping import description, label
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, derived, described, labelled, linked, typed
from exgraph.mapping.term import Triple


@dataclass(frozen=True)
class Participation(Row):
    """One group: from where, to where, how many, who."""

    id: str = cell(NUMBER)
    event: str = cell(reference("event"))
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
        if self.headcount is not None and parts > self.headcount:
            yield "parts", f"the parts are {parts} people, the group is {self.headcount}"


def triples(row: Participation, context: Context) -> Iterator[Triple]:
    """Yield the group's way, number, bodies, roles and parts; its records are those of its event."""
    group = context.fact("participation", row.id)
    event = context.find("event", row.event)
    yield from typed(group, ["Participation"])
    yield from labelled(group, label.participation(row, context))
    yield from described(group, description.participation(row, context))
    yield from linked(context.fact("event", row.event), "exg:participation", [group])
    yield from linked(group, "exg:from", context.things("place", row.from_))
    yield from linked(group, "exg:to", context.things("place", row.to))
    yield from counted(group, "exg:headcount", row.headcount)
    yield from linked(group, "exg:qualifier", context.concepts("qualifier", row.qualifier))
    yield from linked(group, "exg:body", context.things("organisation", row.body))
    yield from linked(group, "exg:role", [context.concept("role", role) for role in row.role])
    for role, number in row.parts:
        part = context.fact("participation", f"{row.id}/part-{role}")
        yield from typed(part, ["ParticipantPart"])
        yield from labelled(part, label.part(role, number))
        yield from described(part, description.part(role, number, row, context))
        yield from linked(group, "exg:part", [part])
        yield from linked(part, "exg:role", [context.concept("role", role)])
        yield from counted(part, "exg:headcount", number)
    yield from derived(group, context, event.record, rule=row.rule, review=row.review, note=row.note)
