"""Organisations by the places at whose events they acted."""

from __future__ import annotations

from exgraph.export.network import Network
from exgraph.reading.network.link import ACTS, links, nodes, to_edge, weights
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice


def organisations(reader: Reader, choice: Choice) -> Network:
    """Return an edge from each organisation to each place of the events at which it acted."""
    found = [link for link in links(choice, organisations=True) if link.kind == ACTS]
    counts = weights(choice, found)
    edges = [to_edge(choice.index, link) for link in found]
    return Network(reader.words.text("network.organisations"), list(nodes(reader, counts)), edges, directed=True)
