"""Decisions on whole records: as a person leaves them, facts added, split, merged or none; and undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import TablesError
from exgraph.review import change
from exgraph.review.desk import ConflictError, Desk, ReviewError

from .conftest import facts


def tables(specimen: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in facts(specimen).iterdir()}


def review(desk: Desk, number: str, cells: dict[tuple[str, str], dict[str, str]], version: str = "") -> None:
    record = desk.record("specimen", number)
    versions = {number: version or record.version}
    desk.decide("specimen", lambda: change.reviewed(record.facts, cells), by="Aoki", versions=versions)


def test_what_a_person_left_is_accepted_and_what_they_changed_corrected(desk: Desk) -> None:
    review(desk, "4", {("participation", "4/2"): {"headcount": "3"}, ("event", "4"): {"note": ""}})
    found = {fact.key: fact.review for fact in desk.record("specimen", "4").facts}
    assert found == {"4": "accepted", "4/1": "corrected", "4/2": "corrected"}
    assert desk.fact("specimen", "participation", "4/2").cells["headcount"] == "3"
    assert not desk.record("specimen", "4").waits


def test_everything_wrong_is_told_at_once_and_nothing_is_written(desk: Desk, specimen: Path) -> None:
    before = tables(specimen)
    with pytest.raises(TablesError) as refused:
        review(desk, "4", {("participation", "4/2"): {"headcount": "x"}, ("event", "4"): {"start": "1997-13"}})
    assert [error.at.column for error in refused.value.errors if error.at] == ["start", "headcount"]
    assert tables(specimen) == before


def test_a_record_that_somebody_else_changed_is_refused(desk: Desk, specimen: Path) -> None:
    version = desk.record("specimen", "4").version
    other = Desk(specimen / "mappings")
    other.correct(other.fact("specimen", "participation", "4/2"), {"headcount": "2"}, by="Baba")
    before = tables(specimen)
    with pytest.raises(ConflictError, match="record 4 of specimen was changed by somebody else"):
        review(desk, "4", {("event", "4"): {"note": "mine"}}, version)
    assert tables(specimen) == before


def test_an_added_event_and_group_get_ids_of_their_own(desk: Desk) -> None:
    record = desk.record("specimen", "4")
    cells = {"kind": "Visit", "start": "1997-07", "end": "1997-07", "location": "nevelsk"}
    desk.decide("specimen", lambda: change.added(record, "event", cells, desk.catalogue), by="Aoki")
    event = desk.fact("specimen", "event", "4-2")
    assert (event.cells["record"], event.cells["status"], event.review) == ("4", "held", "corrected")
    group = {"event": "4-2", "from": "wakkanai", "to": "nevelsk", "headcount": "3"}
    desk.decide("specimen", lambda: change.added(record, "participation", group, desk.catalogue), by="Aoki")
    assert desk.fact("specimen", "participation", "4-2/1").cells["headcount"] == "3"
    with pytest.raises(TablesError, match="is not one of"):
        desk.decide("specimen", lambda: change.added(record, "event", {"kind": "Picnic"}, desk.catalogue))


def test_an_added_agreement_is_named_by_its_parties_and_year(desk: Desk) -> None:
    record = desk.record("specimen", "4")
    cells = {"class": "FriendshipAgreement", "party": "place/wakkanai;place/korsakov", "concluded": "1991-07-02"}
    desk.decide("specimen", lambda: change.added(record, "agreement", cells, desk.catalogue))
    assert [fact.key for fact in desk.record("specimen", "4").facts if fact.table == "agreement"] == [
        "wakkanai-korsakov-1991"
    ]


def test_an_event_is_split_with_the_groups_of_its_second_half(desk: Desk) -> None:
    record, event = desk.record("specimen", "4"), desk.fact("specimen", "event", "4")
    group = desk.fact("specimen", "participation", "4/2")
    desk.decide("specimen", lambda: change.split(event, [group], record, desk.catalogue), by="Aoki")
    assert desk.fact("specimen", "participation", "4/2").cells["event"] == "4-2"
    assert desk.fact("specimen", "participation", "4/1").cells["event"] == "4"
    assert desk.fact("specimen", "event", "4-2").cells["start"] == event.cells["start"]


def test_two_events_are_merged_with_their_groups(desk: Desk) -> None:
    two, three = desk.fact("specimen", "event", "2"), desk.fact("specimen", "event", "3")
    desk.decide("specimen", lambda: change.merged(two, three, desk.parts("specimen")), by="Aoki")
    kept = desk.fact("specimen", "event", "2")
    assert set(kept.cells["record"].split(";")) == set(two.records) | set(three.records)
    assert set(three.cells["kind"].split(";")) <= set(kept.cells["kind"].split(";"))
    assert kept.cells["start"] == two.cells["start"]
    assert desk.fact("specimen", "participation", "3/1").cells["event"] == "2"
    with pytest.raises(ReviewError, match="no event 3"):
        desk.fact("specimen", "event", "3")


def test_a_record_without_a_fact_is_named_so_and_no_longer_waits(desk: Desk, specimen: Path) -> None:
    record = desk.record("specimen", "4")
    plan = change.dismissed(record, desk.catalogue, "0123456789abcdef")
    assert desk.decide("specimen", lambda: plan, by="Aoki") == []
    assert desk.record("specimen", "4").facts == ()
    assert "7,4,no-fact,a person found no fact in it,0123456789abcdef," in (facts(specimen) / "unread.csv").read_text(
        encoding="utf-8"
    )


def test_every_decision_can_be_undone_in_turn_and_is_kept(desk: Desk, specimen: Path) -> None:
    before = {name: content for name, content in tables(specimen).items() if name != "unread.csv"}
    record, event = desk.record("specimen", "4"), desk.fact("specimen", "event", "4")
    desk.decide("specimen", lambda: change.split(event, [], record, desk.catalogue), by="Aoki")
    desk.reject(desk.fact("specimen", "event", "5-2"), by="Aoki")
    plan = change.dismissed(desk.record("specimen", "4"), desk.catalogue, "0123456789abcdef")
    desk.decide("specimen", lambda: plan, by="Aoki")
    assert not desk.can_undo("Baba")
    assert [desk.undo(by="Aoki")[1].what for _ in range(3)] == ["no-fact", "rejected", "split"]
    assert {name: content for name, content in tables(specimen).items() if name != "unread.csv"} == before
    with pytest.raises(ReviewError, match="nothing to undo"):
        desk.undo(by="Aoki")
    assert [each.what for each in desk.decisions("specimen")][3:] == ["undone"] * 3


def test_what_changed_after_a_decision_is_not_undone(desk: Desk, specimen: Path) -> None:
    desk.accept([desk.fact("specimen", "event", "4")], by="Aoki")
    other = Desk(specimen / "mappings")
    other.correct(other.fact("specimen", "event", "4"), {"note": "theirs"}, by="Baba")
    with pytest.raises(ConflictError, match="event 4 was changed after your decision"):
        desk.undo(by="Aoki")
    assert desk.fact("specimen", "event", "4").cells["note"] == "theirs"


def test_a_table_that_cannot_be_put_in_place_leaves_all_as_they_were(
    desk: Desk, specimen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, replace = tables(specimen), Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "decisions.csv":
            raise OSError(30, "Read-only file system")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(Exception, match="Read-only file system"):
        desk.reject(desk.fact("specimen", "event", "4"))
    assert tables(specimen) == before


def test_the_name_of_a_person_is_written_as_a_cell_may_hold_it(desk: Desk) -> None:
    desk.accept([desk.fact("specimen", "event", "4")], by=" =SUM(A1)\n;佐藤\u200b ")
    assert desk.decisions("specimen")[-1].by == "SUM(A1) ,佐藤"
