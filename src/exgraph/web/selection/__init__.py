"""Selections of events: chosen by facets, counted by facets, the same for every view and download."""

from exgraph.web.selection.facet import FACETS, Facet
from exgraph.web.selection.index import Group, Index, Occurrence
from exgraph.web.selection.state import Selection

__all__ = ["FACETS", "Facet", "Group", "Index", "Occurrence", "Selection"]
