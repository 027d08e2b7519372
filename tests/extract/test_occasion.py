from __future__ import annotations

from collections.abc import Callable

from exgraph.extract.clause import occasion
from exgraph.extract.clause.sentence import Sentence

MUNICIPAL = ("sakhalin-oblast", "wakkanai")


def test_an_edition_of_a_series(sentence: Callable[..., Sentence]) -> None:
    found = occasion.read(sentence("第25回国際雪まつりコンクールに参加"))
    assert (found.series, found.edition) == (("snow-contest",), 25)


def test_a_tie_is_commemorated(sentence: Callable[..., Sentence]) -> None:
    found = occasion.read(sentence("ネベリスク市友好提携25周年記念代表団を派遣", columns=MUNICIPAL))
    assert (found.anniversary, found.commemorates) == (25, ("agreement/wakkanai-nevelsk-1972",))


def test_a_town_a_route_and_an_organisation_are_commemorated(sentence: Callable[..., Sentence]) -> None:
    assert occasion.read(sentence("ネベリスク市開基70周年式典")).commemorates == ("place/nevelsk",)
    assert occasion.read(sentence("稚内・コルサコフ航路開設5周年")).commemorates == ("route/wakkanai-korsakov-ferry",)
    assert occasion.read(sentence("サハリン州郷土博物館創立100周年")).commemorates == ("organisation/sakhalin-museum",)


def test_nothing_is_made_up(sentence: Callable[..., Sentence]) -> None:
    assert occasion.read(sentence("稚内市を訪問")) == occasion.Occasion()
