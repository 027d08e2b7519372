from __future__ import annotations

import pytest

from exgraph.mapping import wording
from exgraph.mapping.clause import kinds
from exgraph.model.date import PartialDate

JUNE, JULY = PartialDate(1997, 6), PartialDate(1997, 7)


def texts(*expected: str) -> dict[str, str]:
    return dict(zip(wording.LANGUAGES, expected, strict=True))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (PartialDate(1997), PartialDate(1997), texts("1997年", "1997", "1997 г.")),
        (JUNE, JUNE, texts("1997年6月", "June 1997", "июнь 1997 г.")),
        (JUNE, JULY, texts("1997年6月〜7月", "June–July 1997", "июнь – июль 1997 г.")),
        (PartialDate(1997, 6, 1), PartialDate(1997, 6, 1), texts("1997年6月1日", "1 June 1997", "1 июня 1997 г.")),
        (
            PartialDate(1997, 6, 27),
            PartialDate(1997, 7, 1),
            texts("1997年6月27日〜7月1日", "27 June – 1 July 1997", "27 июня – 1 июля 1997 г."),
        ),
        (
            PartialDate(1997, 7, 24),
            PartialDate(1997, 7, 27),
            texts("1997年7月24日〜27日", "24–27 July 1997", "24–27 июля 1997 г."),
        ),
        (
            PartialDate(2021, 8),
            PartialDate(2022, 2),
            texts("2021年8月〜2022年2月", "August 2021 – February 2022", "август 2021 г. – февраль 2022 г."),
        ),
        (PartialDate(2019, 4), PartialDate(2020, 3), texts("2019年度", "fiscal 2019", "2019 фин. г.")),
        (PartialDate(2015, 4), PartialDate(2019, 3), texts("2015〜2018年度", "fiscal 2015–2018", "2015–2018 фин. гг.")),
        (PartialDate(1997), PartialDate(1998), texts("1997年〜1998年", "1997–1998", "1997–1998 гг.")),
        (PartialDate(1997), JUNE, texts("1997年〜1997年6月", "from 1997 to June 1997", "1997 г. – июнь 1997 г.")),
    ],
)
def test_span(start: PartialDate, end: PartialDate, expected: dict[str, str]) -> None:
    assert {language: wording.span(start, end, language) for language in wording.LANGUAGES} == expected


def test_people() -> None:
    assert wording.people(1, "en") == "1 person"
    assert {language: wording.people(1873, language) for language in wording.LANGUAGES} == texts(
        "1,873名", "1,873 people", "1\N{NO-BREAK SPACE}873 чел."
    )


def test_numbers_in_words() -> None:
    assert [wording.ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 101, 111)] == [
        *("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "101st", "111th")
    ]
    assert [wording.roman(number) for number in (4, 9, 14, 27, 40, 1998)] == [
        "IV",
        "IX",
        "XIV",
        "XXVII",
        "XL",
        "MCMXCVIII",
    ]


def test_a_number_says_how_it_is_meant() -> None:
    for qualifier, expected in {
        "about": texts("約30名", "about 30 people", "около 30 чел."),
        "at-least": texts("30名以上", "at least 30 people", "не менее 30 чел."),
    }.items():
        assert {language: wording.people(30, language, qualifier) for language in wording.LANGUAGES} == expected


def test_details_go_on_in_the_bracket_that_a_name_ends_with() -> None:
    assert wording.detailed("Fair", ["Nevelsk", "1997"], "en") == "Fair (Nevelsk, 1997)"
    assert wording.detailed("Ярмарка (Отару)", ["Невельск", "1997 г."], "ru") == "Ярмарка (Отару, Невельск, 1997 г.)"
    assert wording.detailed("見本市(小樽)", ["1997年"], "ja") == "見本市(小樽、1997年)"
    assert wording.detailed("訪日者（空港）", ["1997年"], "ja") == "訪日者(空港、1997年)"
    assert wording.detailed("Fair (at (A) B)", ["1997"], "en") == "Fair (at (A) B, 1997)"
    assert wording.detailed("a) Fair (A) B)", ["1997"], "en") == "a) Fair (A) B) (1997)"


def test_lists() -> None:
    towns = ["A", "B", "C", "D"]
    assert wording.listed(towns[:1], "ru") == "A"
    assert wording.listed(towns[:3], "en") == "A, B and C"
    assert wording.listed(towns, "en") == "A, B, C and others"
    assert wording.listed(towns, "ru") == "A, B, C и др."
    assert wording.listed(towns, "ja") == "A・B・Cほか"
    assert wording.listed(["山形市", "ウラン・ウデ"], "ja") == "山形市、ウラン・ウデ"
    assert wording.listed([], "en") == ""
    assert wording.paired(["Вакканая", "Невельска"], "ru") == "Вакканая и Невельска"
    assert wording.paired(["稚内市", "ウラン・ウデ"], "ja") == "稚内市とウラン・ウデ"


def test_a_name_in_capitals_keeps_them() -> None:
    assert wording.continued("PR活動") == "PR活動"
    assert wording.continued("Visit from A") == "visit from A"


def test_a_class_that_is_not_shipped_is_told_by_its_script() -> None:
    assert kinds(["Venue"], "en") == "venue"
    with pytest.raises(LookupError, match=r"exg:Monument is no class of the shipped ontology: write its kind"):
        kinds(["Venue", "Monument"], "en")
