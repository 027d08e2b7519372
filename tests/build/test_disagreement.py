from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph.build.consistency.disagreement import Disagreement, disagreements
from exgraph.facts import catalogue as catalogues
from exgraph.model.iri import Base

Tell = Callable[..., None]
ID = "https://w3id.org/exgraph/id/"


def found(project: Path) -> list[Disagreement]:
    return list(disagreements(catalogues.load(project / "mappings"), Base()))


def codes(project: Path) -> list[str]:
    return [each.finding.shape.partition("#")[2] for each in found(project)]


def merge(project: Path, event: str, into: str) -> None:
    path = project / "mappings" / "gazetteer" / "merge.csv"
    path.write_text(f"event,into,reason,review\nother/{event},specimen/{into},the same,accepted\n", encoding="utf-8")


def sides(each: Disagreement) -> list[tuple[str, tuple[str, ...]]]:
    return [(side.value, side.records) for side in each.sides]


def test_one_document_contradicts_nothing(specimen: Path) -> None:
    assert found(specimen) == []


@pytest.mark.parametrize(
    ("start", "end", "differs"),
    [
        ("1997", "1997", False),
        ("1997-07", "1997-08", False),
        ("1997-07-28", "1997-07-28", False),
        ("1997-07-26", "1997-08-01", False),
        ("1997-07-28", "1997-08-02", True),
        ("1997-06", "1997-06", True),
        ("1998", "1998", True),
    ],
)
def test_dates_of_a_merged_event_may_differ_in_exactness_only(
    specimen: Path, tell: Tell, start: str, end: str, differs: bool
) -> None:
    tell("event", id="1", start=start, end=end, concludes="", total="", visitors="", edition="", anniversary="")
    merge(specimen, "1", "4")
    assert codes(specimen) == (["merged-date"] if differs else [])


def test_both_sides_have_their_records_and_rows(specimen: Path, tell: Tell) -> None:
    tell("event", id="1", start="1996", end="1996", concludes="")
    merge(specimen, "1", "4")
    (each,) = found(specimen)
    assert each.finding.focus == f"{ID}event/specimen/4"
    assert each.finding.severity == "warning"
    assert set(each.finding.messages) == {"ja", "en", "ru"}
    assert sides(each) == [("1997-07-27/1997-08-01", ("specimen/4",)), ("1996", ("other/7",))]
    assert [side.at.line for side in each.sides] == [5, 2]


def test_numbers_of_a_merged_event(specimen: Path, tell: Tell) -> None:
    tell("event", id="1", start="1998-02", end="1998-02", concludes="", visitors="1600", edition="26", total="5")
    merge(specimen, "1", "2")
    assert codes(specimen) == ["merged-headcount", "merged-visitors", "merged-edition"]
    assert [sides(each) for each in found(specimen)] == [
        [("4", ("specimen/2",)), ("5", ("other/7",))],
        [("1500", ("specimen/2",)), ("1600", ("other/7",))],
        [("25", ("specimen/2",)), ("26", ("other/7",))],
    ]


def test_a_number_that_one_document_does_not_tell_is_no_disagreement(specimen: Path, tell: Tell) -> None:
    tell("event", id="1", start="1998-02", end="1998-02", concludes="", visitors="", edition="25")
    merge(specimen, "1", "2")
    assert found(specimen) == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"concluded": "1972"}, []),
        ({"concluded": "1973"}, ["agreement-date"]),
        ({"concluded": "1972-09-08", "class": "SisterCityAgreement"}, ["agreement-class"]),
        ({"id": "nevelsk-wakkanai-1974", "concluded": "1974"}, ["agreement-date"]),
        ({"id": "nevelsk-wakkanai-1974", "concluded": "1974", "class": "Memorandum"}, []),
        ({"id": "korsakov-wakkanai-1974", "concluded": "1974", "party": "place/wakkanai;place/korsakov"}, []),
    ],
)
def test_one_tie_told_twice(specimen: Path, tell: Tell, cells: dict[str, str], expected: list[str]) -> None:
    shared = {"id": "wakkanai-nevelsk-1972", "class": "FriendshipAgreement", "party": "place/wakkanai;place/nevelsk"}
    tell("agreement", **{**shared, **cells})
    assert codes(specimen) == expected


def test_one_indicator_told_twice(specimen: Path, tell: Tell) -> None:
    tell("observation", id="x", value="6517")
    (each,) = found(specimen)
    assert each.finding.focus == f"{ID}observation/other/x"
    assert sides(each) == [("6517", ("other/7",)), ("6516", ("specimen/1",))]


def test_another_year_of_an_indicator_is_another_value(specimen: Path, tell: Tell) -> None:
    tell("observation", id="x", value="6517", fiscal_year="2019")
    assert found(specimen) == []
