"""The facets: what events are told apart by, and the query that says which event has which value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facet:
    """One way to tell events apart. Of places, those that a place lies in are values too: a town counts for its region.

    Attributes:
        name: the parameter of the address.
        pattern: a graph pattern of `?event` and `?value`.
    """

    name: str
    pattern: str


_HOME = "?value exg:within place:japan"
_ABROAD = "FILTER NOT EXISTS { ?value exg:within* place:japan }"
_REGIONS = "exg:Country exg:MacroRegion exg:Prefecture exg:Subprefecture exg:FederalSubject exg:Province"

FACETS = (
    Facet("place", f"?event exg:involves/exg:within* ?value . {_HOME}"),
    Facet("partner", f"?event exg:involves/exg:within* ?value . {_ABROAD}"),
    Facet("region", f"?event exg:involves/exg:within* ?value . VALUES ?class {{ {_REGIONS} }} ?value a ?class"),
    Facet("kind", "?event a ?value . ?value rdfs:subClassOf exg:Event . FILTER(?value != exg:Event)"),
    Facet("category", "?event exg:category ?value"),
    Facet("direction", "?event exg:mode ?value"),
    Facet("organisation", "?event exg:agent ?value"),
    Facet("series", "?event exg:inSeries ?value"),
    Facet("status", "?event exg:status ?value"),
    Facet("source", "?event prov:wasDerivedFrom/exg:source ?value"),
    Facet("review", "?event exg:review ?value"),
)
"""The facets in the order in which they are shown."""
