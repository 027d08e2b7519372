"""What each proposed value rests on, and how sure it is for that.

The numbers are the shares of values that were right on labelled documents of towns (docs/extraction.md), rounded: they
order what a person looks at, and promise nothing of one document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from exgraph.extract.clause.agreement import Concluded
from exgraph.extract.clause.delegation import Delegation
from exgraph.extract.clause.sentence import Sentence
from exgraph.extract.dating import token
from exgraph.extract.layout.printed import Printed

BASES: Mapping[str, Decimal] = {
    basis: Decimal(value)
    for basis, value in {
        "date with its year": "0.98",
        "date under a year told apart": "0.96",
        "date that leans on the one before": "0.95",
        "date that contradicts itself": "0.40",
        "kind told by its words": "0.98",
        "kind told by a weak word": "0.90",
        "kind told by the category": "0.75",
        "kind told by nothing": "0.70",
        "both sides named in the words": "0.95",
        "one side named in the words": "0.94",
        "sides from headings, cells or the page": "0.55",
        "direction told by a label": "0.97",
        "direction told by no verb": "0.60",
        "a side is missing": "0.50",
        "the only number of the words": "0.98",
        "one of several numbers": "0.75",
        "number of a cell or a label": "0.97",
        "place named and known": "0.95",
        "place not named in the words": "0.77",
    }.items()
}
"""How sure a value is by what it rests on."""


_SCORES = ((Decimal("0.9"), Decimal("0.96")), (Decimal("0.45"), Decimal("0.94")), (Decimal(0), Decimal("0.79")))
"""Shares of places that were right by at least this score of their name in the reference gazetteer, best first."""


@dataclass(frozen=True)
class Rating:
    """How sure a value is: the table, the row's key, the column, from 0 to 1, and what it rests on."""

    table: str
    key: str
    column: str
    confidence: Decimal
    basis: str


@dataclass(frozen=True)
class Reading:
    """A record and its sentence, with what was made of it: `kind` and `way` are what kinds and directions rest on."""

    record: Printed
    sentence: Sentence
    groups: list[Delegation]
    concluded: Concluded | None
    kind: str
    way: str


def ratings(key: str, row: Mapping[str, str], reading: Reading) -> Iterator[Rating]:
    """Yield how sure the values of an event's row are, and those of its participations and its agreement."""
    date = _date(reading.record)
    yield _rated("event", key, "start", date)
    yield _rated("event", key, "kind", reading.kind)
    for column in ("location", "involves"):
        if row[column]:
            yield _places("event", key, column, row[column].split(";"), reading.sentence)
    for number, group in enumerate(reading.groups, start=1):
        yield from _group(f"{key}/{number}", group, reading)
    if reading.concluded:
        parties = [party.partition("/")[2] for party in reading.concluded.parties]
        yield _rated("agreement", reading.concluded.id, "concluded", date)
        yield _places("agreement", reading.concluded.id, "party", parties, reading.sentence)


def _rated(table: str, key: str, column: str, basis: str) -> Rating:
    return Rating(table, key, column, BASES[basis], basis)


def _date(record: Printed) -> str:
    if record.cells.get("doubt"):
        return "date that contradicts itself"
    kinds = {each.kind for each in token.scan(record.month)}
    if "like" in kinds:
        return "date that leans on the one before"
    return "date with its year" if kinds & {"year", "iso"} else "date under a year told apart"


def _group(key: str, group: Delegation, reading: Reading) -> Iterator[Rating]:
    way = _way(group, reading)
    yield _rated("participation", key, "from", way)
    yield _rated("participation", key, "to", way)
    if group.count is None:
        return
    several = sum(each.count is not None for each in reading.groups) > 1
    own = group.count.end > group.count.start
    basis = "one of several numbers" if several else "the only number of the words"
    yield _rated("participation", key, "headcount", basis if own else "number of a cell or a label")


def _way(group: Delegation, reading: Reading) -> str:
    if not group.origin or not group.target:
        return "a side is missing"
    if reading.way:
        return reading.way
    named = {spot.place for spot in reading.sentence.spots}
    sides = [bool(named & set(side)) for side in (group.origin, group.target)]
    if all(sides):
        return "both sides named in the words"
    return "one side named in the words" if any(sides) else "sides from headings, cells or the page"


def _places(table: str, key: str, column: str, places: list[str], sentence: Sentence) -> Rating:
    """Return how sure the least sure of several places is: by its name's score, or as it is not named at all."""
    named = {spot.place for spot in sentence.spots} | {sentence.setting.home}
    scores = sentence.setting.scores
    found = []
    for place in places:
        basis = "place named and known" if place in named else "place not named in the words"
        found.append((BASES[basis], basis))
        if place in scores:
            score, reason = scores[place]
            found.append((next(share for least, share in _SCORES if score >= least), reason))
    return Rating(table, key, column, *min(found))
