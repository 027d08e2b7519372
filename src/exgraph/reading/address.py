"""Addresses of selections, as links lead to them."""

from __future__ import annotations

from exgraph.reading.reader import Reader
from exgraph.reading.selection import Pair, Selection


def browse_address(selection: Selection, view: str = "") -> str:
    """Return the address of a selection in a view; the list is the view that needs no name."""
    return "/browse" + selection.address(**({"view": view} if view and view != "list" else {}))


def meetings_address(reader: Reader, selection: Selection, pair: Pair) -> str:
    """Return the address of the events of a pair within a selection: of a region, those that name no place in it."""
    index = reader.published.events
    ends = {"place": index.key(pair.home), "partner": index.key(pair.partner)}
    region = index.places[pair.home].region or index.places[pair.partner].region
    # Another place of the facet would take the place of the one that is chosen, or widen the selection.
    taken = any(selection.values.get(facet, (key,)) != (key,) for facet, key in ends.items())
    home, partner = ("at", "with") if region or taken else ends
    return browse_address(selection.only(home, ends["place"]).only(partner, ends["partner"]))
