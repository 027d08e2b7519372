"""The facets: what events are told apart by, and how it is known which event has which value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exgraph.reading.selection.place import Place


@dataclass(frozen=True)
class Facet:
    """One way to tell events apart.

    Attributes:
        name: the parameter of the address.
        pattern: a graph pattern of `?event` and `?value`.
        places: of a facet of places, which places are values. The places that a value lies in count as well: a town for
            its region.
        exact: whether the places are those of `Exchange`: regions only where no place in them is named.
    """

    name: str
    pattern: str
    places: Callable[[Place], bool] | None = None
    exact: bool = False


INVOLVES = "?event exg:involves ?value"
FACETS = (
    Facet("place", INVOLVES, lambda place: place.home and bool(place.within)),
    Facet("partner", INVOLVES, lambda place: not place.home),
    Facet("region", INVOLVES, lambda place: place.region),
    Facet("kind", "?event a ?value . ?value rdfs:subClassOf exg:Event . FILTER(?value != exg:Event)"),
    Facet("category", "?event exg:category ?value"),
    Facet("direction", "?event exg:mode ?value"),
    Facet("organisation", "?event exg:agent ?value"),
    Facet("role", "?event (exg:participation|exg:attendedBy|exg:hostGroup)/exg:part?/exg:role ?value"),
    Facet("series", "?event exg:inSeries ?value"),
    Facet("status", "?event exg:status ?value"),
    Facet("source", "?event prov:wasDerivedFrom/exg:source ?value"),
    Facet("review", "?event exg:review ?value"),
    Facet("at", INVOLVES, lambda place: place.home, exact=True),
    Facet("with", INVOLVES, lambda place: not place.home, exact=True),
)
"""The facets in the order in which they are shown; the exact ones only as links from figures of pairs."""
