"""Names in running text: places, organisations, series, venues and routes of the gazetteer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from exgraph.extract.lexicon import Lexicon
from exgraph.extract.text import tidy
from exgraph.facts.catalogue import Catalogue
from exgraph.facts.cell import split_reference

_TABLES = ("place", "organisation", "venue", "route", "official", "series")
_MUNICIPAL = ("City", "Town", "Village", "Municipality")


@dataclass(frozen=True)
class Mention:
    """A name found in a text: offsets, and what of the gazetteer it names."""

    start: int
    end: int
    table: str
    id: str


@dataclass(frozen=True)
class Gazetteer:
    """What extraction knows of the world: names, and how places, organisations, venues and routes lie to each other.

    `names` maps a tidy Japanese name to its table and id; the other mappings go by id: parents and classes of places,
    seats and member places of organisations, the places of venues, the two ends of routes.
    """

    names: dict[str, tuple[str, str]]
    parents: dict[str, tuple[str, ...]] = field(default_factory=dict)
    classes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seats: dict[str, str | None] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    venues: dict[str, str] = field(default_factory=dict)
    routes: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def from_catalogue(cls, catalogue: Catalogue, language: str = "ja") -> Gazetteer:
        """Gather the Japanese names of every table of the gazetteer, and those in a document's own language.

        A name of two things belongs to the first in the order place, organisation, venue, route, official, series.
        """
        rows = {table: [entry.row for _, entry in catalogue.rows(table)] for table in (*_TABLES, "spelling")}
        names: dict[str, tuple[str, str]] = {}
        for table in _TABLES:
            for row in rows[table]:
                names.setdefault(tidy(row.ja), (table, row.id))
        spellings = [row for row in rows["spelling"] if row.table in _TABLES]  # not those of indicators and the like
        for row in sorted(spellings, key=lambda row: _TABLES.index(row.table)):
            if row.language.startswith("ja") or row.language == language:
                names.setdefault(tidy(row.text), (row.table, row.id))
        if language != "ja":
            for table in _TABLES:
                for row in rows[table]:
                    names.setdefault(_unbracketed(getattr(row, language)), (table, row.id))
        names.pop("", None)
        return cls(
            names,
            parents={row.id: row.within for row in rows["place"]},
            classes={row.id: row.class_ for row in rows["place"]},
            seats={row.id: row.based_in for row in rows["organisation"]},
            members={row.id: _places(row.member) for row in rows["organisation"]},
            venues={row.id: row.within for row in rows["venue"]},
            routes={row.id: (row.end_a, row.end_b) for row in rows["route"]},
        )

    @cached_property
    def _lexicons(self) -> tuple[Lexicon, Lexicon]:
        series = [name for name, (table, _) in self.names.items() if table == "series"]
        return Lexicon.of(set(self.names).difference(series)), Lexicon.of(series)

    def mentions(self, text: str) -> list[Mention]:
        """Return the names in a tidy text: leftmost, then longest, none overlapping another.

        Series are looked for apart, since the places in their names count: 北海道・サハリン州知事会談.
        """
        found = [span for lexicon in self._lexicons for span in lexicon.find(text)]
        mentions = [Mention(start, end, *self.names[text[start:end]]) for start, end in found]
        return sorted(mentions, key=lambda mention: (mention.start, -mention.end))

    def inner_places(self, text: str, mention: Mention) -> list[str]:
        """Return the places that stand inside a longer name, such as サハリン州 in サハリン州郷土博物館."""
        words = text[mention.start : mention.end]
        found = []
        for start in range(len(words)):
            for end in range(len(words), start + 1, -1):
                table, key = self.names.get(words[start:end], ("", ""))
                if table == "place" and end - start < len(words):
                    found.append((start, end, key))
        widest = [each for each in found if not any(_covers(other, each) for other in found)]
        return [key for _, _, key in widest]

    def seat(self, mention: Mention) -> str | None:
        """Return the place where a venue stands or an organisation is based, or None."""
        if mention.table == "venue":
            return self.venues.get(mention.id)
        return self.seats.get(mention.id) if mention.table == "organisation" else None

    def is_a(self, place: str, kind: str) -> bool:
        """Say whether a place is of a class, such as Country."""
        return kind in self.classes.get(place, ())

    def is_municipality(self, place: str) -> bool:
        """Say whether a place is a city, a town or a village."""
        return any(self.is_a(place, kind) for kind in _MUNICIPAL)

    def route(self, places: Iterable[str]) -> str | None:
        """Return the route whose two ends are among the places, the first where there are several, or None."""
        known = set(places)
        return next((route for route, ends in self.routes.items() if known.issuperset(ends)), None)

    def ancestors(self, place: str) -> Iterator[str]:
        """Yield every place that this one lies within."""
        for parent in self.parents.get(place, ()):
            yield parent
            yield from self.ancestors(parent)

    def within(self, place: str, other: str) -> bool:
        """Say whether a place is another one or lies within it."""
        return place == other or other in self.ancestors(place)

    def specific(self, places: Iterable[str]) -> list[str]:
        """Return the places, in order and once each, without those that another one lies within."""
        unique = list(dict.fromkeys(places))
        return [place for place in unique if not any(other != place and self.within(other, place) for other in unique)]


def _unbracketed(name: str) -> str:
    """Return a name without what tells it from another of the same name: Cambridge (Canada)."""
    return re.sub(r"\s*\([^()]*\)$", "", tidy(name))


def _places(members: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for table, key in map(split_reference, members) if table == "place")


def _covers(wide: tuple[int, int, str], narrow: tuple[int, int, str]) -> bool:
    return wide != narrow and wide[0] <= narrow[0] and narrow[1] <= wide[1]
