"""Selections of events: chosen by facets, counted by facets, the same for every view and download."""

from exgraph.reading.selection.choice import Choice
from exgraph.reading.selection.exchange import Exchange, Pair, Tally, moved
from exgraph.reading.selection.facet import FACETS, Facet
from exgraph.reading.selection.index import Group, Index, Occurrence
from exgraph.reading.selection.place import Place, Places, Spot
from exgraph.reading.selection.state import Selection

__all__ = [
    "FACETS",
    "Choice",
    "Exchange",
    "Facet",
    "Group",
    "Index",
    "Occurrence",
    "Pair",
    "Place",
    "Places",
    "Selection",
    "Spot",
    "Tally",
    "moved",
]
