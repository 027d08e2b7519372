"""The places in memory: class, containing places, coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean

from exgraph.model.iri import NS, Base
from exgraph.model.vocabulary import CLASSES

_WIDE = ("Country", "MacroRegion")
_PARTS = ("Prefecture", "Subprefecture", "FederalSubject", "Province")
_BROAD = ("Place", "Municipality")
"""Classes that say less than another one that every place has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as views need it; things are IRIs.

    Attributes:
        iri: the place.
        kind: its most exact class, by its name in the vocabulary (`City`).
        within: every place that it lies in, directly or not, the widest first.
        home: whether it is Japan or lies there.
        latitude: degrees north (WGS 84), None where no source told.
        longitude: degrees east.
    """

    iri: str
    kind: str
    within: tuple[str, ...]
    home: bool
    latitude: float | None
    longitude: float | None

    @property
    def region(self) -> bool:
        """Whether it is wider than a municipality."""
        return self.kind in (*_WIDE, *_PARTS)


@dataclass(frozen=True, slots=True)
class MapSpot:
    """Where a place is drawn, in degrees; `about` where that is only the middle of the towns in it."""

    longitude: float
    latitude: float
    about: bool


class Places:
    """All places of a version by IRI."""

    def __init__(self, rows: Callable[[str], list[dict[str, str]]], base: Base, country: str) -> None:
        """Read the places by `rows`, which answers SELECT queries over the model's prefixes; `country` is at home."""
        self._country = base.thing("place", country)
        kinds = " ".join(f"exg:{kind}" for kind in CLASSES["Place"] if kind not in _BROAD)
        classes = {
            row["place"]: row["kind"]
            for row in rows(f"SELECT ?place ?kind {{ VALUES ?kind {{ {kinds} }} ?place a ?kind }} ORDER BY ?kind")
        }
        points = {
            row["place"]: point
            for row in rows("SELECT ?place ?lat ?long { ?place a exg:Place ; geo:lat ?lat ; geo:long ?long }")
            if (point := _point(row["lat"], row["long"])) is not None
        }
        above: dict[str, set[str]] = {}
        for row in rows(
            "SELECT DISTINCT ?place ?wider { ?place a exg:Place ; exg:within+ ?wider . ?wider a exg:Place }"
        ):
            above.setdefault(row["place"], set()).add(row["wider"])
        self._places = {}
        for row in rows("SELECT DISTINCT ?place { ?place a exg:Place }"):
            iri = row["place"]
            within = tuple(sorted(above.get(iri, ()), key=lambda each: (len(above.get(each, ())), each)))
            kind = classes.get(iri, NS + "Place").removeprefix(NS)
            home = iri == self._country or self._country in within
            self._places[iri] = Place(iri, kind, within, home, *points.get(iri, (None, None)))

        self._towns: dict[str, list[tuple[float, float]]] = {}
        for place in self._places.values():
            if place.latitude is not None and place.longitude is not None and place.kind in CLASSES["Municipality"]:
                for wider in place.within:
                    self._towns.setdefault(wider, []).append((place.longitude, place.latitude))

    def __getitem__(self, iri: str) -> Place:
        """Return a place; where none is known by this IRI, one without a point that lies in nothing."""
        return self._places.get(iri) or Place(iri, "Place", (), iri == self._country, None, None)

    def spot(self, iri: str) -> MapSpot | None:
        """Return where a place is drawn: its point, or of a region without one the middle of the towns in it.

        None for countries and macro-regions, which are too wide to stand for a point, and where no town has a point.
        """
        place = self[iri]
        if place.kind in _WIDE:
            return None
        if place.latitude is not None and place.longitude is not None:
            return MapSpot(place.longitude, place.latitude, about=False)
        if place.kind not in _PARTS or not (towns := self._towns.get(iri)):
            return None
        longitudes, latitudes = zip(*towns, strict=True)
        return MapSpot(round(fmean(longitudes), 3), round(fmean(latitudes), 3), about=True)

    def representative(self, iri: str) -> MapSpot | None:
        """Return the point of a place; without one of its own, the middle of what lies in it, or where it lies.

        None for a region that no place of the graph lies in, and for a place that lies in nothing with a point.
        """
        place = self[iri]
        if place.latitude is not None and place.longitude is not None:
            return MapSpot(place.longitude, place.latitude, about=False)
        if points := self._inside(iri):
            longitudes, latitudes = zip(*points, strict=True)
            return MapSpot(round(fmean(longitudes), 3), round(fmean(latitudes), 3), about=True)
        around = () if place.region else (self[each] for each in reversed(place.within))
        for each in around:
            if each.latitude is not None and each.longitude is not None:
                return MapSpot(each.longitude, each.latitude, about=True)
        return None

    def _inside(self, iri: str) -> list[tuple[float, float]]:
        return self._towns.get(iri) or [
            (each.longitude, each.latitude)
            for each in self._places.values()
            if iri in each.within and each.longitude is not None and each.latitude is not None
        ]

    def exact(self, iris: Iterable[str]) -> list[Place]:
        """Return the places without regions and countries that others among them lie in: Wakkanai says Hokkaido."""
        places = [self[iri] for iri in dict.fromkeys(iris)]
        wider = {iri for place in places for iri in place.within}
        return [place for place in places if place.iri not in wider or not place.region]


def _point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return a point on the globe; None for what somebody wrote that is none, such as NaN."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return (north, east) if abs(north) <= 90 and abs(east) <= 180 else None
