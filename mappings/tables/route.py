"""Transport routes: ferry and air lines between two places."""

from __future__ import annotations

from dataclasses import dataclass

from exgraph.facts.cell import FILLED, ID, TEXT, cell, choice, reference
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Route(Row):
    """A route, its two ends and the years it was operated, as a document tells them."""

    id: str = cell(ID)
    mode: str = cell(choice("ferry", "air"))
    ja: str = cell(FILLED)
    en: str = cell(FILLED)
    ru: str = cell(FILLED)
    end_a: str = cell(reference("place"))
    end_b: str = cell(reference("place"))
    operated: str = cell(TEXT)
    origin: str = cell(FILLED)
