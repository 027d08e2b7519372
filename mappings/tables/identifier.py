"""Identifiers of places elsewhere, each with the source that was read for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, cell, choice, reference
from exgraph.facts.table import Row


@dataclass(frozen=True)
class Identifier(Row):
    """What another data set calls a place."""

    KEY: ClassVar[tuple[str, ...]] = ("place", "scheme", "value")

    place: str = cell(reference("place"))
    scheme: str = cell(choice("geonames", "wikidata", "iso3166-2", "jis", "estat"))
    value: str = cell(FILLED)
    origin: str = cell(FILLED)
