"""How sure a record's proposals are: what a person should look at first, and what may be accepted by the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from exgraph.facts.cell import SEPARATOR
from exgraph.review.fact import ReviewFact, ReviewRecord

WEIGHTS = {
    "unread": 6,
    "changed": 5,
    "kind": 3,
    "place": 3,
    "confidence": 3,
    "dating": 2,
    "new-place": 2,
    "way": 2,
    "several": 1,
}
"""What makes a record doubtful, and how much. None of it says that a proposal is wrong."""

CONFIDENT = Decimal("0.8")
"""A proposed value of which extraction is less sure is doubtful."""

_UNSURE = Decimal("0.99")


def doubts(record: ReviewRecord, new_places: Collection[str] = ()) -> list[str]:
    """Return what makes a record doubtful, the weightiest first; `new_places` are those that nobody accepted yet."""
    found = dict.fromkeys(_found(record, new_places))
    return sorted(found, key=lambda each: -WEIGHTS[each])


def weight(record: ReviewRecord, new_places: Collection[str] = ()) -> float:
    """Return how doubtful a record is; less than 1 where nothing speaks against accepting it as it is."""
    return sum(WEIGHTS[each] for each in doubts(record, new_places)) + float(min(1 - record.confidence, _UNSURE))


def _found(record: ReviewRecord, new_places: Collection[str]) -> Iterator[str]:
    if record.unread:
        yield "unread"
    events = [fact for fact in record.facts if fact.table == "event"]
    if len(events) > 1:
        yield "several"
    for fact in record.facts:
        cells = fact.row.cells()
        if cells.get("note", "").startswith("the line changed"):
            yield "changed"
        if fact.confidence < CONFIDENT:
            yield "confidence"
        if any(name == "place" and key in new_places for _, (name, key) in fact.row.references()):
            yield "new-place"
    for event in events:
        yield from _of_event(event, [fact for fact in record.facts if fact.row.cells().get("event") == event.key])


def _of_event(event: ReviewFact, groups: list[ReviewFact]) -> Iterator[str]:
    cells = event.row.cells()
    if cells["kind"].split(SEPARATOR) == ["Event"]:
        yield "kind"
    if cells["dating"] not in ("", "printed"):
        yield "dating"
    ways = [(group.row.cells()["from"], group.row.cells()["to"], group.row.cells()["home"]) for group in groups]
    if any(not home and not (start and end) for start, end, home in ways):
        yield "way"
    named = [name for fact in (event, *groups) for name in _tables(fact)]
    if not {"place", "venue"} & set(named):
        yield "place"


def _tables(fact: ReviewFact) -> Iterator[str]:
    yield from (name for _, (name, _) in fact.row.references())
