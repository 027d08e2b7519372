"""The networks that are worth having, ready at addresses of their own, and those that a query makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from exgraph.export.network import Network
from exgraph.reading.network import edition, exchange, organisation, series, tie
from exgraph.reading.network.solution import from_solutions
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice

NETWORKS: Mapping[str, Callable[[Reader, Choice], Network]] = {
    "ties": tie.ties,
    "exchanges": exchange.exchanges,
    "meetings": exchange.meetings,
    "organisations": organisation.organisations,
    "series": series.series,
    "editions": edition.editions,
}
"""What builds each network of a selection for a reader, in whose language labels are."""

__all__ = ["NETWORKS", "from_solutions"]
