"""The page of an event: when, where, who from where to where, its series, what it marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exgraph.model.date import read_edtf
from exgraph.model.iri import NS
from exgraph.reading.reader import Name, Reader
from exgraph.reading.thing.claim import OtherValue, told_otherwise
from exgraph.reading.thing.facts import ThingFacts
from exgraph.reading.thing.flow import Flow, Leg, flow
from exgraph.reading.thing.proof import Proofs, ValueProof

_DETAILS = (
    *("superEvent", "location", "venue", "organiser", "giver", "recipient", "subject", "host", "agent", "official"),
    *("concludes", "adopts", "forSeries", "route"),
    *("status", "mode", "category"),
)


@dataclass(frozen=True)
class TravelGroup:
    """A group of people on the way: how many, who they are, and parts of their number; how each of it is known."""

    start: list[Name]
    goal: list[Name]
    headcount: int | None
    qualifiers: list[Name]
    bodies: list[Name]
    roles: list[Name]
    parts: list[tuple[Name, int]]
    otherwise: list[OtherValue]
    proofs: Proofs
    known: list[ValueProof]


@dataclass(frozen=True)
class EventEdition:
    """The series an event belongs to, with its neighbours in it."""

    series: Name
    number: str | None
    previous: Name | None
    next: Name | None


_NUMBERS = ("exg:headcount", "exg:plannedHeadcount", "exg:size")
"""What tells how many a group is: of those who travelled, were to travel, or were at home."""


def view(reader: Reader, thing: ThingFacts, parameters: Mapping[str, str]) -> dict[str, object]:
    """Return what the page of an event shows."""
    delegations = [
        _delegation(reader, thing, iri)
        for iri in (*thing.all("exg:participation"), *thing.all("exg:attendedBy"), *thing.all("exg:hostGroup"))
    ]
    edtf = thing.first("exg:edtf") or ""
    start, end, dated = read_edtf(edtf)
    total, visitors, amount = (thing.first(f"exg:{name}") for name in ("totalHeadcount", "visitors", "amount"))
    anniversary = thing.first("exg:anniversary")
    return {
        "when": (reader.date(start, end) if dated else reader.date(edtf)) if edtf else None,
        "printed": thing.all("exg:printedDate"),
        "kinds": [reader.name(iri) for iri in thing.types if iri != NS + "Event"],
        "delegations": delegations,
        "flow": _flow(reader, delegations),
        "total": int(total) if total else None,
        "telling": _telling(thing),
        "visitors": int(visitors) if visitors else None,
        "qualifiers": {name: thing.names(f"exg:{name}Qualifier") for name in ("total", "visitors")},
        "amount": int(float(amount)) if amount else None,
        "editions": [_edition(reader, thing, iri) for iri in thing.all("exg:inSeries")],
        "marks": thing.names("exg:commemorates"),
        "anniversary": int(anniversary) if anniversary else None,
        "details": _details(reader, thing),
        "others": _others(thing, delegations),
        "otherwise": told_otherwise(reader, thing),
    }


def _telling(thing: ThingFacts) -> tuple[str, ...]:
    """Return the properties that tell where an event's dates come from, the most telling first."""
    return tuple(name for name in ("exg:start", "exg:end", "exg:dating", "exg:printedDate") if thing.first(name))


def _details(reader: Reader, thing: ThingFacts) -> list[tuple[Name, str, list[Name]]]:
    """Return the links of an event with labels and properties; that it was held goes without saying."""
    held = reader.name(reader.published.base.thing("concept", "status", "held"))
    found = []
    for name in _DETAILS:
        names = [each for each in thing.names(f"exg:{name}") if each != held]
        if names:
            found.append((reader.name(NS + name), f"exg:{name}", names))
    return found


def _others(thing: ThingFacts, delegations: list[TravelGroup]) -> list[Name]:
    """Return the places involved that are neither where it took place nor an end of a delegation's way."""
    shown = [*thing.names("exg:location")]
    for each in delegations:
        shown += [*each.start, *each.goal]
    return [name for name in thing.names("exg:involves") if name not in shown]


def _flow(reader: Reader, delegations: list[TravelGroup]) -> Flow | None:
    places = reader.published.events.places
    legs = [
        Leg(each.start, each.goal, each.headcount, any(places[name.iri].home for name in each.start if name.iri))
        for each in delegations
    ]
    return flow(legs, reader.words.text("event.unsaid"))


def _delegation(reader: Reader, event: ThingFacts, iri: str) -> TravelGroup:
    group = ThingFacts(reader, iri)
    proofs = Proofs(reader, group, event)
    headcount = next(filter(None, map(group.first, _NUMBERS)), None)
    parts = []
    for part in (ThingFacts(reader, each) for each in group.all("exg:part")):
        role, number = part.first("exg:role"), part.first("exg:size")
        if role and number:
            parts.append((reader.name(role), int(number)))
    return TravelGroup(
        start=[*group.names("exg:fromEach"), *group.names("exg:home")],
        goal=group.names("exg:toEach"),
        headcount=int(headcount) if headcount else None,
        qualifiers=group.names("exg:qualifier"),
        bodies=group.names("exg:body"),
        roles=group.names("exg:role"),
        parts=sorted(parts, key=lambda part: -part[1]),
        otherwise=told_otherwise(reader, group).get("exg:headcount", []),
        proofs=proofs,
        known=proofs.of("exg:fromEach", "exg:toEach", "exg:home", *_NUMBERS, "exg:body", "exg:role"),
    )


def _edition(reader: Reader, thing: ThingFacts, series: str) -> EventEdition:
    rows = reader.published.rows(
        f"""SELECT DISTINCT ?event {{
            ?event exg:inSeries <{series}> ; exg:earliest ?date . OPTIONAL {{ ?event exg:edition ?n }}
        }} ORDER BY ?date ?n ?event"""
    )
    events = [row["event"] for row in rows]
    place = events.index(thing.iri) if thing.iri in events else 0
    return EventEdition(
        series=reader.name(series),
        number=thing.first("exg:edition"),
        previous=reader.name(events[place - 1]) if place > 0 else None,
        next=reader.name(events[place + 1]) if place + 1 < len(events) else None,
    )
