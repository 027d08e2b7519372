"""What makes a record doubtful, and that the doubtful come before the sure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from exgraph.facts import confidence
from exgraph.facts.confidence import Confidence
from exgraph.review.desk import Desk
from exgraph.review.doubt import doubts, weight
from exgraph.review.fact import ReviewRecord


def test_a_record_that_tells_all_is_not_doubtful(desk: Desk) -> None:
    record = desk.record("specimen", "4")
    assert doubts(record) == []
    assert weight(record) == 0


def test_what_is_missing_is_doubtful(desk: Desk) -> None:
    event = desk.fact("specimen", "event", "4")
    desk.correct(event, {"kind": "Event", "dating": "bounded", "location": "", "involves": ""})
    for key in ("4/1", "4/2"):
        desk.correct(desk.fact("specimen", "participation", key), {"from": "", "to": ""})
    assert doubts(desk.record("specimen", "4")) == ["kind", "place", "dating", "way"]


def test_a_place_that_nobody_accepted_is_doubtful(desk: Desk) -> None:
    assert doubts(desk.record("specimen", "4"), {"nevelsk"}) == ["new-place"]


def test_a_value_of_which_extraction_is_not_sure_is_doubtful_until_a_person_has_read_it(
    desk: Desk, specimen: Path
) -> None:
    def sure(value: str) -> ReviewRecord:
        row = Confidence("event", "4", "kind", Decimal(value), "kind told by nothing")
        confidence.write(specimen / "mappings" / "sources" / "specimen", [row])
        return Desk(specimen / "mappings").record("specimen", "4")

    assert doubts(sure("0.70")) == ["confidence"]
    assert doubts(sure("0.95")) == []
    assert 0 < weight(sure("0.95")) < weight(sure("0.90")) < 1 < weight(sure("0.70"))
    desk.accept(desk.record("specimen", "4").facts)
    assert doubts(desk.record("specimen", "4")) == []


def test_a_line_that_changed_is_doubtful(desk: Desk) -> None:
    desk.correct(desk.fact("specimen", "event", "4"), {"note": "the line changed; total was 3"})
    assert doubts(desk.record("specimen", "4")) == ["changed"]
