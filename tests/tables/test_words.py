"""The words of the tables' scripts: complete, and in three languages."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from exgraph.facts.catalogue import load_scripts
from exgraph.mapping.russian import inflected, shared
from exgraph.mapping.wording import LANGUAGES
from exgraph.model.vocabulary import CLASSES, CONCEPTS

MAPPINGS = Path(__file__).parents[2] / "mappings"


@pytest.fixture(scope="module")
def module() -> Callable[[str], ModuleType]:
    load_scripts((MAPPINGS / "tables",))
    modules = {name.partition(".")[2]: module for name, module in sys.modules.items() if name.startswith("exgraph_tab")}
    return modules.__getitem__


def expressions(value: object) -> Iterator[dict[str, str]]:
    """Yield each expression in three languages that a constant of a script holds."""
    if isinstance(value, dict) and "ja" in value:
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from expressions(each)


@pytest.mark.parametrize("script", sorted(path.stem for path in (MAPPINGS / "tables").glob("*.py")))
def test_every_expression_is_there_in_three_languages(script: str, module: Callable[[str], ModuleType]) -> None:
    constants: dict[str, Any] = vars(module(script))
    for name, value in constants.items():
        for expression in expressions(value) if name.isupper() else ():
            assert tuple(expression) == LANGUAGES
            # What is counted one by one has a word in Japanese only.
            assert all(expression.values()) or expression == {"ja": "件", "en": "", "ru": ""}


def test_every_kind_and_role_of_the_ontology_has_its_words(module: Callable[[str], ModuleType]) -> None:
    assert set(module("_event_words").KINDS) == {"Event", *CLASSES["Event"]}
    assert set(module("_group_words").ROLES) == set(CONCEPTS["role"])
    assert set(module("_group_words").MANY_OF) == set(CONCEPTS["role"])


def test_every_kind_of_tie_bends_in_russian(module: Callable[[str], ModuleType]) -> None:
    ties = {tie["ru"] for tie in module("agreement").TIES.values()}
    assert {inflected(tie, "genitive").partition(" ")[0] for tie in ties} == {
        *("соглашения", "меморандума", "совместного", "плана", "договорённости"),
    }


def test_articles(module: Callable[[str], ModuleType]) -> None:
    names = {"Hokkaido": "Hokkaido", "Russian Far East": "the Russian Far East", "United States": "the United States"}
    place = module("place")
    for name, expected in names.items():
        row = place.Place("id", ("City",), "名", "", name, "имя", (), None, None, "specimen")
        assert place.called(row, None, "en") == expected
        assert place.called(row, None, "ru") == "имя"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("約 700 件", "about"),
        ("少なくとも 20 万人", "at-least"),
        ("30人以上", "at-least"),
        ("5,800 人を超え", "more-than"),
        ("最大5件", "at-most"),
        ("1,300 人", None),
        ("41 自治体", None),
    ],
)
def test_words_beside_a_printed_value_qualify_it(
    printed: str, meant: str | None, module: Callable[[str], ModuleType]
) -> None:
    assert module("observation").qualifier(printed) == meant


@pytest.mark.parametrize(
    ("ways", "told"),
    [
        (["в Невельск", "в Корсаков"], ["в Невельск", "Корсаков"]),
        (["в Невельск", "на Хоккайдо"], ["в Невельск", "на Хоккайдо"]),
        (["с Хоккайдо"], ["с Хоккайдо"]),
    ],
)
def test_a_preposition_that_ways_share_stands_once(ways: list[str], told: list[str]) -> None:
    assert shared(ways) == told
