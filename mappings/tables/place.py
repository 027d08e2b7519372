"""Places: administrative places and the wider regions that documents speak of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from exgraph.facts.cell import DECIMAL, FILLED, ID, TEXT, cell, filled, many, optional, reference, subclass
from exgraph.facts.table import Row
from exgraph.mapping import russian
from exgraph.mapping.clause import WITHIN, clause, kinds, spoken
from exgraph.mapping.context import Context
from exgraph.mapping.statement import described, labelled, linked, origins, typed
from exgraph.mapping.term import Triple, decimal, literal, name
from exgraph.mapping.wording import Words, names, words
from exgraph.model.iri import expand


@dataclass(frozen=True)
class Place(Row):
    """A place with its names, its parents and its point on a map (WGS 84 degrees)."""

    id: str = cell(ID)
    class_: tuple[str, ...] = cell(filled(many(subclass("Place", itself=True))))
    ja: str = cell(FILLED)
    kana: str = cell(TEXT)
    en: str = cell(FILLED)
    ru: str = cell(TEXT)
    within: tuple[str, ...] = cell(many(reference("place")))
    lat: Decimal | None = cell(optional(DECIMAL))
    lon: Decimal | None = cell(optional(DECIMAL))
    origin: str = cell(FILLED)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Yield what cannot be: half a point on the map or one off it, a place within itself, a country in a place."""
        if (self.lat is None) != (self.lon is None):
            yield "lat", "a point on the map has both lat and lon"
        if self.lat is not None and not -90 <= self.lat <= 90:
            yield "lat", f"{self.lat} is no latitude"
        if self.lon is not None and not -180 <= self.lon <= 180:
            yield "lon", f"{self.lon} is no longitude"
        if self.id in self.within:
            yield "within", "it cannot lie within itself"
        if "Country" in self.class_ and self.within:
            yield "within", "a country lies in no other place"


_GEOMETRY = words("{place}の位置", "Location of {place}", "Координаты: {place}")

_ARTICLE = ("Far East", "Islands", "Republic", "States", "basin", "countries", "towns")
"""How English names of places end that stand with an article in a sentence."""


def triples(row: Place, context: Context) -> Iterator[Triple]:
    """Yield the place's kind, names, parents and point on the map."""
    place = context.thing("place", row.id)
    yield from typed(place, row.class_)
    yield from labelled(place, names(row), row.kana)
    yield from described(place, _description(row, context))
    yield from linked(place, "exg:within", context.things("place", row.within))
    if row.lat is not None and row.lon is not None:
        geometry = context.thing("place", row.id, "geometry")
        yield place, name("geo:lat"), decimal(row.lat)
        yield place, name("geo:long"), decimal(row.lon)
        yield place, name("geosparql:hasGeometry"), geometry
        yield geometry, name("rdf:type"), name("geosparql:Geometry")
        yield from labelled(geometry, _geometry(row))
        # WKT without a reference system is in CRS 84: longitude before latitude (GeoSPARQL 1.1, 8.7.2).
        point = f"POINT({row.lon:f} {row.lat:f})"
        yield geometry, name("geosparql:asWKT"), literal(point, datatype=expand("geosparql:wktLiteral"))
    yield from origins(place, row.origin)


def _geometry(row: Place) -> Words:
    called_ = {language: russian.within(text) if language == "ru" else text for language, text in names(row).items()}
    return {language: _GEOMETRY[language].format(place=text) for language, text in called_.items()}


def called(row: Place, _: Context, language: str) -> str:
    """Return the name of a place as it stands in a sentence: Hokkaido, the Russian Far East.

    A place without a Russian name is called by the English one.
    """
    known = names(row)
    name_ = known.get(language) or known["en"]
    return f"the {name_}" if language == "en" and name_.partition(" (")[0].endswith(_ARTICLE) else name_


def above(key: str, context: Context) -> list[str]:
    """Return the places that a place lies in, the nearest first; of several parents the first."""
    chain = [key]
    while parents := [each for each in context.find(Place, chain[-1]).within if each not in chain]:
        chain.append(parents[0])
    return chain[1:]


def common(keys: Sequence[str], context: Context) -> str | None:
    """Return the smallest place that is or holds all of these; None for none, or where no place holds them all."""
    if not keys:
        return None
    chains = [[key, *above(key, context)] for key in keys]
    return next((place for place in chains[0] if all(place in chain for chain in chains)), None)


def lineage(key: str, context: Context, language: str) -> str:
    """Return the names of a place and of all above it, as one text."""
    chain = [key, *above(key, context)]
    if language == "ja":
        return "・".join(context.names("place", reversed(chain), language))
    return ", ".join(context.names("place", chain, language))


def _description(row: Place, context: Context) -> Words:
    """Return what kind of place it is and what it lies in, up to its country."""

    def parts(language: str) -> Iterator[str]:
        yield kinds(row.class_, language)
        if row.within:
            yield clause(WITHIN, [lineage(row.within[0], context, language)], language)

    return spoken(parts)
