"""Foreign partner cities of Japanese towns by their names in katakana: names only, of which the place is known."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest

from exgraph.extract.survey.lookup import lookup
from exgraph.gazetteer import sound, world
from exgraph.gazetteer.entry import Entry

PARTNERS = list(csv.DictReader((Path(__file__).parent / "partners.csv").open(encoding="utf-8", newline="")))


def plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.replace("ø", "o")).encode("ascii", "ignore").decode().lower()
    return folded.replace("ae", "a").replace("ue", "u").replace("oe", "o").replace("-", " ")


def is_right(entry: Entry, row: dict[str, str]) -> bool:
    codes = {each.identifiers.get(scheme) for each in entry.line for scheme in ("iso3166-1", "iso3166-2")}
    return plain(row["en"]) in plain(entry.en) and (not row["iso"] or row["iso"] in codes)


def test_partner_cities_are_right_at_the_first_proposal() -> None:
    right = {True: 0, False: 0}
    every = {True: 0, False: 0}
    for row in PARTNERS:
        named = bool(world.cities_named(row["ja"]))
        found = lookup(", ".join(filter(None, (row["ja"], row["country"], row["division"]))))
        every[named] += 1
        right[named] += bool(found) and is_right(found[0].entry, row)
    assert len(PARTNERS) >= 300
    assert sum(right.values()) / len(PARTNERS) >= 0.95
    # Those of which no data set gives a Japanese name are known by their sound alone.
    assert every[False] >= 40
    assert right[False] / every[False] >= 0.85


@pytest.mark.parametrize(
    ("katakana", "sounds"),
    [
        ("バーナビー", "banabi"),
        ("ヴュルツブルク", "byuruquburuku"),
        ("シャルトル", "syarutoru"),
        ("ファエンツァ", "faenqa"),
    ],
)
def test_sounds_of_a_word_leave_long_marks_out(katakana: str, sounds: str) -> None:
    assert sound.sounds(katakana) == sounds


def test_a_word_is_likest_the_name_that_it_writes() -> None:
    model = sound.model()
    names = ("Bloomington", "Birmingham", "Burlington", "Blooming Grove")
    assert max(names, key=lambda name: model.likeness("ブルーミントン", name)) == "Bloomington"
    assert model.likeness("スポーツ", "Bloomington") < 0.05


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("フランス共和国", "FR"),
        ("米国", "US"),
        ("大韓民国", "KR"),
        ("旧ソ連", "RU"),
        ("モンゴル国", "MN"),
        ("ナウル", "NR"),
    ],
)
def test_countries_by_their_names(name: str, code: str) -> None:
    country = world.country(name)
    assert country is not None
    assert country.country == code


def test_divisions_by_any_spelling() -> None:
    for name in ("ブリティッシュ・コロンビア州", "ブリティッシュコロンビア州", "British Columbia"):
        assert [each.id for each in world.divisions_named(name)] == ["british-columbia"]


def test_names_in_kanji_are_those_that_japan_writes() -> None:
    assert [each.en for each in world.cities_named("瀋陽市")][:1] == ["Shenyang"]
    assert [each.en for each in world.cities_named("広州市")][:1] == ["Guangzhou"]
