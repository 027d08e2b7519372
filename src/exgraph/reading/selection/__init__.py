"""Selections of events: chosen by facets, counted by facets, the same for every view and download."""

from exgraph.reading.selection.choice import Choice
from exgraph.reading.selection.events import Events
from exgraph.reading.selection.exchange import Exchange, Pair, Tally, moved
from exgraph.reading.selection.facet import FACETS, Facet
from exgraph.reading.selection.index import Index
from exgraph.reading.selection.occurrence import Occurrence, Travellers
from exgraph.reading.selection.place import MapSpot, Place, Places
from exgraph.reading.selection.state import Selection

__all__ = [
    "FACETS",
    "Choice",
    "Events",
    "Exchange",
    "Facet",
    "Index",
    "MapSpot",
    "Occurrence",
    "Pair",
    "Place",
    "Places",
    "Selection",
    "Tally",
    "Travellers",
    "moved",
]
