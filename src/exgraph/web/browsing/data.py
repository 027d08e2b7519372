"""Compact JSON that the scripts of pages draw from; docs/portal-data.md describes its forms."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from exgraph.export.network import Node
from exgraph.model.iri import NS
from exgraph.reading.network.link import Link, links, neighbours, nodes, weights
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice, Tally
from exgraph.web.browsing.lane import lanes

TITLED = 5_000
"""Events up to which the timeline holds their titles; more would be megabytes that nobody reads."""
UNFOLDED = 40
"""Neighbours that unfolding a node adds at most, those with most events."""
NODES = 200
"""Nodes that a network has unless more or fewer are asked for."""


def map_data(reader: Reader, choice: Choice) -> bytes:
    """Return places that can be drawn, and their pairs, with their figures by year."""
    index = choice.index
    years: dict[str, dict[int, int]] = {}
    for position in choice.positions:
        year, exchange = index.occurrences[position].year, index.exchanges[position]
        for iri in (*exchange.homes, *exchange.partners):
            by_year = years.setdefault(iri, {})
            by_year[year] = by_year.get(year, 0) + 1
    spots = {iri: spot for iri in years if (spot := index.places.spot(iri)) is not None}
    order = sorted(spots, key=lambda iri: (-sum(years[iri].values()), iri))
    number = {iri: at for at, iri in enumerate(order)}
    towns = [
        {
            "id": index.key(iri),
            "name": reader.name(iri).text,
            "address": reader.address(iri),
            "at": [spots[iri].longitude, spots[iri].latitude],
            "about": spots[iri].about,
            "ours": index.places[iri].home,
            "region": index.places[iri].region,
            "years": years[iri],
        }
        for iri in order
    ]
    links = [
        [
            number[pair.home],
            number[pair.partner],
            {year: [each.events, each.sent, each.received] for year, each in sorted(pair.years.items())},
        ]
        for pair in choice.pairs
        if pair.home in number and pair.partner in number
    ]
    return _written({"towns": towns, "links": links, "unplaced": len(years) - len(spots)})


def timeline_data(reader: Reader, choice: Choice, facet: str | None = None) -> bytes:
    """Return the events in the order of time: dates as told, titles, kinds and places by their number in lists.

    With the lanes of a facet, and of each event the numbers of those it is in.
    """
    index, positions = choice.index, choice.positions
    titled = len(positions) <= TITLED
    kinds, places = _Numbered(), _Numbered()
    of = index.values("kind")
    events: list[list[object]] = []
    for position in positions:
        event, exchange = index.occurrences[position], index.exchanges[position]
        title = reader.pick(index.titles[position]) if titled else None
        events.append(
            [
                index.key(event.iri).removeprefix("event/"),
                event.start,
                event.end if event.end != event.start else 0,
                title[0] if title else 0,
                [kinds[kind] for kind in of[position]],
                [places[place] for place in exchange.homes],
                [places[place] for place in exchange.partners],
                event.people or 0,
            ]
        )
    named = {
        name: [[index.key(iri), reader.name(iri).text] for iri in numbered]
        for name, numbered in (("kinds", kinds), ("places", places))
    }
    shown = _lanes(reader, choice, facet, events) if facet else {}
    return _written({"path": "/id/event/", "titled": titled, **named, **shown, "events": events})


def network_data(
    reader: Reader, choice: Choice, parameters: Mapping[str, str], unfolded: Sequence[str] = ()
) -> bytes | None:
    """Return the network of a selection, or one node with its neighbours; None where there is no such node.

    Args:
        reader: in whose language nodes are called.
        choice: the selection.
        parameters: `node` is the id of a node; `limit` how many nodes at most, those with most events; `organisations`
            is `0` where they are to be left out.
        unfolded: ids of nodes to add with their neighbours, UNFOLDED of each at most; then all links between the nodes
            that are shown are given, also those of a `node` that do not touch it.
    """
    index = choice.index
    found = links(choice, organisations=parameters.get("organisations") != "0")
    counts = weights(choice, found)
    near = neighbours(found)
    order = list(counts)
    own = found
    if (centre := parameters.get("node")) is not None:
        iri = index.iri(centre)
        if iri not in counts:
            return None
        order = _with_neighbours(iri, counts, near)
        own = [link for link in found if iri in (link.source, link.target)]
    shown = order[: _limit(parameters.get("limit"))]
    for each in map(index.iri, unfolded):
        shown += _with_neighbours(each, counts, near)[: UNFOLDED + 1] if each in counts else []
    drawn = _drawn(reader, choice, {iri: counts[iri] for iri in shown}, found if unfolded else own)
    for node in drawn["nodes"]:
        node["neighbours"] = len(near[index.iri(node["id"])])
    return _written(drawn | {"total": {"nodes": len(order), "edges": len(own)}})


def _drawn(reader: Reader, choice: Choice, counts: Mapping[str, int], found: Sequence[Link]) -> dict[str, Any]:
    """Return nodes, by their numbers of events, the links between them, and what their kinds are called."""
    number = {iri: at for at, iri in enumerate(counts)}
    shown = [_node(reader, node) for node in nodes(reader, dict(counts))]
    kinds = sorted({node["kind"] for node in shown})
    return {
        "nodes": shown,
        "edges": [_edge(choice, number, each) for each in found if each.source in number and each.target in number],
        "kinds": {kind: reader.name(NS + kind).text for kind in kinds},
    }


def _with_neighbours(iri: str, counts: Mapping[str, int], near: Mapping[str, set[str]]) -> list[str]:
    """Return a node and its neighbours, those with most events first, as `counts` has them."""
    return [iri, *(each for each in counts if each in near[iri])]


def _lanes(reader: Reader, choice: Choice, facet: str, events: Sequence[list[object]]) -> dict[str, object]:
    """Return the lanes of a facet, after adding to each event the numbers of those it is in."""
    found = lanes(choice, facet)
    of: dict[int, list[int]] = {position: [] for position in choice.positions}
    for number, each in enumerate(found):
        for position in each.positions:
            of[position].append(number)
    for event, numbers in zip(events, of.values(), strict=True):
        event.append(numbers)
    return {"lanes": [[each.facet, each.key, reader.name(each.iri).text] for each in found]}


class _Numbered(dict[str, int]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = len(self)
        return self[key]


def _node(reader: Reader, node: Node) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": node.id,
        "name": node.label,
        "address": reader.address(node.iri),
        "kind": node.kind,
        "events": node.weight,
    }
    return shown | {name: node.attributes[name] for name in ("side",) if name in node.attributes}


def _edge(choice: Choice, number: Mapping[str, int], link: Link) -> list[Any]:
    people = link.people or Tally()
    # Positions follow time, so that the first and the last of them are the first and the last event.
    years = [choice.index.occurrences[link.positions[end]].year for end in (0, -1)]
    ends = number[link.source], number[link.target]
    return [*ends, link.kind, len(link.positions), people.sent, people.received, *years]


def _limit(asked: str | None) -> int:
    return (
        min(5_000, int(asked)) if asked is not None and asked.isascii() and asked.isdigit() and asked != "0" else NODES
    )


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
