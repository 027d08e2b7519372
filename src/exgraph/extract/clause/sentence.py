"""A sentence with everything the rules look at: its names, its places, and what its row says besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from exgraph.extract.name import Gazetteer, Mention

# A place that is only spoken about (北方領土問題), and a country that only qualifies (日本語, ロシア人, 議会(日本)).
_TOPIC = re.compile(r"問題")
_QUALIFIER = re.compile(r"語|人(?!形)|文化|料理|食|産業|センター|\)")
# What follows a place that acts for itself, though a place within it is named too: サハリン州政府, 北海道と….
_ACTS = re.compile(r"(?:州|市)?(?:と|・|、|及び|政府|行政府|知事|議会|側|が|は|から|両|の共催|国?首長|代表団)")


@dataclass(frozen=True)
class Spot:
    """A place in a text: offsets, the place, and whether a longer name (an organisation's) holds it."""

    start: int
    end: int
    place: str
    inner: bool = False


@dataclass
class Ties:
    """The agreements known so far, by their parties: (year, id), oldest first."""

    by_parties: dict[frozenset[str], list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, parties: frozenset[str], year: int, agreement: str) -> None:
        """Add an agreement."""
        known = self.by_parties.setdefault(parties, [])
        if (year, agreement) not in known:
            known.append((year, agreement))
            known.sort()

    def find(self, one: str, other: str, year: int) -> str | None:
        """Return the tie between two places that was concluded nearest to a year, or None."""
        known = self.by_parties.get(frozenset((f"place/{one}", f"place/{other}")), [])
        return min(known, key=lambda each: abs(each[0] - year))[1] if known else None


@dataclass(frozen=True)
class Setting:
    """What a source says to reading: the publishing side's place, what column words mean, the document's title.

    `partner` is the only town of the other side that the document is about, where there is one. `scores` says of
    places that the reference gazetteer gave how sure they are, from 0 to 1, and why.
    """

    gazetteer: Gazetteer
    ties: Ties
    home: str
    country: str
    columns: dict[str, str] = field(default_factory=dict)
    title: str = ""
    partner: str = ""
    scores: Mapping[str, tuple[Decimal, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """A tidy text of a year, with the places of its row's columns, and of either side (home is never empty)."""

    text: str
    year: int
    home: tuple[str, ...]
    abroad: tuple[str, ...]
    columns: tuple[str, ...]
    setting: Setting

    @property
    def gazetteer(self) -> Gazetteer:
        """The names of the world."""
        return self.setting.gazetteer

    @property
    def sides(self) -> list[str]:
        """The row's own places."""
        return [*self.home, *self.abroad]

    def is_home(self, place: str) -> bool:
        """Say whether a place lies on the publishing side."""
        if not self.gazetteer.within(place, self.setting.country):
            return False
        return not self._domestic or any(
            self.gazetteer.within(place, home) or self.gazetteer.within(home, place) for home in self.home
        )

    @cached_property
    def _domestic(self) -> bool:
        """Whether a municipality tells of another one of its own country: nothing abroad is named."""
        gazetteer, country = self.gazetteer, self.setting.country
        if not gazetteer.is_municipality(self.setting.home):
            return False
        named = [*(mention.id for mention in self.mentions if mention.table == "place"), *self.columns]
        return all(gazetteer.within(place, country) for place in named)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every name in the text."""
        return self.gazetteer.mentions(self.text)

    def named(self, table: str) -> list[str]:
        """Return the ids of a table that the text names, in order, once each."""
        return list(dict.fromkeys(mention.id for mention in self.mentions if mention.table == table))

    def without(self, table: str) -> str:
        """Return the text with the names of a table blanked out, so that their words tell nothing."""
        text = self.text
        for mention in self.mentions:
            if mention.table == table:
                text = text[: mention.start] + "○" * (mention.end - mention.start) + text[mention.end :]
        return text

    @cached_property
    def spots(self) -> list[Spot]:
        """The places in the text, also those inside the names of organisations that are based there."""
        return sorted(self._spots(), key=lambda spot: spot.start)

    def _spots(self) -> Iterator[Spot]:
        for mention in self.mentions:
            if mention.table == "place":
                country = self.gazetteer.is_a(mention.id, "Country")
                if not (_QUALIFIER if country else _TOPIC).match(self.text, mention.end):
                    yield Spot(mention.start, mention.end, mention.id)
            elif mention.table == "route":
                for end in self.gazetteer.routes[mention.id]:
                    yield Spot(mention.start, mention.end, end, inner=True)
            elif mention.table == "organisation":
                yield from self._inner(mention)

    def _inner(self, mention: Mention) -> Iterator[Spot]:
        """Places in an organisation's name count where it is based there or they belong to it."""
        gazetteer = self.gazetteer
        inner = gazetteer.inner_places(self.text, mention)
        seat = gazetteer.seats.get(mention.id)
        members = gazetteer.members.get(mention.id, ())
        places = [place for place in inner if place in members or (seat and gazetteer.within(seat, place))]
        for place in gazetteer.specific(places):
            yield Spot(mention.start, mention.end, place, inner=True)

    def involved(self) -> list[str]:
        """Return the places that take part: those named, and the columns' where none is named on that side.

        A place counts beside a narrower one within it only where it acts for itself: サハリン州政府, 北海道と…, not
        サハリン州ユジノサハリンスク市.
        """
        all_named = [spot.place for spot in self.spots]
        narrow = self.gazetteer.specific(all_named)
        named = [
            spot.place for spot in self.spots if spot.place in narrow or spot.inner or _ACTS.match(self.text, spot.end)
        ]
        abroad = any(not self.is_home(place) for place in named)
        for place in self.columns:
            holds_named = any(self.gazetteer.within(each, place) for each in named)
            if not holds_named and (self.is_home(place) or not abroad):
                named.append(place)
        return list(dict.fromkeys(named))
