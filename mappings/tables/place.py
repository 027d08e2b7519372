"""Places: administrative places and the wider regions that documents speak of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from exgraph.facts.cell import DECIMAL, FILLED, ID, TEXT, cell, choice, filled, many, optional, reference
from exgraph.facts.table import Row

PLACE_CLASSES = (
    "Country",
    "MacroRegion",
    "Prefecture",
    "Subprefecture",
    "FederalSubject",
    "Province",
    "Municipality",
    "City",
    "Town",
    "Village",
    "District",
    "Place",
)


@dataclass(frozen=True)
class Place(Row):
    """A place with its names, its parents and its point on a map (WGS 84 degrees)."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(filled(many(choice(*PLACE_CLASSES))))
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    within: tuple[str, ...] = cell(many(reference("place")))
    lat: Decimal | None = cell(optional(DECIMAL))
    lon: Decimal | None = cell(optional(DECIMAL))
    origin: str = cell(FILLED)
