from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.build.finding import StatedValue, Trace
from exgraph.errors import Location
from exgraph.model.iri import Base
from exgraph.model.report import Record
from exgraph.validate import Finding

ID = "https://w3id.org/exgraph/id/"
NS = "https://w3id.org/exgraph/ns#"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
EVENT, RECORD = f"{ID}event/s/4", f"{ID}record/s/7"
LINES = [
    f"<{EVENT}> <http://www.w3.org/ns/prov#wasDerivedFrom> <{RECORD}> <g> .\n",
    f'<{RECORD}> <{NS}firstLine> "12"^^<{INTEGER}> <g> .\n',
    f'<{RECORD}> <{NS}lastLine> "13"^^<{INTEGER}> <g> .\n',
]


@pytest.fixture
def trace(tmp_path: Path) -> Trace:
    rows = {EVENT: Location(tmp_path / "mappings" / "event.csv", 5), RECORD: Location(Path("/elsewhere/record.csv"), 8)}
    return Trace(Base(), tmp_path, rows, LINES)


def test_rows_are_told_by_paths_relative_to_the_project(trace: Trace) -> None:
    assert str(trace.row(EVENT)) == "mappings/event.csv:5"
    assert str(trace.row(RECORD)) == "/elsewhere/record.csv:8"


def test_a_part_is_told_by_the_row_of_its_whole(trace: Trace) -> None:
    assert str(trace.row(f"{EVENT}/part")) == "mappings/event.csv:5"
    assert trace.row(f"{ID}event/s/5") is None
    assert trace.row("http://example.org/") is None


@pytest.mark.parametrize("thing", [EVENT, f"{EVENT}/part", RECORD])
def test_records_with_their_lines(trace: Trace, thing: str) -> None:
    assert trace.records(thing) == (Record("s", "7", 12, 13),)


def test_no_records(trace: Trace) -> None:
    assert trace.records(f"{ID}place/nevelsk") == ()


def test_a_record_in_words() -> None:
    assert str(Record("s", "7", 12, 13)) == "s 7, lines 12–13"
    assert str(Record("s", "7-2", 12, 12)) == "s 7-2, line 12"


def finding(focus: str, value: str | None) -> Finding:
    return Finding(
        "warning", focus, f"{NS}commemorates", value, "http://example.org/shapes#check", "c", {"en": "Look."}
    )


def test_values_that_contradict_are_told_with_their_records(trace: Trace, tmp_path: Path) -> None:
    at = Location(tmp_path / "mappings" / "event.csv", 9)
    traced = trace.trace(
        finding(EVENT, None), [StatedValue("1997", ("s/7",), at), StatedValue("1998", ("s/8", "s/7"), at)]
    )
    assert traced.code == "check"
    assert [(side.value, side.row) for side in traced.sides] == [
        ("1997", "mappings/event.csv:9"),
        ("1998", "mappings/event.csv:9"),
    ]
    assert traced.records == (Record("s", "7", 12, 13), Record("s", "8", 0, 0))
    assert "1997 (s 7, lines 12–13) / 1998 (s 8" in str(traced)


def test_a_thing_at_fault_that_has_records_is_the_other_side(trace: Trace) -> None:
    traced = trace.trace(finding(f"{EVENT}/part", EVENT))
    assert [side.thing for side in traced.sides] == [f"{EVENT}/part", EVENT]
    assert trace.trace(finding(EVENT, f"{ID}place/nevelsk")).sides == ()
    assert trace.trace(finding(EVENT, RECORD)).sides == ()


def test_a_finding_about_what_no_row_tells_has_the_row_of_its_side(trace: Trace, tmp_path: Path) -> None:
    stated = StatedValue("1997", (), Location(tmp_path / "source.toml"))
    assert trace.trace(finding(f"{ID}source/s", None), [stated]).row == "source.toml"


def test_many_records_of_a_side_are_counted(trace: Trace) -> None:
    stated = StatedValue("46", tuple(f"s/{number}" for number in range(5)), Location(Path("/count.rq")))
    assert "s 2, line 0 and 2 more)" in str(trace.trace(finding(EVENT, None), [stated]))
