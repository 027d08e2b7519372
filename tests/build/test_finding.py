from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.build.finding import Record, Trace
from exgraph.errors import Location
from exgraph.model.iri import Base

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
