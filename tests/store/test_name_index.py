from __future__ import annotations

import pytest

from exgraph.model.iri import NS
from exgraph.store import NameIndex, Store
from exgraph.store.name_index import fold, romaji

ID = "https://w3id.org/exgraph/id/"


@pytest.fixture(scope="module")
def names(store: Store) -> NameIndex:
    return NameIndex.build(store)


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
def test_a_town_is_found_first_in_every_writing(names: NameIndex, text: str) -> None:
    assert names.search(text)[0].iri == f"{ID}place/nevelsk"


def test_places_come_before_organisations_before_series_before_events(names: NameIndex) -> None:
    kinds = [match.type.removeprefix(NS) for match in names.search("wakkanai")]
    assert kinds == ["Place", "Organisation", "Agreement", "Event"]


def test_an_equal_name_comes_first_whatever_it_is(names: NameIndex) -> None:
    assert names.search("Harbour Talks")[0].iri == f"{ID}series/harbour-talks"


def test_every_word_must_be_there(names: NameIndex) -> None:
    assert [match.iri for match in names.search("1997 Nevelsk")] == [f"{ID}event/specimen/2"]
    assert names.search("nevelsk nowhere") == []
    assert names.search(" ・ ") == []


@pytest.mark.parametrize("text", ["nebelisk", "nevelks", "ネベルスク", "Невльск"])
def test_a_town_is_found_with_a_wrong_letter(names: NameIndex, text: str) -> None:
    assert names.search(text)[0].iri == f"{ID}place/nevelsk"


def test_what_is_looked_for_instead_is_told() -> None:
    names = NameIndex([(f"{ID}place/a", NS + "Place", "Nevelsk"), (f"{ID}event/b", NS + "Event", "Nevelsk fair")])
    assert names.corrected("Nevelks fiar") == "Nevelsk fair"
    assert names.corrected("nevelsk fair") is None
    assert names.corrected("xyzzy") is None
    assert names.search("xyzzy") == []


@pytest.mark.parametrize("text", ["shinbunsha", "simbunsya", "Shimbunsha", "shinbunshā"])
def test_a_reading_is_found_in_latin_letters(text: str) -> None:
    names = NameIndex([(f"{ID}organisation/a", NS + "Organisation", "しんぶんしゃ")])
    assert [match.iri for match in names.search(text)] == [f"{ID}organisation/a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("tōkyō", "toukyou"), ("jichi", "ziti"), ("ohtsu", "otu"), ("sapporo", "saporo"), ("chousa", "tyosa")],
)
def test_transcriptions_of_one_word_have_one_form(one: str, other: str) -> None:
    assert romaji(fold(one)) == romaji(fold(other))


def test_one_of_ten_thousand_names_is_found() -> None:
    things = [(f"{ID}event/x/{number}", NS + "Event", f"第{number}回交流会議") for number in range(10_000)]
    assert NameIndex(things).search("第9999回")[0].iri == f"{ID}event/x/9999"
