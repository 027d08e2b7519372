from __future__ import annotations

from collections import Counter

import pytest

from exgraph.gazetteer import japan, polivanov


def test_every_municipality_and_prefecture_is_there_with_an_id_of_its_own() -> None:
    entries = [each for named in japan.municipalities().values() for each in named]
    basic = [each for each in entries if each.kind != "District"]
    assert len(japan.prefectures()) == 47
    assert len(basic) == 1741
    ids = Counter(each.id for each in (*entries, *japan.prefectures().values()))
    assert [key for key, times in ids.items() if times > 1] == []
    assert all(each.lat and each.lon and each.kana and each.ru and each.identifiers["jis"] for each in basic)


@pytest.mark.parametrize(
    ("name", "prefecture", "ids"),
    [
        ("府中市", "", ["fuchu-tokyo", "fuchu-hiroshima"]),
        ("府中市", "広島県", ["fuchu-hiroshima"]),
        ("伊達市", "福島県", ["date-fukushima"]),
        ("東村", "沖縄県", ["higashison"]),
        ("札幌市中央区", "", ["sapporo-shi-chuo-ku"]),
        ("黒木町", "", ["yame"]),
        ("中村市", "高知県", ["shimanto"]),
        ("天国市", "", []),
    ],
)
def test_namesakes_wards_and_former_names(name: str, prefecture: str, ids: list[str]) -> None:
    assert [each.id for each in japan.named(name, prefecture)] == ids


def test_a_former_municipality_tells_what_it_is_part_of_and_since_when() -> None:
    (entry,) = japan.named("黒木町")
    assert (entry.ja, entry.former) == ("八女市", ("黒木町", "2010-02-01"))


def test_the_check_digit_of_a_prefecture_is_that_of_its_published_code() -> None:
    codes = [japan.prefectures()[name].identifiers["jis"] for name in ("北海道", "東京都", "秋田県")]
    assert codes == ["010006", "130001", "050008"]


@pytest.mark.parametrize(
    ("kana", "cyrillic"),
    [
        ("わっかない", "Вакканай"),
        ("きょうと", "Кёто"),
        ("しんぱ", "Симпа"),
        ("じゅんいち", "Дзюнъити"),
        ("さいたま", "Сайтама"),
        ("とうきょう", "Токё"),
        ("おおつち", "Оцути"),
        ("ちば", "Тиба"),
    ],
)
def test_kana_in_cyrillic_by_polivanov(kana: str, cyrillic: str) -> None:
    assert polivanov.cyrillic(kana) == cyrillic


def test_a_russian_name_of_something_else_is_not_taken() -> None:
    (entry,) = japan.named("榛東村")
    assert entry.ru == "Синто"
