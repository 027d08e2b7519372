"""Series and programmes: what recurs, or is run as an undertaking."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, choice, filled, many, reference
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Series(Row):
    """A series of events or a programme."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(
        filled(
            many(
                choice(
                    "Series",
                    "Programme",
                    "YouthProgramme",
                    "TrainingProgramme",
                    "TradeProgramme",
                    "CultureProgramme",
                    "SportsProgramme",
                    "MedicalProgramme",
                    "ResearchProgramme",
                    "FundingProgramme",
                )
            )
        )
    )
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    organiser: tuple[str, ...] = cell(many(reference("organisation")))
    origin: str = cell(FILLED)
