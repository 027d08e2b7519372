"""Questions typed freely, read and answered from the graph that the repository ships."""

from __future__ import annotations

import re

import pytest

from exgraph.reading.language import Language, catalogue
from exgraph.reading.publication import Publication
from exgraph.reading.reader import Reader
from exgraph.settings import Settings
from exgraph.web.question import asked

BOTH, BACK = "?place=wakkanai&partner=korsakov", "?place=korsakov&partner=wakkanai"
THERE = "?place=wakkanai&partner=nevelsk"


@pytest.fixture(scope="module")
def publication(settings: Settings, report: object) -> Publication:
    return Publication(settings)


@pytest.mark.parametrize(
    ("language", "text", "address", "words"),
    [
        ("en", "pupils Wakkanai Korsakov 2015", f"pupils-in-year{BOTH}&year=2015", "4 pupils"),
        (
            "ru",
            "школьники из Вакканая в Корсаков 2015",
            f"pupils-in-year{BOTH}&year=2015",
            "4",
        ),
        ("ja", "稚内 コルサコフ 児童 2015年", f"pupils-in-year{BOTH}&year=2015", "4人"),
        (
            "ja",
            "稚内からコルサコフへ 2015",
            f"people-each-way{BOTH}&from=2015&to=2015",
            "2015年に",
        ),
        (
            "ja",
            "コルサコフから稚内へ 2015",
            f"people-each-way{BACK}&from=2015&to=2015",
            "14 人",
        ),
        (
            "ja",
            "平成27年 稚内からネベリスクへ",
            f"people-each-way{THERE}&from=2015&to=2015",
            "22 人",
        ),
        ("ja", "60周年 2027", "anniversary-n?number=60&year=2027", "2件"),
        ("en", "60th anniversary 2027", "anniversary-n?number=60&year=2027", "2 ties"),
        ("ru", "60-летие 2027", "anniversary-n?number=60&year=2027", "2 связи"),
        ("en", "silent ties Sakhalin Oblast after 2010", "silent-ties?partner=sakhalin-oblast&year=2010", "8 ties"),
        ("ja", "1998 サハリン州 協定", "ties-of?place=sakhalin-oblast", "友好"),
        ("ru", "побратимы Саппоро", "ties-of?place=sapporo", "2 связи"),
        ("en", "gifts", "gifts?", "gifts and donations"),
        ("en", "events Vladivostok Hakodate", "events-between?place=hakodate&partner=vladivostok", "events"),
    ],
)
def test_words_ask_a_question_with_their_values(
    publication: Publication, language: Language, text: str, address: str, words: str
) -> None:
    found = asked.find(Reader(language, None, catalogue(language), publication.current()), text)
    assert found is not None
    assert found.address == f"/questions/{address}"
    assert words in re.sub(r"<[^>]+>", "", found.answer.sentence)


@pytest.mark.parametrize("text", ["", "wakkanai", "稚内 ネベリスク", "ホームステイ", "relay 2019", "<script>", "2015"])
def test_names_and_other_words_ask_nothing(publication: Publication, text: str) -> None:
    assert asked.find(Reader("en", None, catalogue("en"), publication.current()), text) is None


def test_a_number_that_is_not_told_is_said_to_be_unknown(publication: Publication) -> None:
    reader = Reader("en", None, catalogue("en"), publication.current())
    found = asked.find(reader, "how many people went from Wakkanai to Nevelsk in 2013")
    assert found is not None
    assert "an untold number of people" in found.answer.sentence
    assert "2013–2013" not in found.answer.title + found.answer.sentence
