"""Agreements: ties and acts agreed between two or more parties."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import DATE, ID, TEXT, cell, choice, filled, many, reference, typed_reference
from exgraph.facts.table import Row
from exgraph.model.date import PartialDate


@dataclass(frozen=True)
class Agreement(Row):
    """One agreement, as one source tells it: its parties and when it was concluded."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(
        filled(
            many(
                choice(
                    "Agreement",
                    "SisterCityAgreement",
                    "FriendshipAgreement",
                    "CooperationAgreement",
                    "Memorandum",
                    "JointStatement",
                    "AssemblyAgreement",
                    "InstitutionalAgreement",
                )
            )
        )
    )
    record: tuple[str, ...] = cell(filled(many(reference("record"))))
    party: tuple[str, ...] = cell(filled(many(typed_reference("place", "organisation"))))
    concluded: PartialDate = cell(DATE)
    printed_date: str = cell(TEXT)
    rule: str = cell(TEXT)
    review: str = cell(choice("proposed", "accepted", "corrected"))
    note: str = cell(TEXT)
