"""Links that are proposed: which entity a place of ours may be, how sure that is, and why."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from exgraph.link.dump import WikidataEntity
from exgraph.link.thing import LinkedThing
from exgraph.store import fold

NEAR = 30.0
"""Kilometres within which two points may be of one place: offices and centres of wide municipalities lie apart."""
_FAR = 150.0
_ALIKE = 85
"""The least likeness of names, of 100, that is proposed where points are near."""
LEAST = 0.5
"""The least score that is proposed."""


@dataclass(frozen=True, order=True)
class LinkProposal:
    """A link to review.

    Attributes:
        place: the key of our place.
        scheme: wikidata or geonames.
        value: the identifier there.
        label: what it is called there.
        score: from 0 to 1.
        reason: what speaks for it, and against.
    """

    place: str
    scheme: str
    value: str
    label: str
    score: float
    reason: str


class Proposer:
    """Proposes links for places that have none, from entities as they come by."""

    def __init__(self, known: Mapping[str, LinkedThing]) -> None:
        """Take all places; those with a link are proposed nothing in its scheme."""
        self._known = known
        self._by_name: dict[str, list[LinkedThing]] = {}
        self._by_geonames = {each: thing for thing in known.values() for each in thing.links.get("geonames", ())}
        self._by_cell: dict[tuple[int, int], list[LinkedThing]] = {}
        for thing in known.values():
            for name in thing.names:
                self._by_name.setdefault(name, []).append(thing)
            if thing.latitude is not None and thing.longitude is not None:
                self._by_cell.setdefault((round(thing.latitude), round(thing.longitude)), []).append(thing)
        self._taken = {each for thing in known.values() for each in thing.links.get("wikidata", ())}

    def propose(self, entities: Iterable[WikidataEntity]) -> Iterator[LinkProposal]:
        """Yield the links that entities propose, in their order."""
        for entity in entities:
            for thing in self._candidates(entity):
                score, reason = _score(thing, entity)
                if score < LEAST:
                    continue
                label = next((entity.labels[each] for each in ("ja", "en", "ru") if each in entity.labels), entity.id)
                if "wikidata" not in thing.links and entity.id not in self._taken:
                    yield LinkProposal(thing.key, "wikidata", entity.id, label, score, reason)
                if "geonames" not in thing.links and entity.geonames:
                    yield LinkProposal(thing.key, "geonames", entity.geonames, label, score, reason)

    def _candidates(self, entity: WikidataEntity) -> list[LinkedThing]:
        found: dict[str, LinkedThing] = {}
        if entity.geonames and (same := self._by_geonames.get(entity.geonames)):
            found[same.key] = same
        for name in entity.names:
            found |= {thing.key: thing for thing in self._by_name.get(fold(name), ())}
        if entity.latitude is not None and entity.longitude is not None:
            row, column = round(entity.latitude), round(entity.longitude)
            for cell in ((row + north, column + east) for north in (-1, 0, 1) for east in (-1, 0, 1)):
                for thing in self._by_cell.get(cell, ()):
                    if thing.key not in found and _likeness(thing, entity) >= _ALIKE:
                        found[thing.key] = thing
        return [thing for thing in found.values() if {"wikidata", "geonames"} - set(thing.links)]


def best(proposals: Iterable[LinkProposal]) -> list[LinkProposal]:
    """Return proposals by place and scheme, the surest first, each once."""
    return sorted(set(proposals), key=lambda each: (each.place, each.scheme, -each.score, each.value))


def _score(thing: LinkedThing, entity: WikidataEntity) -> tuple[float, str]:
    if entity.geonames and entity.geonames in thing.links.get("geonames", ()):
        return 1.0, f"the same GeoNames id {entity.geonames}"
    likeness = _likeness(thing, entity)
    reasons = ["a name is the same" if likeness == 100 else f"names are alike ({likeness:.0f} of 100)"]
    distance = _distance(thing, entity)
    if distance is None:
        return round(0.6 * likeness / 100, 2), "; ".join([*reasons, "no points to compare"])
    reasons.append(f"{distance:.0f} km apart")
    nearness = 1.0 if distance <= NEAR else max(0.0, 1 - (distance - NEAR) / (_FAR - NEAR))
    return round(likeness / 100 * (0.2 + 0.8 * nearness), 2), "; ".join(reasons)


def _likeness(thing: LinkedThing, entity: WikidataEntity) -> float:
    folded = {fold(name) for name in entity.names}
    if folded & thing.names.keys():
        return 100.0
    pairs = ((one, other) for one in thing.names for other in folded if min(len(one), len(other)) > 3)
    return max((fuzz.ratio(one, other) for one, other in pairs), default=0.0)


def _distance(thing: LinkedThing, entity: WikidataEntity) -> float | None:
    """Return the kilometres between two points on a sphere of 6,371 km (haversine), None where one is missing."""
    if thing.latitude is None or thing.longitude is None or entity.latitude is None or entity.longitude is None:
        return None
    one, other = math.radians(thing.latitude), math.radians(entity.latitude)
    east = math.radians(entity.longitude - thing.longitude)
    chord = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(east / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, chord)))
