"""Events: what happened, or is planned."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import (
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    cell,
    choice,
    filled,
    many,
    optional,
    reference,
    typed_reference,
)
from exgraph.facts.table import Row
from exgraph.model.date import PartialDate

KIND = choice(
    "Visit",
    "YouthExchange",
    "Training",
    "Meeting",
    "Ceremony",
    "AgreementConclusion",
    "Exhibition",
    "TradeFair",
    "Performance",
    "SportsEvent",
    "Seminar",
    "Contest",
    "Research",
    "Donation",
    "Award",
    "Memorial",
    "Establishment",
    "TransportEvent",
    "MediaCoverage",
    "Publication",
    "Promotion",
    "Support",
)


@dataclass(frozen=True)
class Event(Row):
    """One event: when, where, who, of what series, and what it marks."""

    id: str = cell(NUMBER)
    record: tuple[str, ...] = cell(filled(many(reference("record"))))
    kind: tuple[str, ...] = cell(filled(many(KIND)))
    start: PartialDate = cell(DATE)
    end: PartialDate = cell(DATE)
    printed_date: str = cell(TEXT)
    location: tuple[str, ...] = cell(many(reference("place")))
    involves: tuple[str, ...] = cell(many(reference("place")))
    venue: tuple[str, ...] = cell(many(reference("venue")))
    organiser: tuple[str, ...] = cell(many(reference("organisation")))
    agent: tuple[str, ...] = cell(many(reference("organisation")))
    official: tuple[str, ...] = cell(many(reference("official")))
    series: tuple[str, ...] = cell(many(reference("series")))
    edition: int | None = cell(optional(INTEGER))
    anniversary: int | None = cell(optional(INTEGER))
    commemorates: tuple[str, ...] = cell(
        many(typed_reference("agreement", "place", "organisation", "route", "series", "venue"))
    )
    concludes: tuple[str, ...] = cell(many(reference("agreement")))
    route: tuple[str, ...] = cell(many(reference("route")))
    category: tuple[str, ...] = cell(many(TEXT))
    status: str = cell(choice("held", "planned", "unscheduled", "under-discussion", "postponed", "cancelled"))
    mode: tuple[str, ...] = cell(many(choice("outbound", "inbound", "online", "domestic")))
    total: int | None = cell(optional(INTEGER))
    visitors: int | None = cell(optional(INTEGER))
    amount_jpy: int | None = cell(optional(INTEGER))
    rule: str = cell(TEXT)
    review: str = cell(choice("proposed", "accepted", "corrected"))
    note: str = cell(TEXT)
