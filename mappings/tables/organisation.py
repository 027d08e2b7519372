"""Organisations: who acts."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, choice, filled, many, optional, reference, typed_reference
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Organisation(Row):
    """An organisation, where it is based and who belongs to it."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(
        filled(
            many(
                choice(
                    "Organisation",
                    "LocalGovernment",
                    "Assembly",
                    "Council",
                    "Chamber",
                    "University",
                    "School",
                    "Museum",
                    "Hospital",
                    "Company",
                    "Association",
                    "Ensemble",
                    "MediaOrganisation",
                    "NationalBody",
                )
            )
        )
    )
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(TEXT)
    based_in: str | None = cell(optional(reference("place")))
    member: tuple[str, ...] = cell(many(typed_reference("place", "organisation")))
    part_of: str | None = cell(optional(reference("organisation")))
    origin: str = cell(FILLED)
