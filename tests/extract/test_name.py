from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exgraph import settings
from exgraph.build import tables
from exgraph.extract.name import Gazetteer


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ネベリスク市から稚内へ", ["nevelsk", "wakkanai"]),
        ("スタイルの話", []),
        ("タイの学校", ["thailand"]),
        ("稚内市民の会", ["wakkanai"]),
    ],
)
def test_finds_places_at_their_boundaries(gazetteer: Gazetteer, text: str, places: list[str]) -> None:
    assert [mention.id for mention in gazetteer.mentions(text) if mention.table == "place"] == places


def test_a_longer_name_wins_and_keeps_its_inner_place(gazetteer: Gazetteer) -> None:
    text = "サハリン州郷土博物館の館長"
    (mention,) = gazetteer.mentions(text)
    assert (mention.table, mention.id) == ("organisation", "sakhalin-museum")
    assert gazetteer.inner_places(text, mention) == ["sakhalin-oblast"]


def test_specific_drops_what_another_place_lies_within(gazetteer: Gazetteer) -> None:
    assert gazetteer.specific(["sakhalin-oblast", "nevelsk", "hokkaido", "nevelsk"]) == ["nevelsk", "hokkaido"]


def test_route_is_known_by_its_ends(gazetteer: Gazetteer) -> None:
    assert gazetteer.route(["korsakov", "wakkanai", "nevelsk"]) == "wakkanai-korsakov-ferry"
    assert gazetteer.route(["korsakov"]) is None


def test_spellings_of_what_no_text_names_are_passed_over(tmp_path: Path, make_specimen: Callable[[Path], Path]) -> None:
    root = make_specimen(tmp_path)
    with (root / "mappings" / "gazetteer" / "spelling.csv").open("a", encoding="utf-8") as file:
        file.write("indicator,russian-visitors,alt,ja,来訪者の数,specimen\nplace,wakkanai,alt,ja,わっか市,specimen\n")
    names = Gazetteer.from_catalogue(tables.load(settings.load(root))).names
    assert names["わっか市"] == ("place", "wakkanai")
    assert "来訪者の数" not in names
