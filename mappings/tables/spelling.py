"""Spellings: every other way in which a thing is written, true variants and noise apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, ID, cell, choice
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Spelling(Row):
    """One spelling of a thing of the gazetteer."""

    KEY: ClassVar[tuple[str, ...]] = ("table", "id", "kind", "language", "text")

    table: str = cell(choice("place", "organisation", "series", "venue", "official", "route"))
    id: str = cell(ID)
    kind: str = cell(choice("alt", "hidden"))
    language: str = cell(FILLED)
    text: str = cell(FILLED)
    origin: str = cell(FILLED)
