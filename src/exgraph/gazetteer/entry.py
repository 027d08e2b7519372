"""What the reference gazetteer knows of one place."""

from __future__ import annotations

from dataclasses import dataclass, field

JAPAN = "JP"
"""Japan's code (ISO 3166-1)."""


@dataclass(frozen=True)
class Entry:
    """One place: an id to propose, its class, names, the keys of what it lies in, its point and what others call it.

    `country` is the ISO 3166-1 code; `division` the prefecture's Japanese name in Japan, elsewhere GeoNames' code
    of the first-level division. `identifiers` maps the schemes of identifier.csv to values. `former` holds the name and
    the day of a municipality that has become part of this one, where it was found by that name.
    """

    id: str
    kind: str
    ja: str
    en: str
    kana: str = ""
    ru: str = ""
    within: tuple[Entry, ...] = ()
    lat: str = ""
    lon: str = ""
    country: str = ""
    division: str = ""
    population: int = 0
    identifiers: dict[str, str] = field(default_factory=dict, hash=False, compare=False)
    website: str = ""
    origin: str = ""
    former: tuple[str, str] | None = None

    @property
    def line(self) -> tuple[Entry, ...]:
        """The place and all that it lies in, the narrowest first."""
        return (self, *(each for parent in self.within for each in parent.line))


@dataclass(frozen=True)
class Found:
    """A place that a name may mean, how sure that is from 0 to 1, and what it rests on, in English."""

    entry: Entry
    score: float
    reason: str
