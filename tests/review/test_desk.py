from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph.errors import TableError, TablesError
from exgraph.facts import catalogue, table
from exgraph.facts.table import Row
from exgraph.review.desk import ConflictError, Desk, ReviewError

from .conftest import facts, lines

REPOSITORY = Path(__file__).parents[2]


def changed(before: list[bytes], after: list[bytes]) -> list[tuple[bytes, bytes]]:
    assert len(before) == len(after)
    return [(old, new) for old, new in zip(before, after, strict=True) if old != new]


def test_the_shipped_tables_are_written_as_they_are_read(tmp_path: Path) -> None:
    tables = catalogue.load(REPOSITORY / "mappings")
    for source in tables.sources:
        for name in {name for name in tables.entries if source.id in tables.entries[name]}:
            row_class: type[Row] = tables.scripts[name].row_class
            rows = [entry.row for _, entry in tables.rows(name, source.id)]
            table.write(tmp_path / "table.csv", row_class, rows)
            assert (tmp_path / "table.csv").read_bytes() == source.table(name).read_bytes(), (source.id, name)


def test_facts_stand_with_their_records_each_event_before_its_participations(desk: Desk) -> None:
    found = {record.number: [(fact.table, fact.key) for fact in record.facts] for record in desk.records("specimen")}
    assert found["4"] == [("event", "4"), ("participation", "4/1"), ("participation", "4/2")]
    assert found["2"][:4] == [("event", "2"), ("participation", "2/1"), ("event", "3"), ("participation", "3/1")]
    assert {name for name, _ in found["2"]} == {"event", "participation", "observation", "topic"}
    assert ("agreement", "ferry-council-memorandum-2012") in found["6"]
    waiting = [record.number for record in desk.records(state="proposed")]
    assert waiting == ["2", "3", "4", "5", "6"]
    assert desk.record("specimen", "4").count("proposed") == 2


def test_accepting_changes_one_cell_of_one_line(desk: Desk, specimen: Path) -> None:
    before = lines(specimen, "event")
    assert desk.accept([desk.fact("specimen", "event", "4")]) == 1
    ((old, new),) = changed(before, lines(specimen, "event"))
    assert new == old.replace(b",proposed,", b",accepted,")
    assert desk.fact("specimen", "event", "4").review == "accepted"


def test_accepting_what_was_checked_leaves_it_as_it_is(desk: Desk, specimen: Path) -> None:
    before = (facts(specimen) / "event.csv").stat().st_mtime_ns
    assert desk.accept([desk.fact("specimen", "event", "3")]) == 0
    assert desk.fact("specimen", "event", "3").review == "corrected"
    assert (facts(specimen) / "event.csv").stat().st_mtime_ns == before


def test_correcting_changes_the_cells_and_the_review_of_one_line(desk: Desk, specimen: Path) -> None:
    before = lines(specimen, "event")
    desk.correct(desk.fact("specimen", "event", "2"), {"visitors": "1501", "note": " counted, anew "})
    ((old, new),) = changed(before, lines(specimen, "event"))
    assert new == old.replace(b",1500,", b",1501,").replace(b"proposed,", b'corrected,"counted, anew"')


@pytest.mark.parametrize(
    ("name", "cells", "column", "problem"),
    [
        ("event 2", {"visitors": "many"}, "visitors", "'many' is no whole number"),
        ("event 2", {"start": "1998-13"}, "start", "month must be in 1..12"),
        ("event 2", {"location": "atlantis"}, "location", "no place has the id 'atlantis'"),
        ("event 2", {"record": "99"}, "record", "no record has the id '99'"),
        ("event 2", {"kind": ""}, "kind", "empty"),
        ("participation 4/1", {"event": "77"}, "event", "no event has the id '77'"),
        ("participation 4/1", {"parts": "pupil"}, "parts", "has no count"),
        ("agreement wakkanai-nevelsk-1972", {"party": "nevelsk"}, "party", "does not begin with"),
        ("observation 1-2018", {"indicator": "moons"}, "indicator", "no indicator has the id 'moons'"),
        ("topic language-support", {"en": ""}, "en", "empty"),
        ("event 2", {"id": "9"}, "id", "not for correction"),
        ("event 2", {"review": "accepted"}, "review", "not for correction"),
        ("event 2", {"weather": "fair"}, "weather", "no column 'weather'"),
    ],
)
def test_a_bad_correction_is_refused_and_nothing_is_written(
    desk: Desk, specimen: Path, *, name: str, cells: dict[str, str], column: str, problem: str
) -> None:
    before = {path.name: path.read_bytes() for path in facts(specimen).iterdir()}
    fact = desk.fact("specimen", *name.split())
    with pytest.raises(TablesError) as refused:
        desk.correct(fact, cells)
    (error,) = refused.value.errors
    assert problem in error.problem
    assert error.at is not None
    assert (error.at.path, error.at.line, error.at.column) == (fact.at.path, fact.at.line, column)
    assert {path.name: path.read_bytes() for path in facts(specimen).iterdir()} == before


