"""Our ties beside Wikidata's twinned bodies (P190): what either side lacks, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from exgraph.link.dump import Twin, WikidataEntity
from exgraph.link.thing import LinkedThing, LinkedTie

Finding = Literal["agrees", "date differs", "missing there", "missing here"]


@dataclass(frozen=True)
class Compared:
    """Two places and what each side tells of their tie.

    Attributes:
        parties: their keys, in order.
        finding: how the two sides stand to each other.
        agreement: ours, by its key; empty where we have none.
        concluded: its date as we have it.
        records: where that is written.
        since: the date that Wikidata tells (P580).
        told_by: the entities that tell it: of one side only, or of both.
        references: what Wikidata refers to.
    """

    parties: tuple[str, str]
    finding: Finding
    agreement: str
    concluded: str
    records: Sequence[str]
    since: str
    told_by: Sequence[str]
    references: Sequence[str]


def compare(
    known: Mapping[str, LinkedThing], ours: Iterable[LinkedTie], entities: Iterable[WikidataEntity]
) -> list[Compared]:
    """Return every pair of places with a Wikidata id that is tied on either side, by their keys.

    Of pairs with several agreements the earliest is compared. Places that the dump does not hold tell nothing, so
    pairs of two such places are left out.
    """
    places = {each: key for key, thing in known.items() for each in thing.links.get("wikidata", ())}
    theirs: dict[tuple[str, str], list[tuple[str, Twin]]] = {}
    seen: set[str] = set()
    for entity in entities:
        key = places.get(entity.id)
        if key is None:
            continue
        seen.add(key)
        for twin in entity.twins:
            if (other := places.get(twin.other)) is not None and other != key:
                theirs.setdefault(_pair(key, other), []).append((entity.id, twin))
    mine: dict[tuple[str, str], LinkedTie] = {}
    for tie in ours:
        if all("wikidata" in known[party].links for party in tie.parties) and seen & set(tie.parties):
            mine.setdefault(_pair(*tie.parties), tie)
    return [_compared(pair, mine.get(pair), theirs.get(pair, [])) for pair in sorted(mine.keys() | theirs.keys())]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _compared(pair: tuple[str, str], tie: LinkedTie | None, twins: Sequence[tuple[str, Twin]]) -> Compared:
    since = min((twin.since for _, twin in twins if twin.since), default="")
    return Compared(
        pair,
        _finding(tie, twins, since),
        tie.agreement if tie else "",
        tie.concluded or "" if tie else "",
        tie.records if tie else (),
        since,
        sorted({entity for entity, _ in twins}),
        sorted({each for _, twin in twins for each in twin.references}),
    )


def _finding(tie: LinkedTie | None, twins: Sequence[tuple[str, Twin]], since: str) -> Finding:
    if tie is None:
        return "missing here"
    if not twins:
        return "missing there"
    concluded = tie.concluded or ""
    exact = min(len(concluded), len(since))  # as exact as both are: 1972 does not differ from 1972-09-08
    return "date differs" if concluded[:exact] != since[:exact] else "agrees"
