from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import Location
from exgraph.extract import event
from exgraph.extract.clause.sentence import Setting
from exgraph.extract.layout.printed import Printed

AT = Location(Path("specimen.txt"), 7)


def printed(text: str, *, month: str = "6 月", place: tuple[str, ...] = ("サハリン", "稚内市")) -> Printed:
    return Printed("12", 7, 7, 0, len(text), "H 9 (1997)", month, ("文化",), place, text)


def test_one_record_becomes_an_event_with_its_groups(setting: Setting) -> None:
    proposal = event.propose(printed("ネベリスク市から選手12名が稚内市を訪問"), setting, AT)
    (row,) = proposal.rows["event"]
    (group,) = proposal.rows["participation"]
    assert (row["id"], row["start"], row["end"], row["category"]) == ("12", "1997-06", "1997-06", "文化")
    assert row["printed_date"] == "H 9 (1997) 6 月"
    assert (group["id"], group["from"], group["to"], group["headcount"]) == ("12/1", "nevelsk", "wakkanai", "12")
    assert (row["location"], row["involves"], row["mode"]) == ("wakkanai", "", "inbound")


def test_a_later_month_and_an_end_are_events_of_their_own(setting: Setting) -> None:
    proposal = event.propose(printed("稚内市で展示。8月には、ネベリスク市でも展示"), setting, AT)
    assert [(row["id"], row["start"]) for row in proposal.rows["event"]] == [("12", "1997-06"), ("12-2", "1997-08")]
    proposal = event.propose(printed("稚内・コルサコフ航路を開設(2009年7月以降運休)"), setting, AT)
    assert [(row["id"], row["start"], row["route"]) for row in proposal.rows["event"]] == [
        ("12", "1997-06", "wakkanai-korsakov-ferry"),
        ("12-2", "2009-07", ""),
    ]


def test_a_day_in_the_sentence_is_more_exact_than_the_column(setting: Setting) -> None:
    proposal = event.propose(printed("1997年6月24日に基金設立"), setting, AT)
    assert proposal.rows["event"][0]["start"] == "1997-06-24"


def test_an_agreement_has_its_parties(setting: Setting) -> None:
    proposal = event.propose(printed("コルサコフ市と稚内市が協定を締結"), setting, AT)
    (agreement,) = proposal.rows["agreement"]
    assert agreement["party"] == "place/wakkanai;place/korsakov"
    assert proposal.rows["event"][0]["concludes"] == agreement["id"] == "wakkanai-korsakov-1997"


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (printed("訪問", place=("アトランティス",)), "no place is known by the name 'アトランティス'"),
        (printed("訪問", month="夏の頃"), "no date"),
    ],
)
def test_what_cannot_be_read_is_reported_with_its_line(setting: Setting, record: Printed, message: str) -> None:
    proposal = event.propose(record, setting, AT)
    assert [str(error) for error in proposal.unread if message in str(error) and "specimen.txt:7" in str(error)]
