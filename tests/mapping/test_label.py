"""Labels of events: which of its facts a label is made of. The forms in all languages stand in tests/tables."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from exgraph.facts import catalogue as catalogues
from exgraph.facts.catalogue import Catalogue
from exgraph.mapping import merged
from exgraph.mapping.context import Context, RowIndex
from exgraph.mapping.term import Triple
from exgraph.model.iri import Base

EVENT = {
    "id": "9",
    "record": "1",
    "kind": "Visit",
    "start": "1997-07",
    "end": "1997-07",
    "status": "held",
    "review": "proposed",
}
GROUP = {"id": "9/1", "event": "9", "review": "proposed"}


def append(path: Path, *rows: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, names, lineterminator="\n", restval="").writerows(rows)


def english(project: Path, event: dict[str, str], *groups: dict[str, str]) -> str:
    facts = project / "mappings" / "sources" / "specimen" / "facts"
    append(facts / "event.csv", EVENT | event)
    append(facts / "participation.csv", *(GROUP | {"id": f"9/{n}"} | group for n, group in enumerate(groups, start=1)))
    return labels(triples(catalogues.load(project / "mappings"), "event", "9"), "event/specimen/9")["en"]


def triples(catalogue: Catalogue, table: str, key: str) -> list[Triple]:
    script, context = catalogue.scripts[table], Context(Base(), "specimen", RowIndex(catalogue))
    return list(script.triples(context.find(script.row_class, key), context))


def labels(found: list[Triple], thing: str) -> dict[str, str]:
    """Return the labels of a thing, by language."""
    of_it = [each for each in found if each[0] == f"<{Base().thing(thing)}>" and each[1].endswith("#label>")]
    return {text.rpartition("@")[2]: text.split('"')[1] for _, _, text in of_it}


def test_a_tie_without_a_date(specimen: Path) -> None:
    mappings = specimen / "mappings"
    tie = {"id": "wakkanai-korsakov", "class": "SisterCityAgreement", "party": "place/wakkanai;place/korsakov"}
    facts = mappings / "sources" / "specimen" / "facts"
    append(facts / "agreement.csv", tie | {"record": "1", "review": "accepted"})
    found = triples(catalogues.load(mappings), "agreement", "wakkanai-korsakov")
    label = labels(found, "agreement/wakkanai-korsakov")["en"]
    assert label == "Sister-city agreement between Wakkanai and Korsakov"
    assert [predicate for _, predicate, _ in found if predicate.endswith(("#concluded>", "#edtf>", "#year>"))] == []
    assert len([predicate for _, predicate, _ in found if predicate.endswith("#twinnedWith>")]) == 1


def test_an_edition_comes_before_all_else(specimen: Path) -> None:
    event = {"series": "snow-contest", "edition": "3", "anniversary": "5", "commemorates": "place/wakkanai"}
    assert english(specimen, event) == "3rd International Snow Sculpture Contest (July 1997)"


def test_an_anniversary_of_a_place(specimen: Path) -> None:
    event = {"anniversary": "50", "commemorates": "place/wakkanai", "kind": "Ceremony", "total": "4"}
    assert english(specimen, event) == "Ceremony for the 50th anniversary of Wakkanai (4 people, July 1997)"


def test_what_is_commemorated_without_a_number(specimen: Path) -> None:
    event = {"commemorates": "place/wakkanai", "kind": "Performance"}
    assert english(specimen, event) == "Performance in honour of Wakkanai (July 1997)"


def test_a_title_as_printed_comes_before_all_else_but_what_was_given(specimen: Path) -> None:
    event = {"title": "友好の翼", "title_en": "Wings of Friendship", "series": "snow-contest", "edition": "3"}
    assert english(specimen, event | {"location": "wakkanai"}) == "Wings of Friendship (Wakkanai, July 1997)"


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            {"kind": "Donation", "giver": "place/wakkanai", "recipient": "place/nevelsk"},
            "Gift from Wakkanai to Nevelsk (July 1997)",
        ),
        ({"kind": "Donation", "giver": "place/wakkanai"}, "Gift from Wakkanai (July 1997)"),
        (
            {"kind": "Award", "title": "名誉市民", "title_en": "Honorary Citizenship", "recipient": "place/nevelsk"},
            "Honorary Citizenship for a representative of Nevelsk (July 1997)",
        ),
        ({"kind": "Opening", "route": "wakkanai-korsakov-ferry"}, "Opening of the Wakkanai–Korsakov ferry (July 1997)"),
        ({"kind": "Closing", "subject": "venue/citizens-hall"}, "Closing of the Citizens’ Hall (July 1997)"),
        (
            {"kind": "Suspension", "route": "wakkanai-korsakov-ferry"},
            "Suspension of the Wakkanai–Korsakov ferry (July 1997)",
        ),
        (
            {"kind": "ReportMeeting", "for_series": "snow-contest"},
            "Report meeting of the International Snow Sculpture Contest (July 1997)",
        ),
    ],
)
def test_who_gave_and_what_was_opened_or_closed(specimen: Path, event: dict[str, str], expected: str) -> None:
    assert english(specimen, event) == expected


def test_a_group_of_one_is_one(specimen: Path) -> None:
    group = {"from": "wakkanai", "to": "nevelsk", "headcount": "1", "role": "official"}
    assert english(specimen, {}, group) == "Visit of an official from Wakkanai to Nevelsk (July 1997)"


def test_about_is_said(specimen: Path) -> None:
    group = {"from": "wakkanai", "to": "nevelsk", "headcount": "30", "qualifier": "about"}
    assert english(specimen, {}, group) == "Visit of a delegation from Wakkanai to Nevelsk (about 30 people, July 1997)"


def test_what_is_told_without_a_date_has_none(specimen: Path) -> None:
    assert english(specimen, {"kind": "Seminar", "location": "wakkanai", "dating": "none"}) == "Seminar (Wakkanai)"


def test_a_tie_that_the_two_towns_of_a_visit_share_is_theirs(specimen: Path) -> None:
    group = {"from": "wakkanai", "to": "nevelsk"}
    event = {"anniversary": "25", "commemorates": "agreement/wakkanai-nevelsk-1972"}
    expected = "Visit of a delegation from Wakkanai to Nevelsk for the 25th anniversary of their"
    expected += " friendship-city agreement (July 1997)"
    assert english(specimen, event, group) == expected


def test_one_way(specimen: Path) -> None:
    group = {"from": "wakkanai", "to": "nevelsk", "headcount": "60"}
    assert english(specimen, {}, group) == "Visit of a delegation from Wakkanai to Nevelsk (60 people, July 1997)"


def test_a_visit_of_another_kind_says_which(specimen: Path) -> None:
    group = {"from": "wakkanai"}
    assert english(specimen, {"kind": "Training;Visit"}, group) == "Reception of trainees from Wakkanai (July 1997)"


def test_groups_from_two_towns_to_one(specimen: Path) -> None:
    groups = [{"from": place, "to": "wakkanai", "headcount": "2"} for place in ("nevelsk", "korsakov")]
    assert (
        english(specimen, {}, *groups)
        == "Visit of a delegation from Nevelsk and Korsakov to Wakkanai (4 people, July 1997)"
    )


def test_groups_both_ways(specimen: Path) -> None:
    groups = [{"from": "wakkanai", "to": "nevelsk"}, {"from": "nevelsk", "to": "wakkanai"}]
    assert english(specimen, {}, *groups) == "Exchange of visits between Wakkanai and Nevelsk (July 1997)"


def test_people_are_summed_only_where_every_group_is_counted(specimen: Path) -> None:
    groups = [{"from": "wakkanai", "to": "nevelsk", "headcount": "5"}, {"from": "wakkanai", "to": "korsakov"}]
    assert english(specimen, {}, *groups) == "Visit of a delegation from Wakkanai to Nevelsk and Korsakov (July 1997)"


def test_a_stated_total_comes_before_a_sum(specimen: Path) -> None:
    group = {"from": "wakkanai", "to": "nevelsk", "headcount": "5"}
    assert (
        english(specimen, {"total": "7"}, group)
        == "Visit of a delegation from Wakkanai to Nevelsk (7 people, July 1997)"
    )


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (
            {"kind": "Meeting", "involves": "wakkanai;nevelsk"},
            "Meeting between representatives of Wakkanai and Nevelsk (July 1997)",
        ),
        (
            {"kind": "Meeting", "involves": "nevelsk", "location": "wakkanai"},
            "Meeting with representatives of Nevelsk (Wakkanai, July 1997)",
        ),
        ({"kind": "Seminar", "location": "wakkanai"}, "Seminar (Wakkanai, July 1997)"),
        ({"kind": "Seminar", "venue": "citizens-hall"}, "Seminar (Wakkanai, July 1997)"),
        (
            {"kind": "TransportEvent", "route": "wakkanai-korsakov-ferry"},
            "Service on the Wakkanai–Korsakov ferry (July 1997)",
        ),
        ({"kind": "Award"}, "Award (July 1997)"),
        ({"kind": "Award", "status": "cancelled", "mode": "online"}, "Award (online, cancelled, July 1997)"),
    ],
)
def test_without_series_or_groups(specimen: Path, event: dict[str, str], expected: str) -> None:
    assert english(specimen, event) == expected


def test_ties_of_regions_are_not_called_ties_of_cities(specimen: Path) -> None:
    facts = specimen / "mappings" / "sources" / "specimen" / "facts"
    append(
        facts / "agreement.csv",
        {
            "id": "hokkaido-sakhalin-oblast-1998",
            "class": "FriendshipAgreement",
            "record": "1",
            "party": "place/hokkaido;place/sakhalin-oblast",
            "concluded": "1998",
            "review": "proposed",
        },
    )
    catalogue = catalogues.load(specimen / "mappings")
    for tie, label in (
        ("hokkaido-sakhalin-oblast-1998", "北海道とサハリン州の友好提携(1998年)"),
        ("wakkanai-nevelsk-1972", "稚内市とネベリスクの友好都市提携(1972年9月)"),
    ):
        assert labels(triples(catalogue, "agreement", tie), f"agreement/{tie}")["ja"] == label


SERIES = {"id": "school-visits", "class": "YouthProgramme", "organiser": "", "origin": "exgraph"}
NAMES = {"ja": "学校訪問事業(稚内市)", "en": "School Visits (Wakkanai)", "ru": "Поездки школьников (Вакканай)"}


@pytest.mark.parametrize(
    ("event", "japanese", "english"),
    [
        ({}, "学校訪問事業(稚内市、1997年7月)", "School Visits (Wakkanai, July 1997)"),
        ({"location": "nevelsk"}, "学校訪問事業(ネベリスク、1997年7月)", "School Visits (Nevelsk, July 1997)"),
    ],
)
def test_whose_a_series_is_stands_in_one_bracket(
    specimen: Path, event: dict[str, str], japanese: str, english: str
) -> None:
    """A programme that any town could have tells whose it is, unless the place of the event does."""
    mappings = specimen / "mappings"
    append(mappings / "gazetteer" / "series.csv", SERIES | NAMES | {"kana": "がっこうほうもんじぎょうわっかないし"})
    append(mappings / "sources" / "specimen" / "facts" / "event.csv", EVENT | {"series": "school-visits"} | event)
    found = labels(triples(catalogues.load(mappings), "event", "9"), "event/specimen/9")
    assert (found["ja"], found["en"]) == (japanese, english)


def test_a_tie_that_one_document_calls_sister_and_friendship_is_both(specimen: Path) -> None:
    other = specimen / "mappings" / "sources" / "specimen" / "facts" / "agreement.csv"
    tie = {"id": "wakkanai-korsakov", "party": "place/wakkanai;place/korsakov", "record": "1", "review": "accepted"}
    append(other, tie | {"class": "SisterCityAgreement;FriendshipAgreement"})
    catalogue = catalogues.load(specimen / "mappings")
    found = labels(triples(catalogue, "agreement", "wakkanai-korsakov"), "agreement/wakkanai-korsakov")
    assert found["ja"] == "稚内市とコルサコフの姉妹・友好都市提携"


@pytest.mark.parametrize(
    ("predicate", "value", "expected"),
    [
        (
            "exg:end",
            '"1990"^^<xsd:gYear>',
            ["別の資料での終了年:1990年", "Another record’s end: 1990", "Окончание по другой записи: 1990 г."],
        ),
        (
            "exg:start",
            '"2017-10"^^<xsd:gYearMonth>',
            [
                "別の資料での開始年月:2017年10月",
                "Another record’s start: October 2017",
                "Начало по другой записи: октябрь 2017 г.",
            ],
        ),
        (
            "exg:title",
            '"見本市"@ja',
            ["別の資料での名称:「見本市」", "Another record’s title: “見本市”", "Название по другой записи: «見本市»"],
        ),
        (
            "exg:visitors",
            '"40"^^<xsd:integer>',
            ["別の資料での来場者数:40", "Another record’s visitors: 40", "Посетители по другой записи: 40"],
        ),
    ],
)
def test_what_another_record_tells(predicate: str, value: str, expected: list[str]) -> None:
    found = merged.claimed("<thing>", "<claim>", predicate, value, [])
    assert [term.split('"')[1] for _, name, term in found if name.endswith("#label>")] == expected


@pytest.mark.parametrize(
    ("event", "groups", "japanese", "english"),
    [
        (
            {
                "status": "unscheduled",
                "dating": "bounded",
                "start": "2022-04",
                "end": "2023-03",
                "location": "wakkanai",
            },
            [],
            "訪問(稚内市、2022年度、時期未定)",
            "Visit (Wakkanai, fiscal 2022, date not set)",
        ),
        (
            {"status": "planned", "dating": "bounded", "start": "2023-01", "end": "2023-12", "location": "wakkanai"},
            [],
            "訪問(稚内市、予定、2023年中)",
            "Visit (Wakkanai, planned, some time in 2023)",
        ),
        (
            {},
            [
                {"from": "wakkanai", "to": "nevelsk;korsakov"},
                {"from": "nevelsk", "to": "wakkanai"},
                {"from": "korsakov", "to": "wakkanai"},
            ],
            "稚内市とネベリスク・コルサコフの相互訪問(1997年7月)",
            "Exchange of visits between Wakkanai, Nevelsk and Korsakov (July 1997)",
        ),
        (
            {"mode": "online"},
            [{"from": "wakkanai", "to": "nevelsk", "role": "pupil"}],
            "稚内市の児童生徒とネベリスクとのオンライン交流(1997年7月)",
            "Online exchange of pupils from Wakkanai with Nevelsk (July 1997)",
        ),
        (
            {},
            [{"from": "hokkaido", "to": "nevelsk", "role": "citizen"}],
            "北海道の道民のネベリスク訪問(1997年7月)",
            "Visit of residents from Hokkaido to Nevelsk (July 1997)",
        ),
        (
            {"kind": "Contest"},
            [{"from": "nevelsk", "to": "wakkanai", "role": "athlete"}],
            "稚内市でのコンテストへのネベリスクの出場者の参加(1997年7月)",
            "Contest in Wakkanai with entrants from Nevelsk (July 1997)",
        ),
        (
            {"kind": "Meeting", "official": "mayor-wakkanai"},
            [{"from": "wakkanai", "to": "nevelsk", "role": "official"}],
            "ネベリスクでの稚内市の市長一行との会議(1997年7月)",
            "Meeting in Nevelsk with officials from Wakkanai (July 1997)",
        ),
        (
            {},
            [{"from": "nevelsk", "to": "wakkanai", "body": "nevelsk-choir", "headcount": "2"}],
            "ネベリスク合唱団の稚内市訪問(2名、1997年7月)",
            "Visit of members of the Nevelsk Choir to Wakkanai (2 people, July 1997)",
        ),
    ],
)
def test_how_a_journey_is_told(
    specimen: Path, event: dict[str, str], groups: list[dict[str, str]], japanese: str, english: str
) -> None:
    facts = specimen / "mappings" / "sources" / "specimen" / "facts"
    append(facts / "event.csv", EVENT | event)
    append(facts / "participation.csv", *(GROUP | {"id": f"9/{n}"} | group for n, group in enumerate(groups, start=1)))
    found = labels(triples(catalogues.load(specimen / "mappings"), "event", "9"), "event/specimen/9")
    assert (found["ja"], found["en"]) == (japanese, english)
