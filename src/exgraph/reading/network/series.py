"""Series of events over time, by the places that took part."""

from __future__ import annotations

from collections.abc import Iterator

from exgraph.export.network import Network, Node
from exgraph.reading.network.link import Link, nodes, to_edge
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice

OCCURS = "occurs"
"""The kind of an edge from a series to a place that took part in events of it."""


def series(reader: Reader, choice: Choice) -> Network:
    """Return an edge from each series to each place that took part, there in the days of the events."""
    index = choice.index
    joined: dict[tuple[str, str], list[int]] = {}
    of_series: dict[str, int] = {}
    of_place: dict[str, int] = {}
    for position in choice.positions:
        names = index.values("series")[position]
        exchange = index.exchanges[position]
        for name in names:
            of_series[name] = of_series.get(name, 0) + 1
            for place in (*exchange.homes, *exchange.partners):
                joined.setdefault((name, place), []).append(position)
        if names:
            for place in (*exchange.homes, *exchange.partners):
                of_place[place] = of_place.get(place, 0) + 1
    edges = [
        to_edge(index, Link(*ends, OCCURS, positions)) for ends, positions in sorted(joined.items(), key=_by_events)
    ]
    every = [*series_nodes(reader, of_series), *nodes(reader, of_place)]
    return Network(reader.words.text("network.series"), every, edges, directed=True)


def _by_events(item: tuple[tuple[str, str], list[int]]) -> tuple[int, tuple[str, str]]:
    return -len(item[1]), item[0]


def series_nodes(reader: Reader, counts: dict[str, int]) -> Iterator[Node]:
    """Yield the nodes of series with their numbers of events, most first."""
    programmes = {row["it"] for row in reader.published.rows("SELECT ?it { ?it a exg:Programme }")}
    key = reader.published.events.key
    for iri, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        kind = "Programme" if iri in programmes else "Series"
        yield Node(key(iri), iri, reader.name(iri).text, kind, weight=count, labels=dict(reader.published.labels(iri)))