def test_a_correction_that_changes_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(ReviewError, match=r"stays the same .accept it instead"):
        desk.correct(desk.fact("specimen", "event", "2"), {"visitors": "1500"})


def test_rejecting_an_event_takes_its_participations_along(desk: Desk, specimen: Path) -> None:
    events, groups = lines(specimen, "event"), lines(specimen, "participation")
    missing = desk.reject(desk.fact("specimen", "event", "4"))
    assert lines(specimen, "event") == [line for line in events if not line.startswith(b"4,")]
    assert lines(specimen, "participation") == [line for line in groups if not line.startswith(b"4/")]
    assert any(error.problem == "no fact is made of record 4" for error in missing)
    assert desk.record("specimen", "4").facts == ()


def test_rejecting_a_participation_leaves_its_event(desk: Desk, specimen: Path) -> None:
    assert desk.reject(desk.fact("specimen", "participation", "4/2")) == []
    assert [fact.key for fact in desk.record("specimen", "4").facts] == ["4", "4/1"]
    assert len(lines(specimen, "event")) == 7


def test_what_others_refer_to_is_not_rejected(desk: Desk, specimen: Path) -> None:
    before = lines(specimen, "agreement")
    with pytest.raises(TablesError, match=r"event\.csv:2:concludes: no agreement has the id 'wakkanai-nevelsk-1972'"):
        desk.reject(desk.fact("specimen", "agreement", "wakkanai-nevelsk-1972"))
    assert lines(specimen, "agreement") == before


def test_a_row_that_changed_on_disk_is_never_overwritten(desk: Desk, specimen: Path) -> None:
    path = facts(specimen) / "event.csv"
    fact = desk.fact("specimen", "event", "2")
    path.write_text(path.read_text(encoding="utf-8").replace(",1500,", ",1700,"), encoding="utf-8")
    decisions: list[Callable[[], object]] = [
        lambda: desk.accept([fact]),
        lambda: desk.correct(fact, {"note": "mine"}),
        lambda: desk.reject(fact),
    ]
    for decide in decisions:
        with pytest.raises(ConflictError, match="event 2 of specimen was changed by somebody else meanwhile"):
            decide()
        assert b",1700," in path.read_bytes()
        assert b"2,2,Contest;Exhibition" in path.read_bytes()
        assert desk.fact("specimen", "event", "2").cells["visitors"] == "1700"
    desk.accept([desk.fact("specimen", "event", "2")])
    assert b",1700,,600000,,sentence,accepted," in path.read_bytes()


def test_what_somebody_else_did_elsewhere_stays_and_hinders_nobody(desk: Desk, specimen: Path) -> None:
    other = Desk(specimen / "mappings")
    other.accept([other.fact("specimen", "event", "2")], by="Aoki")
    desk.correct(desk.fact("specimen", "event", "4"), {"note": "read"}, by="Baba")
    assert desk.fact("specimen", "event", "2").review == "accepted"
    assert [(each.by, each.what, each.record, each.facts) for each in desk.decisions("specimen")] == [
        ("Aoki", "accepted", ("2",), ("event 2",)),
        ("Baba", "corrected", ("4",), ("event 4",)),
    ]


def test_two_who_decide_at_once_lose_nothing(desk: Desk, specimen: Path) -> None:
    other = Desk(specimen / "mappings")
    done: list[str] = []

    def note(by: str, mine: Desk) -> None:
        for number in range(8):
            fact = mine.fact("specimen", "event", "4" if by == "Aoki" else "2")
            mine.correct(fact, {"note": f"{by} {number}"}, by=by)
            done.append(by)

    people = [threading.Thread(target=note, args=each) for each in (("Aoki", desk), ("Baba", other))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert len(done) == 16
    fresh = Desk(specimen / "mappings")
    assert [fresh.fact("specimen", "event", key).cells["note"] for key in ("4", "2")] == ["Aoki 7", "Baba 7"]
    assert [each.number for each in fresh.decisions("specimen")] == list(range(1, 17))


def test_a_desk_is_refreshed_when_a_table_changes(desk: Desk, specimen: Path) -> None:
    before = desk.catalogue
    desk.refresh()
    assert desk.catalogue is before
    places = specimen / "mappings" / "gazetteer" / "place.csv"
    places.write_text(places.read_text(encoding="utf-8").replace("コルサコフ", "港の町"), encoding="utf-8")
    desk.refresh()
    assert desk.names(desk.fact("specimen", "event", "5-2"))["involves"] == ["港の町"]


def test_a_table_that_cannot_be_written_stays(desk: Desk, specimen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = lines(specimen, "event")
    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    with pytest.raises(TableError, match="No space left on device"):
        desk.accept([desk.fact("specimen", "event", "4")])
    assert lines(specimen, "event") == before


def test_what_there_is_not_is_said(desk: Desk) -> None:
    with pytest.raises(ReviewError, match=r"no source other .the sources are specimen"):
        desk.record("other", "1")
    with pytest.raises(ReviewError, match="specimen has no record 99"):
        desk.record("specimen", "99")
    with pytest.raises(ReviewError, match="specimen has no event 99"):
        desk.fact("specimen", "event", "99")
