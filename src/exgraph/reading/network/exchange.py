"""Places by what they did together: who travelled where, and who met whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from exgraph.export.network import Edge, Network
from exgraph.reading.network.link import Link, network, nodes, to_edge
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice, Events, Occurrence

VISIT = "visit"
"""The kind of an edge from where people came from to where they went."""


@dataclass
class _Way:
    """From one place to another: the events at which groups went that way, how many people as far as told."""

    events: list[int] = field(default_factory=list)
    people: int = 0
    counted: int = 0
    """Groups whose number is told."""


def meetings(reader: Reader, choice: Choice) -> Network:
    """Return the pairs of places of Japan and abroad by the events that both took part in."""
    return network(reader, choice, reader.words.text("network.meetings"))


def exchanges(reader: Reader, choice: Choice) -> Network:
    """Return who went where: a directed edge from each origin to each goal told of a group.

    `weight` is the number of events, `people` the sum of the numbers told. A group that went to two towns counts on
    the way to each.
    """
    index = choice.index
    ways: dict[tuple[str, str], _Way] = {}
    for position in choice.positions:
        for start, goal, people in _moves(index.occurrences[position]):
            way = ways.setdefault((start, goal), _Way())
            if not way.events or way.events[-1] != position:
                way.events.append(position)
            way.people += people or 0
            way.counted += people is not None
    seen: dict[str, set[int]] = {}
    for ends, way in ways.items():
        for end in ends:
            seen.setdefault(end, set()).update(way.events)
    counts = dict(sorted(((iri, len(events)) for iri, events in seen.items()), key=lambda item: (-item[1], item[0])))
    ordered = sorted(ways.items(), key=lambda item: (-len(item[1].events), item[0]))
    edges = [_edge(index, *ends, way) for ends, way in ordered]
    return Network(reader.words.text("network.exchanges"), list(nodes(reader, counts)), edges, directed=True)


def _moves(occurrence: Occurrence) -> Iterator[tuple[str, str, int | None]]:
    for group in occurrence.groups:
        for start in group.origins:
            for goal in group.targets:
                if start != goal:
                    yield start, goal, group.people


def _edge(index: Events, start: str, goal: str, way: _Way) -> Edge:
    edge = to_edge(index, Link(start, goal, VISIT, way.events))
    return replace(edge, people=way.people if way.counted else None)
