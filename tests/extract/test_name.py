from __future__ import annotations

import pytest

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
