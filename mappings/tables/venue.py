"""Venues: named halls, libraries, malls, ships."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, reference
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Venue(Row):
    """A venue and the place it stands in."""

    id: str = cell(ID)
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    within: str = cell(reference("place"))
    origin: str = cell(FILLED)
