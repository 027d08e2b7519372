"""A small world for the rules: two home towns, their partners, one organisation, one series."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from exgraph.extract.clause.sentence import Sentence, Setting, Ties
from exgraph.extract.name import Gazetteer

PLACES = {
    "japan": ("日本", ()),
    "hokkaido": ("北海道", ("japan",)),
    "wakkanai": ("稚内市", ("hokkaido",)),
    "sapporo": ("札幌市", ("hokkaido",)),
    "russia": ("ロシア", ()),
    "sakhalin-oblast": ("サハリン州", ("russia",)),
    "nevelsk": ("ネベリスク市", ("sakhalin-oblast",)),
    "korsakov": ("コルサコフ市", ("sakhalin-oblast",)),
    "thailand": ("タイ", ()),
}
OTHERS = {
    "サハリン州郷土博物館": ("organisation", "sakhalin-museum"),
    "道議会": ("organisation", "hokkaido-assembly"),
    "国際雪まつりコンクール": ("series", "snow-contest"),
    "稚内・コルサコフ航路": ("route", "wakkanai-korsakov-ferry"),
    "稚内市民ホール": ("venue", "citizens-hall"),
}


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    names = {name: ("place", key) for key, (name, _) in PLACES.items()} | {"サハリン": ("place", "sakhalin-oblast")}
    names |= {"稚内": ("place", "wakkanai")} | OTHERS
    return Gazetteer(
        names,
        parents={key: parents for key, (_, parents) in PLACES.items()},
        classes=dict.fromkeys(("japan", "russia", "thailand"), ("Country",)),
        seats={"sakhalin-museum": "sakhalin-oblast", "hokkaido-assembly": "hokkaido"},
        routes={"wakkanai-korsakov-ferry": ("wakkanai", "korsakov")},
        venues={"citizens-hall": "wakkanai"},
    )


@pytest.fixture(scope="session")
def setting(gazetteer: Gazetteer) -> Setting:
    ties = Ties()
    ties.add(frozenset({"place/wakkanai", "place/nevelsk"}), 1972, "wakkanai-nevelsk-1972")
    return Setting(gazetteer, ties, home="hokkaido", country="japan", columns={"沿海": "korsakov"})


@pytest.fixture
def sentence(setting: Setting) -> Callable[..., Sentence]:
    def make(text: str, *, columns: tuple[str, ...] = (), year: int = 1997) -> Sentence:
        home = tuple(place for place in columns if setting.gazetteer.within(place, "japan"))
        away = tuple(place for place in columns if place not in home)
        return Sentence(text, year, home or ("hokkaido",), away, columns, setting)

    return make
