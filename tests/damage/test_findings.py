"""Damage to the shipped tables that only the facts show: each gives a finding of its code that names record and row."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph import settings
from exgraph.build import pipeline
from exgraph.build.fingerprint import Options
from exgraph.model.report import BuildReport, Traced
from tests.damage.sheet import CLAIR, DB, GAZETTEER, ROOT, Damage, apply, copy

CASES = [
    Damage(
        "another year than the printed one", DB, "event", "1", {"start": "1953-02", "end": "1953-02"}, "PrintedDate"
    ),
    Damage(
        "another month than the printed one", DB, "event", "2", {"start": "1953-07", "end": "1953-07"}, "PrintedDate"
    ),
    Damage("no place at all", DB, "event", "3", {"location": "", "involves": "", "venue": ""}, "event-place"),
    Damage("an edition of no series", DB, "event", "7", {"series": ""}, "edition-series"),
    Damage("editions in another order", DB, "event", "13", {"edition": "9"}, "EditionEvent"),
    Damage("an edition in two years", DB, "event", "57", {"edition": "1"}, "EditionEvent"),
    Damage("an anniversary of other years", DB, "event", "97", {"anniversary": "52"}, "AnniversaryEvent"),
    Damage("an anniversary of nothing", DB, "event", "102", {"commemorates": ""}, "anniversary-subject"),
    Damage("a hall elsewhere", DB, "event", "76", {"location": "wakkanai"}, "VenueEvent"),
    Damage("a conclusion of nothing", DB, "event", "54", {"concludes": ""}, "conclusion-agreement"),
    Damage("a tie concluded at another time", DB, "event", "58", {"start": "1993-06", "end": "1993-06"}, "Concluding"),
    Damage("an absurd sum of money", DB, "event", "61", {"amount_jpy": "90000000000"}, "event-amount-much"),
    Damage("a town that is a prefecture", GAZETTEER, "place", "ebetsu", {"class": "Prefecture"}, "prefecture-code"),
    Damage(
        "a prefecture that is a town", GAZETTEER, "place", "aomori-prefecture", {"class": "City"}, "municipality-code"
    ),
    Damage("a place twice", GAZETTEER, "place", "eniwa", {"ja": "江別市", "en": "Ebetsu"}, "NamedPlace"),
    Damage("an absurd number of people", DB, "event", "60", {"total": "30000"}, "event-total-much"),
    Damage("an absurd number of visitors", DB, "event", "62", {"visitors": "20000000"}, "event-visitors-much"),
    Damage("more groups than people", DB, "event", "58", {"total": "12"}, "EventAmidOthers"),
    Damage("out where people came in", DB, "event", "18", {"mode": "outbound"}, "OutboundEvent"),
    Damage("in where people went out", DB, "event", "14", {"mode": "inbound"}, "InboundEvent"),
    Damage(
        "a group that stays where it is", DB, "participation", "29/1", {"to": "hokkaido;moscow"}, "participation-stays"
    ),
    Damage("an absurd group", DB, "participation", "32/1", {"headcount": "99999"}, "participation-much"),
    Damage("a group from nowhere", DB, "participation", "37/1", {"from": ""}, "participation-from-gap"),
    Damage("no kind of agreement", DB, "agreement", 1, {"class": "Agreement"}, "agreement-kind"),
    Damage(
        "a tie dated otherwise", CLAIR, "agreement", "hakodate-yuzhno-sakhalinsk-1997", {"concluded": "1997-03"}, ""
    ),
    Damage("a value in another unit", CLAIR, "observation", "article-1-events", {"unit": "yen"}, "observation-unit-of"),
    Damage("a town of no country", GAZETTEER, "place", "korsakov", {"within": ""}, "place-country"),
    Damage("a town of another prefecture", GAZETTEER, "place", "akita", {"within": "hokkaido"}, "CodedPlace"),
    Damage(
        "a town in another country", GAZETTEER, "place", "abashiri", {"within": "sakhalin-oblast"}, "place-prefecture"
    ),
    Damage("a foreign town at home", GAZETTEER, "place", "nevelsk", {"within": "hokkaido"}, "ForeignPlaceAtHome"),
    Damage("a town off its place", GAZETTEER, "place", "wakkanai", {"lat": "15.4", "lon": "101.7"}, "PlaceOnMap"),
    Damage(
        "labels in each other's column",
        GAZETTEER,
        "place",
        "kholmsk",
        {"en": "ホルムスク", "ja": "Холмск"},
        "label-script",
    ),
    Damage("a Russian label in Latin", GAZETTEER, "series", 0, {"ru": "Vystavka"}, "label-script"),
    Damage("a reading in katakana", GAZETTEER, "place", "irkutsk", {"kana": "アナディリ"}, "kana"),
    Damage("a place without reading", GAZETTEER, "place", "hakodate", {"kana": ""}, "kana-gap"),
    Damage("no coordinates", GAZETTEER, "place", "asahikawa", {"lat": "", "lon": ""}, "place-coordinates-gap"),
    Damage("no Russian name", GAZETTEER, "organisation", 0, {"ru": ""}, "label-ru-gap"),
    Damage(
        "no seat", GAZETTEER, "organisation", "ainu-culture-foundation", {"based_in": ""}, "organisation-based-in-gap"
    ),
    Damage(
        "nobody who runs it",
        GAZETTEER,
        "series",
        "asahikawa-bloomington-normal-60th-anniversary",
        {"organiser": ""},
        "series-organiser-gap",
    ),
    Damage(
        "another's item", GAZETTEER, "identifier", 0, {"scheme": "wikidata", "value": "Q17139"}, "place-same-wikidata"
    ),
    Damage("a merge of other years", GAZETTEER, "merge", 0, {"into": "hokkaido-russia-db/15"}, "merged-date"),
]
"""The codes stand in `said`; "" takes any."""
ELSEWHERE = {
    "another's item": "mappings/gazetteer/place.csv:2",
    "a merge of other years": "mappings/sources/hokkaido-russia-db/facts/event.csv:16",
}
"""Where a finding names the row of the thing, or of the fact, not the row that leads to it."""


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[Damage, str], BuildReport]:
    root = copy(tmp_path_factory.mktemp("findings"))
    rows = {damage: str(Path(apply(root, damage)).relative_to(root)) for damage in CASES}
    return rows, pipeline.examine(settings.load(root), Options())


@pytest.fixture(scope="module")
def before() -> set[tuple[str, str, str, str]]:
    return {identity(each) for each in pipeline.examine(settings.load(ROOT), Options()).findings}


def identity(finding: Traced) -> tuple[str, str, str, str]:
    return finding.code, finding.focus, finding.value, finding.row


@pytest.mark.parametrize("damage", CASES, ids=str)
def test_damage_is_found_and_names_its_row_and_record(
    damage: Damage, judged: tuple[dict[Damage, str], BuildReport], before: set[tuple[str, str, str, str]]
) -> None:
    rows, report = judged
    new = [each for each in report.findings if identity(each) not in before]
    row = ELSEWHERE.get(damage.what, rows[damage])
    found = [each for each in new if row == each.row or row in {side.row for side in each.sides}]
    matching = [each for each in found if each.code.startswith(damage.said)]
    assert matching, [(each.code, each.focus) for each in found]
    if damage.owner != GAZETTEER:
        assert any(record.source == damage.owner for record in matching[0].records)
        assert all(record.first_line > 0 for record in matching[0].records)
