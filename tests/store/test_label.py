from __future__ import annotations

import time

import pytest

from exgraph.model.iri import NS
from exgraph.store import LabelIndex, Store
from exgraph.store.label import fold

ID = "https://w3id.org/exgraph/id/"


@pytest.fixture(scope="module")
def names(store: Store) -> LabelIndex:
    return LabelIndex.build(store)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ネベリスク", "ねべりすく"),
        ("ﾈﾍﾞﾘｽｸ", "ねべりすく"),
        ("Юж-но  Сахалинскъ Ё", "южносахалинскъе"),
        ("Ōtaru", "otaru"),
        ("がガ", "がが"),
        ("第10回", "第10回"),
        ("サンクト・ペテルブルグ", "さんくとぺてるぶるぐ"),
    ],
)
def test_writings_that_differ_only_in_form_fold_alike(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("text", ["ネベリスク", "ねべりすく", "ﾈﾍﾞﾘｽｸ", "nevelsk", "НЕВЕЛЬСК", "ネベリンスク", "Nevel"])
def test_a_town_is_found_first_in_every_writing(names: LabelIndex, text: str) -> None:
    assert names.search(text)[0].iri == f"{ID}place/nevelsk"


def test_places_come_before_organisations_before_series_before_events(names: LabelIndex) -> None:
    kinds = [match.type.removeprefix(NS) for match in names.search("wakkanai")]
    assert kinds == ["Place", "Organisation", "Agreement", "Event"]


def test_an_equal_name_comes_first_whatever_it_is(names: LabelIndex) -> None:
    assert names.search("Harbour Talks")[0].iri == f"{ID}series/harbour-talks"


def test_every_word_must_be_there(names: LabelIndex) -> None:
    assert [match.iri for match in names.search("1997 Nevelsk")] == [f"{ID}event/specimen/2"]
    assert names.search("nevelsk nowhere") == []
    assert names.search(" ・ ") == []


def test_ten_thousand_names_are_searched_at_once() -> None:
    things = [(f"{ID}event/x/{number}", NS + "Event", f"第{number}回交流会議") for number in range(10_000)]
    names = LabelIndex(things)
    start = time.perf_counter()
    assert names.search("第9999回")[0].iri == f"{ID}event/x/9999"
    assert time.perf_counter() - start < 0.2
