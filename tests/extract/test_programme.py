from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.errors import Location
from exgraph.extract import programme
from exgraph.extract.clause.sentence import Setting, Ties
from exgraph.extract.event import Proposal
from exgraph.extract.layout.printed import Printed
from exgraph.extract.name import Gazetteer

AT = Location(Path("specimen.txt"), 7)
PLACES = {
    "japan": ("日本", "Country", ()),
    "hokkaido": ("北海道", "Prefecture", ("japan",)),
    "minami": ("南市", "City", ("hokkaido",)),
    "kita": ("北町", "Town", ("hokkaido",)),
    "usa": ("アメリカ", "Country", ()),
    "springfield": ("スプリングフィールド市", "City", ("usa",)),
    "canada": ("カナダ", "Country", ()),
    "riverton": ("リバートン町", "Town", ("canada",)),
    "europe": ("ヨーロッパ", "MacroRegion", ()),
}
BODIES = {
    "minami-city-government": ("南市", "minami"),
    "kita-town-government": ("北町", "kita"),
    "riverton-town-government": ("リバートン町", "riverton"),
    "hokkaido-government": ("道庁", "hokkaido"),
    "minami-association": ("南国際交流協会", "minami"),
    "kita-committee": ("「花 & 緑」実行委員会", "kita"),
    "riverton-school": ("リバートン高校", "riverton"),
}


@pytest.fixture(scope="module")
def world() -> Setting:
    names = {name: ("place", key) for key, (name, _, _) in PLACES.items()}
    for key, (name, _) in BODIES.items():
        names.setdefault(name, ("organisation", key))
    names |= {"高校生の翼": ("series", "wings")}
    gazetteer = Gazetteer(
        names,
        parents={key: parents for key, (_, _, parents) in PLACES.items()},
        classes={key: (kind,) for key, (_, kind, _) in PLACES.items()},
        seats={key: seat for key, (_, seat) in BODIES.items()},
    )
    ties = Ties()
    ties.add(frozenset({"place/minami", "place/springfield"}), 1984, "minami-springfield-1984")
    return Setting(gazetteer, ties, home="hokkaido", country="japan", columns={"道": "hokkaido", "欧": "europe"})


def read(world: Setting, **cells: str) -> Proposal:
    record = Printed("12", 7, 7, 0, 10, "2024", category=("南部",), cells=cells)
    return programme.propose(record, world, AT)


def event(world: Setting, **cells: str) -> dict[str, str]:
    (row,) = read(world, **cells).rows["event"]
    return row


def test_a_row_becomes_a_planned_event_with_its_group(world: Setting) -> None:
    proposal = read(
        world,
        organiser="南国際 交流協会",
        title="第3回高校生 の翼",
        target="アメリカ",
        text="高校生12名をスプリングフィールド市へ送り、家庭に泊まる。",
        location="アメリカ",
        time="令和7年 1月予定",
        mode="現地派遣",
    )
    (row,) = proposal.rows["event"]
    (group,) = proposal.rows["participation"]
    assert (row["id"], row["category"], row["status"], row["mode"]) == ("12", "南部", "planned", "outbound")
    assert (row["start"], row["end"], row["printed_date"]) == ("2025-01", "2025-01", "令和7年 1月予定")
    assert (row["kind"], row["series"], row["edition"]) == ("YouthExchange", "wings", "3")
    assert (row["organiser"], row["location"], row["involves"]) == ("minami-association", "springfield", "")
    assert (group["from"], group["to"], group["headcount"], group["role"]) == ("minami", "springfield", "12", "pupil")


@pytest.mark.parametrize(
    ("cell", "bodies"),
    [
        ("南市", "minami-city-government"),
        ("南市北町", "minami-city-government;kita-town-government"),
        ("南市 南国際交流協会", "minami-city-government;minami-association"),
        ("道", "hokkaido-government"),
        ("南国際交 流協会(北町ほか関係団体で構成)", "minami-association"),
        ("カナダ(リバートン町)", "riverton-town-government"),
        ("「花 & 緑」 実行委員会", "kita-committee"),
    ],
)
def test_implementing_bodies_are_told_apart(world: Setting, cell: str, bodies: str) -> None:
    assert event(world, organiser=cell, municipality="南市")["organiser"] == bodies


def test_places_come_from_every_cell_and_are_as_exact_as_told(world: Setting) -> None:
    row = event(
        world,
        organiser="南市",
        municipality="カナダ リバート ン町",
        target="カナダ、欧・米",
        location="オンライン",
        mode="書面",
    )
    assert row["involves"] == "minami;europe;riverton"
    assert (row["location"], row["mode"]) == ("", "online")
    assert event(world, organiser="南市", location="オンライン及び市内")["location"] == "minami"
    assert event(world, organiser="南市", location="カナダ リバートン町内")["location"] == "riverton"


def test_the_seat_of_a_body_is_the_municipality_where_none_is_named(world: Setting) -> None:
    assert event(world, organiser="「花 & 緑」実行委員会")["involves"] == "kita"


def test_an_exchange_both_ways_has_two_groups(world: Setting) -> None:
    proposal = read(
        world, organiser="北町", target="カナダ", text="リバートン町と", location="カナダ 北町", mode="現地派遣・受入"
    )
    ways = [(group["from"], group["to"]) for group in proposal.rows["participation"]]
    assert ways == [("kita", "riverton"), ("riverton", "kita")]
    assert proposal.rows["event"][0]["mode"] == "outbound;inbound"


def test_nobody_travels_to_a_region_or_over_a_network(world: Setting) -> None:
    assert "participation" not in read(world, organiser="北町", target="ヨーロッパ", mode="現地派遣").rows
    assert "participation" not in read(world, organiser="北町", target="カナダ", mode="オンライン").rows


def test_an_anniversary_finds_a_known_tie_and_dates_none(world: Setting) -> None:
    known = event(world, organiser="南市", title="姉妹都市提携40周年記念式典", target="スプリングフィールド市")
    assert (known["anniversary"], known["commemorates"]) == ("40", "agreement/minami-springfield-1984")
    assert known["kind"] == "Ceremony"
    unknown = event(world, organiser="北町", title="姉妹都市提携40周年記念式典", target="リバートン町")
    assert (unknown["anniversary"], unknown["commemorates"]) == ("40", "")


@pytest.mark.parametrize(
    ("title", "text", "kinds"),
    [
        ("提携20周年記念 南市公式使節団訪問事業", "", "Visit;Ceremony"),
        ("海外販路補助金", "展示に要する経費の一部", "Support;TradeFair"),
        ("少年野球交流", "", "YouthExchange;SportsEvent"),
        ("観光プロモーション", "見本市への出展", "Promotion"),
        ("親善交流", "絵画の展覧会を開く", "Exhibition"),
        ("友好の集い", "", "Promotion"),
    ],
)
def test_kinds_follow_the_title_then_the_content(world: Setting, title: str, text: str, kinds: str) -> None:
    assert event(world, organiser="南市", title=title, text=text)["kind"] == kinds


def test_other_bodies_are_agents(world: Setting) -> None:
    row = event(world, organiser="南市", municipality="道、北町", text="リバートン高校と")
    assert (row["organiser"], row["agent"]) == ("minami-city-government", "hokkaido-government;riverton-school")
    assert row["involves"] == "kita;minami"


def test_what_cannot_be_read_is_reported_with_its_line(world: Setting) -> None:
    (error,) = read(world, organiser="だれか", time="9月").unread
    assert "nothing known in 'だれか'" in str(error)
    (error,) = read(world, organiser="南市", time="14月").unread
    assert "specimen.txt:7" in str(error)
