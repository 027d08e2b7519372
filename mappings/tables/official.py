"""Officials: holders of a public office that a document names."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, optional, reference
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Official(Row):
    """A holder of a public office."""

    id: str = cell(ID)
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    office_ja: str = cell(FILLED)
    office_en: str = cell(FILLED)
    office_ru: str = cell(FILLED)
    place: str | None = cell(optional(reference("place")))
    origin: str = cell(FILLED)
