"""Selections of events: chosen by facets, counted by facets, the same for every view and download."""

from exgraph.web.selection.choice import Choice
from exgraph.web.selection.exchange import Exchange, Pair, Tally, moved
from exgraph.web.selection.facet import FACETS, Facet
from exgraph.web.selection.index import Group, Index, Occurrence
from exgraph.web.selection.place import Place, Places, Spot
from exgraph.web.selection.state import Selection

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
