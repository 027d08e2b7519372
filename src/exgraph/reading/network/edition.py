"""The events of each series in their order, with the places that took part."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from exgraph.export.network import Edge, Network, Node
from exgraph.model.iri import NS
from exgraph.reading.network.link import nodes
from exgraph.reading.network.series import series_nodes
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice

EDITION = "edition"
"""The kind of an edge from a series to an event of it."""
NEXT = "next"
"""The kind of an edge from an event to the next one of the same series."""
INVOLVES = "involves"
"""The kind of an edge from an event to a place that took part."""


def editions(reader: Reader, choice: Choice) -> Network:
    """Return edges from series to their events, from each event to the next, and from events to places.

    Events are there on their days; a series and its places always are, and so the edges need no time of their own.
    """
    index = choice.index
    of_series: dict[str, list[int]] = {}
    for position in choice.positions:
        for name in index.values("series")[position]:
            of_series.setdefault(name, []).append(position)
    positions = sorted({position for each in of_series.values() for position in each})
    of_place: dict[str, int] = {}
    for position in positions:
        for place in _places(reader, position):
            of_place[place] = of_place.get(place, 0) + 1
    counts = {name: len(each) for name, each in of_series.items()}
    events = [_node(reader, position) for position in positions]
    every = [*series_nodes(reader, counts), *events, *nodes(reader, of_place)]
    return Network(reader.words.text("network.editions"), every, list(_edges(reader, of_series)), directed=True)


def _edges(reader: Reader, of_series: dict[str, list[int]]) -> Iterator[Edge]:
    index = reader.published.events
    following: dict[str, Edge] = {}
    for name, positions in sorted(of_series.items()):
        keys = [index.key(index.occurrences[position].iri) for position in positions]
        yield from (_edge(EDITION, index.key(name), key) for key in keys)
        # Two events of two series may follow each other in both: one edge says it.
        following |= {f"{NEXT}/{one}--{other}": _edge(NEXT, one, other) for one, other in pairwise(keys)}
    yield from following.values()
    for position in sorted({position for each in of_series.values() for position in each}):
        key = index.key(index.occurrences[position].iri)
        yield from (_edge(INVOLVES, key, index.key(place)) for place in _places(reader, position))


def _edge(kind: str, source: str, target: str) -> Edge:
    return Edge(f"{kind}/{source}--{target}", source, target, kind)


def _node(reader: Reader, position: int) -> Node:
    index = reader.published.events
    event = index.occurrences[position]
    kinds = index.values("kind")[position]
    people = {} if event.people is None else {"people": event.people}
    return Node(
        index.key(event.iri),
        event.iri,
        reader.event(position).text,
        kinds[0].removeprefix(NS) if kinds else "Event",
        weight=1,
        labels={language: text for language, text in index.titles[position].items() if language},
        attributes=people,
        first=event.start,
        last=event.end,
    )


def _places(reader: Reader, position: int) -> tuple[str, ...]:
    exchange = reader.published.events.exchanges[position]
    return (*exchange.homes, *exchange.partners)
