"""Which places of the two sides met at the events of a selection, how often, and how many people moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from exgraph.export.network import Edge, Network, Node
from exgraph.model.iri import NS
from exgraph.web.published import Published
from exgraph.web.reader import Reader
from exgraph.web.selection import Index, Occurrence

_KINDS = ("Village", "Town", "City", "Municipality", "District", "Subprefecture", "Prefecture", "FederalSubject")
_WIDER = ("Province", "MacroRegion", "Country")


@dataclass(frozen=True)
class Point:
    """A place on the map: its most exact class, where it lies, and whether that is on our side."""

    kind: str
    home: bool
    latitude: float | None
    longitude: float | None


@dataclass
class Link:
    """What two places have in common: events, people who moved between them, by year; the first is of our side."""

    home: str
    abroad: str
    events: int = 0
    out: int = 0
    back: int = 0
    years: dict[int, int] = field(default_factory=dict)
    first: str = "9999"
    last: str = ""

    def add(self, event: Occurrence) -> None:
        """Count an event of both places."""
        self.events += 1
        self.years[event.year] = self.years.get(event.year, 0) + 1
        self.first, self.last = min(self.first, event.start), max(self.last, event.end)
        for group in event.groups:
            if group.people and self.home in group.origins and self.abroad in group.targets:
                self.out += group.people
            if group.people and self.abroad in group.origins and self.home in group.targets:
                self.back += group.people


def points(published: Published) -> Mapping[str, Point]:
    """Return all places with their coordinates; kept for the version."""

    def read() -> dict[str, Point]:
        japan = f"<{published.base.root}id/place/japan>"
        rows = published.rows(
            f"""SELECT ?place ?class ?lat ?long (EXISTS {{ ?place exg:within* {japan} }} AS ?home) {{
                ?place a exg:Place, ?class . FILTER(STRSTARTS(STR(?class), "{NS}"))
                OPTIONAL {{ ?place geo:lat ?lat ; geo:long ?long }}
            }}"""
        )
        classes: dict[str, set[str]] = {}
        found: dict[str, Point] = {}
        for row in rows:
            kinds = classes.setdefault(row["place"], set())
            kinds.add(row["class"].removeprefix(NS))
            kind = next((each for each in (*_KINDS, *_WIDER) if each in kinds), "Place")
            latitude, longitude = (float(row[name]) if name in row else None for name in ("lat", "long"))
            found[row["place"]] = Point(kind, row["home"] == "true", latitude, longitude)
        return found

    return published.keep("points", read)


def links(published: Published, events: Iterable[Occurrence]) -> list[Link]:
    """Return the links between places of our side and others, the strongest first."""
    known = points(published)
    found: dict[tuple[str, str], Link] = {}
    for event in events:
        home = [place for place in event.places if place in known and known[place].home]
        abroad = [place for place in event.places if place in known and not known[place].home]
        for here in home:
            for there in abroad:
                found.setdefault((here, there), Link(here, there)).add(event)
    return sorted(found.values(), key=lambda link: (-link.events, link.home, link.abroad))


def counts(events: Iterable[Occurrence]) -> dict[str, int]:
    """Return how many of the events each place took part in."""
    found: dict[str, int] = {}
    for event in events:
        for place in event.places:
            found[place] = found.get(place, 0) + 1
    return found


def network(reader: Reader, index: Index, events: Iterable[Occurrence], title: str) -> Network:
    """Return the network of the places that met at some events."""
    chosen = list(events)
    known, weights = points(reader.published), counts(chosen)
    found = links(reader.published, chosen)
    ends = sorted({place for link in found for place in (link.home, link.abroad)})
    nodes = [
        Node(
            index.key(place),
            place,
            reader.name(place).text,
            known[place].kind,
            known[place].latitude,
            known[place].longitude,
            weights[place],
        )
        for place in ends
    ]
    edges = [
        Edge(
            f"{index.key(link.home)}--{index.key(link.abroad)}",
            index.key(link.home),
            index.key(link.abroad),
            "exchange",
            weight=link.events,
            people=link.out + link.back or None,
            first=link.first,
            last=link.last,
        )
        for link in found
    ]
    return Network(title, nodes, edges)
