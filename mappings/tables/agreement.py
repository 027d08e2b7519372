"""Agreements: ties and acts agreed between two or more parties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from exgraph.facts.cell import (
    DATE,
    ID,
    INTEGER,
    TEXT,
    cell,
    choice,
    concept,
    filled,
    many,
    optional,
    reference,
    typed_reference,
)
from exgraph.facts.table import Row
from exgraph.mapping import description, label
from exgraph.mapping.context import Context
from exgraph.mapping.statement import counted, derived, described, labelled, linked, spanning, titled, told, typed
from exgraph.mapping.term import Triple, name, partial_date
from exgraph.model.date import PartialDate
from exgraph.model.vocabulary import CLASSES


@dataclass(frozen=True)
class Agreement(Row):
    """One agreement, as one source tells it: its parties and when it was concluded, if the source tells that."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(filled(many(choice("Agreement", *CLASSES["Agreement"], "Plan"))))
    title: str = cell(TEXT)
    title_en: str = cell(TEXT)
    title_ru: str = cell(TEXT)
    number: int | None = cell(optional(INTEGER))
    record: tuple[str, ...] = cell(filled(many(reference("record"))))
    party: tuple[str, ...] = cell(filled(many(typed_reference("place", "organisation"))))
    concluded: PartialDate | None = cell(optional(DATE))
    printed_date: str = cell(TEXT)
    renews: tuple[str, ...] = cell(many(reference("agreement")))
    rule: str = cell(TEXT)
    review: str = cell(concept("review"))
    note: str = cell(TEXT)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: one party, a sister or friendship tie of organisations, a year that is not the id's."""
        if len(self.party) < 2:
            yield "party", "an agreement has two parties or more"
        organisations = [party for party in self.party if not party.startswith("place/")]
        if organisations and not _TWINNING.isdisjoint(self.class_):
            yield "party", f"places are sisters and friends, not {organisations[0]}"
        year = re.search(r"-(\d{4})$", self.id)
        if self.concluded is not None and year and int(year[1]) != self.concluded.year:
            yield "concluded", f"{self.concluded} is not the year of the id {self.id}"


_TWINNING = frozenset({"SisterCityAgreement", "FriendshipAgreement"})


def triples(row: Agreement, context: Context) -> Iterator[Triple]:
    """Yield the agreement's kind, parties and date; its places are twinned by a sister or friendship tie.

    Twinning is stated one way and symmetric by reasoning.
    """
    agreement = context.thing("agreement", row.id)
    yield from typed(agreement, row.class_)
    yield from labelled(agreement, label.agreement(row.id, context))
    yield from described(agreement, description.agreement(row.id, context))
    yield from titled(agreement, row)
    yield from counted(agreement, "exg:number", row.number)
    plan = "Plan" in row.class_
    yield from linked(
        agreement, "exg:planParty" if plan else "exg:party", [context.typed(party) for party in row.party]
    )
    yield from linked(agreement, "exg:renews", context.things("agreement", row.renews))
    if row.concluded:
        yield agreement, name("exg:adopted" if plan else "exg:concluded"), partial_date(row.concluded)
        # A year told by one source and a month of it by another are one date, the more exact.
        told_dates = [str(other.concluded) for other in context.told("agreement", row.id)]
        if not any(date.startswith(f"{row.concluded}-") for date in told_dates):
            yield from spanning(agreement, row.concluded, row.concluded)
    yield from told(agreement, "exg:printedDate", row.printed_date)
    if not _TWINNING.isdisjoint(row.class_):
        places = [context.typed(party) for party in row.party if party.startswith("place/")]
        for one, other in combinations(places, 2):
            yield one, name("exg:twinnedWith"), other
    yield from derived(agreement, context, row.record, rule=row.rule, review=row.review, note=row.note)
