"""Participations: one delegation or group of an event."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import INTEGER, NUMBER, TEXT, cell, choice, counts, many, optional, reference
from exgraph.facts.table import Row

ROLE = choice(
    "pupil",
    "student",
    "youth",
    "child",
    "official",
    "assembly-member",
    "citizen",
    "delegation",
    "athlete",
    "artist",
    "doctor",
    "researcher",
    "trainee",
    "teacher",
    "business",
    "leader",
    "staff",
    "journalist",
    "expert",
    "other",
)


@dataclass(frozen=True)
class Participation(Row):
    """One group: from where, to where, how many, who."""

    id: str = cell(NUMBER)
    event: str = cell(reference("event"))
    from_: tuple[str, ...] = cell(many(reference("place")))
    to: tuple[str, ...] = cell(many(reference("place")))
    headcount: int | None = cell(optional(INTEGER))
    body: tuple[str, ...] = cell(many(reference("organisation")))
    role: tuple[str, ...] = cell(many(ROLE))
    parts: tuple[tuple[str, int], ...] = cell(counts(ROLE))
    rule: str = cell(TEXT)
    review: str = cell(choice("proposed", "accepted", "corrected"))
    note: str = cell(TEXT)
