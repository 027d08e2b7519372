"""The network of a selection: places of the two sides by the events they met at, and the organisations that acted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exgraph.export.network import Edge, Network, Node, Spell
from exgraph.model.date import PartialDate
from exgraph.model.iri import NS
from exgraph.model.vocabulary import CLASSES
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Reader
from exgraph.reading.selection import Choice, Events, MapSpot, Occurrence, Tally

EXCHANGE = "exchange"
"""The kind of a link between a place of Japan and one abroad: events that both took part in."""
ACTS = "acts"
"""The kind of a link from an organisation to a place: events of the place at which it acted."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link of two things, by IRI: events by their positions in the index; people between places."""

    source: str
    target: str
    kind: str
    positions: Sequence[int]
    people: Tally | None = None


def links(choice: Choice, *, organisations: bool) -> list[Link]:
    """Return the pairs of places, and if asked for the organisations with places they acted at; strongest first."""
    index = choice.index
    found = [Link(pair.home, pair.partner, EXCHANGE, pair.positions, pair.total) for pair in choice.pairs]
    if not organisations:
        return found
    acts: dict[tuple[str, str], list[int]] = {}
    acting = index.values("organisation")
    for position in choice.positions:
        exchange = index.exchanges[position]
        for organisation in acting[position]:
            for place in (*exchange.homes, *exchange.partners):
                acts.setdefault((organisation, place), []).append(position)
    order = sorted(acts.items(), key=lambda item: (-len(item[1]), item[0]))
    return [*found, *(Link(*ends, ACTS, positions) for ends, positions in order)]


def neighbours(found: Iterable[Link]) -> dict[str, set[str]]:
    """Return whom each end of some links is linked with."""
    near: dict[str, set[str]] = {}
    for link in found:
        near.setdefault(link.source, set()).add(link.target)
        near.setdefault(link.target, set()).add(link.source)
    return near


def weights(choice: Choice, found: Iterable[Link]) -> dict[str, int]:
    """Return how many events of a selection each end of some links has, most first."""
    ends = {iri for link in found for iri in (link.source, link.target)}
    counts = dict.fromkeys(ends, 0)
    index, acting = choice.index, choice.index.values("organisation")
    for position in choice.positions:
        exchange = index.exchanges[position]
        for iri in (*exchange.homes, *exchange.partners, *acting[position]):
            if iri in counts:
                counts[iri] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def network(reader: Reader, choice: Choice, title: str, *, organisations: bool = False) -> Network:
    """Return the network of a selection as files have it, those with most events first."""
    found = links(choice, organisations=organisations)
    counts = weights(choice, found)
    return Network(title, list(nodes(reader, counts)), [to_edge(choice.index, link) for link in found])


def nodes(reader: Reader, counts: dict[str, int]) -> Iterator[Node]:
    """Yield the nodes of things with their numbers of events."""
    index, kinds = reader.published.events, _kinds(reader.published)
    for iri, count in counts.items():
        labels, name = reader.published.labels(iri), reader.name(iri).text
        if iri in kinds:
            yield Node(index.key(iri), iri, name, kinds[iri], weight=count, labels=labels)
        else:
            place = index.places[iri]
            spot = index.places.representative(iri)
            north, east = (spot.latitude, spot.longitude) if spot else (None, None)
            columns = {"side": "home" if place.home else "abroad"} | ({"point": _exactness(spot)} if spot else {})
            yield Node(index.key(iri), iri, name, place.kind, north, east, count, labels, columns)


def _exactness(spot: MapSpot) -> str:
    """Return whether a point is the place's own or one that stands for it, as the column `point` has it."""
    return "about" if spot.about else "own"


def to_edge(index: Events, link: Link) -> Edge:
    """Return a link as files have it, with the days of its events."""
    source, target = index.key(link.source), index.key(link.target)
    events = [index.occurrences[position] for position in link.positions]
    people = link.people
    return Edge(
        f"{source}--{target}",
        source,
        target,
        link.kind,
        weight=len(events),
        people=people.sent + people.received or None if people else None,
        first=min(event.start for event in events),
        last=max(event.end for event in events),
        spells=[_spell(event) for event in events],
        attributes={"sent": people.sent, "received": people.received} if people else {},
    )


def _spell(event: Occurrence) -> Spell:
    return Spell(PartialDate.parse(event.start).earliest, PartialDate.parse(event.end).latest)


@per_version()
def _kinds(published: Published) -> dict[str, str]:
    """Return the class of each organisation, kept for the version."""
    classes = " ".join(f"exg:{kind}" for kind in CLASSES["Organisation"])
    rows = published.rows(
        f"""SELECT ?it (MIN(STR(?class)) AS ?kind) {{
            ?it a exg:Organisation OPTIONAL {{ VALUES ?class {{ {classes} }} ?it a ?class }}
        }} GROUP BY ?it"""
    )
    return {row["it"]: row.get("kind", NS + "Organisation").removeprefix(NS) for row in rows}
