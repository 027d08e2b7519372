"""The events of a version, to choose from."""

from __future__ import annotations

from functools import cached_property

from exgraph.reading.lru import LruCache
from exgraph.reading.selection.choice import Choice
from exgraph.reading.selection.events import Events
from exgraph.reading.selection.occurrence import Occurrence
from exgraph.reading.selection.state import Selection

_CHOICES = 16
"""Selections that stay worked out: a page and what its scripts ask for are of one."""


class Index(Events):
    """The events of one version, with the selections of them that were asked for last."""

    @cached_property
    def _choices(self) -> LruCache[Choice]:
        return LruCache(_CHOICES)

    def choose(self, selection: Selection) -> Choice:
        """Return a selection worked out; ask it where more than one thing is to be known. Those asked last are kept."""
        return self._choices.get(tuple(selection.parameters()), lambda: Choice(self, selection))

    def find(self, selection: Selection) -> list[Occurrence]:
        """Return the events of a selection in the order of time."""
        return self.choose(selection).occurrences

    def total(self, selection: Selection) -> int:
        """Return how many events a selection has."""
        return self.choose(selection).total

    def counts(self, selection: Selection, facet: str) -> dict[str, int]:
        """Return how many events each value of a facet would have, see `Choice.counts`."""
        return self.choose(selection).counts(facet)

    def years(self, selection: Selection) -> dict[int, int]:
        """Return how many events each year has, see `Choice.years`."""
        return self.choose(selection).years()
