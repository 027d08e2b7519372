from __future__ import annotations

from collections.abc import Callable

import pytest

from exgraph.extract.clause import delegation, location
from exgraph.extract.clause.sentence import Sentence

MUNICIPAL = ("sakhalin-oblast", "wakkanai")
REGIONAL = ("sakhalin-oblast",)

Made = tuple[tuple[str, ...], tuple[str, ...], int | None]


@pytest.mark.parametrize(
    ("text", "columns", "groups"),
    [
        ("稚内市は職員2名をネベリスク市へ派遣", MUNICIPAL, [(("wakkanai",), ("nevelsk",), 2)]),
        ("ネベリスク市長一行5名が稚内市を訪問", MUNICIPAL, [(("nevelsk",), ("wakkanai",), 5)]),
        (
            "コルサコフ市、ネベリスク市から研修生6名を受け入れ",
            MUNICIPAL,
            [(("korsakov", "nevelsk"), ("wakkanai",), 6)],
        ),
        ("サハリン州郷土博物館研究員3名招聘(共同調査)", REGIONAL, [(("sakhalin-oblast",), ("hokkaido",), 3)]),
        ("サハリン州経済代表団の来道", REGIONAL, [(("sakhalin-oblast",), ("hokkaido",), None)]),
        (
            "ネベリスク市友好提携10周年記念代表団5名と市民20名を派遣",
            MUNICIPAL,
            [(("wakkanai",), ("nevelsk",), 5), (("wakkanai",), ("nevelsk",), 20)],
        ),
        (
            "市長他4名を派遣、ネベリスク市長他2名を受け入れ",
            MUNICIPAL,
            [(("wakkanai",), ("sakhalin-oblast",), 5), (("nevelsk",), ("wakkanai",), 3)],
        ),
        ("会議出席のためコルサコフ市長ら4名が稚内市を訪問", MUNICIPAL, [(("korsakov",), ("wakkanai",), 4)]),
        ("稚内市・コルサコフ市の会議を開催", MUNICIPAL, []),
        ("コルサコフ市、稚内市の参加の下、市民会館で合同会議を開催", MUNICIPAL, []),
        (
            "コルサコフ市、サハリン州各代表団を迎え、式典を開催",
            MUNICIPAL,
            [(("korsakov",), ("wakkanai",), None), (("sakhalin-oblast",), ("wakkanai",), None)],
        ),
    ],
)
def test_reads_who_went_where(
    sentence: Callable[..., Sentence], text: str, columns: tuple[str, ...], groups: list[Made]
) -> None:
    found = delegation.read(sentence(text, columns=columns))
    assert [(each.origin, each.target, each.count.number if each.count else None) for each in found] == groups


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("会議の開催(札幌市)", ["sapporo"]),
        ("稚内市民ホールで演奏会を開催", ["wakkanai"]),
        ("コルサコフ市において写真展", ["korsakov"]),
        ("稚内市長が出席", []),
    ],
)
def test_reads_where_it_happened(sentence: Callable[..., Sentence], text: str, places: list[str]) -> None:
    assert location.locations(sentence(text)) == places


@pytest.mark.parametrize(
    ("text", "columns", "places"),
    [
        ("サハリン州ネベリスク市で展示", REGIONAL, ["nevelsk"]),
        ("北海道とサハリン州政府の共催によりコルサコフ市で開催", REGIONAL, ["hokkaido", "sakhalin-oblast", "korsakov"]),
        ("姉妹都市の展示", MUNICIPAL, ["sakhalin-oblast", "wakkanai"]),
        ("日本語の会", MUNICIPAL, ["sakhalin-oblast", "wakkanai"]),
    ],
)
def test_involves_the_most_exact_places(
    sentence: Callable[..., Sentence], text: str, columns: tuple[str, ...], places: list[str]
) -> None:
    assert sentence(text, columns=columns).involved() == places
