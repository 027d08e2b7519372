"""Identifiers of places elsewhere, each with the source that was read for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from exgraph.facts.cell import FILLED, cell, choice, reference
from exgraph.facts.table import Row
from exgraph.mapping.context import Context
from exgraph.mapping.statement import told
from exgraph.mapping.term import Triple, iri, name


@dataclass(frozen=True)
class Identifier(Row):
    """What another data set calls a place."""

    KEY: ClassVar[tuple[str, ...]] = ("place", "scheme", "value")

    place: str = cell(reference("place"))
    scheme: str = cell(choice("geonames", "wikidata", "iso3166-2", "jis", "estat"))
    value: str = cell(FILLED)
    origin: str = cell(FILLED)


_PAGES = {
    "geonames": ("exg:geonames", "https://sws.geonames.org/{}/"),
    "wikidata": ("exg:wikidata", "http://www.wikidata.org/entity/{}"),
    "estat": ("exg:statisticalArea", "http://data.e-stat.go.jp/lod/sac/{}"),
}
"""Schemes whose identifiers are IRIs: the property, and the form of the IRI."""

_CODES = {"iso3166-2": "exg:isoCode", "jis": "exg:localGovernmentCode"}
"""Schemes whose identifiers are codes."""


def triples(row: Identifier, context: Context) -> Iterator[Triple]:
    """Yield the link or the code, and where it was read."""
    place = context.thing("place", row.place)
    if row.scheme in _PAGES:
        predicate, form = _PAGES[row.scheme]
        yield place, name(predicate), iri(form.format(row.value))
    else:
        yield from told(place, _CODES[row.scheme], row.value)
    yield from told(place, "exg:origin", f"{row.scheme} {row.value}={row.origin}")
