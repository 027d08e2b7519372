"""All labels and descriptions of the shipped graph, by the faults that were found in them once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from exgraph.mapping.english import the
from exgraph.store import Store

Text = dict[str, dict[str, str]]
"""Texts by the IRI of their thing and by language."""

PREFIXES = """PREFIX exg: <https://w3id.org/exgraph/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
ID = "https://w3id.org/exgraph/id/"


def read(store: Store, predicate: str) -> Text:
    texts: Text = defaultdict(dict)
    query = f"{PREFIXES}SELECT ?s ?text (LANG(?text) AS ?language) WHERE {{ ?s {predicate} ?text }}"
    for row in store.rows(query):
        if row["s"].startswith(ID):
            texts[row["s"].removeprefix(ID)].setdefault(row["language"], row["text"])
    return texts


@pytest.fixture(scope="module")
def labels(store: Store) -> Text:
    return read(store, "rdfs:label")


@pytest.fixture(scope="module")
def descriptions(store: Store) -> Text:
    return read(store, "dcterms:description")


def of(texts: Text, language: str, *kinds: str) -> Iterator[tuple[str, str]]:
    """Yield things of some kinds, or all, with their text in a language."""
    for thing, words in texts.items():
        if language in words and (not kinds or thing.partition("/")[0] in kinds):
            yield thing, words[language]


def things(store: Store, pattern: str, *names: str) -> list[tuple[str, ...]]:
    rows = store.rows(f"{PREFIXES}SELECT DISTINCT {' '.join(f'?{name}' for name in names)} WHERE {{ {pattern} }}")
    return [tuple(row[name].removeprefix(ID) for name in names) for row in rows]


def test_there_is_a_label_in_three_languages(labels: Text) -> None:
    kinds = {"event", "agreement", "participation", "organisation", "series", "place", "venue", "official", "route"}
    of_kinds = {thing: words for thing, words in labels.items() if thing.partition("/")[0] in kinds}
    assert len(of_kinds) > 2300
    assert [thing for thing, words in of_kinds.items() if not {"ja", "en", "ru"} <= words.keys()] == []


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_no_text_is_left_half_made(labels: Text, descriptions: Text, language: str) -> None:
    unfinished = re.compile(r"[{}]|None|  |[(（][)）]|: ?$|^[ ,:;]|\(, ")
    texts = [*of(labels, language), *of(descriptions, language)]
    assert [each for each in texts if unfinished.search(each[1])] == []


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_brackets_and_quotation_marks_close(labels: Text, descriptions: Text, language: str) -> None:
    for thing, text in [*of(labels, language), *of(descriptions, language)]:
        for opening, closing in ("()", "（）", "「」", "『』", "“”", "«»", "„“"):
            if (opening, closing) == ("„", "“"):
                # In Russian „…“ stands within «…»; in English “ opens.
                if language == "ru":
                    assert text.count(opening) == text.count(closing), (thing, text)
            elif not (language == "ru" and opening == "“"):
                assert text.count(opening) == text.count(closing), (thing, text)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_brackets_of_names_hold_no_place_or_date(labels: Text, language: str) -> None:
    melted = re.compile(r"\([^()]*;[^()]*\)")
    assert [each for each in of(labels, language, "event", "agreement") if melted.search(each[1])] == []


def test_no_event_is_a_kind_and_a_list_of_names(labels: Text) -> None:
    lists = re.compile(r"^(Visit|Meeting|Ceremony|Establishment|Donation|Award|Exhibition|Seminar|Training|Support): ")
    assert [each for each in of(labels, "en", "event") if lists.search(each[1])] == []


def test_gifts_and_awards_tell_the_giver_from_the_recipient(store: Store, labels: Text) -> None:
    kinds = "?e a ?kind . VALUES ?kind { exg:Donation exg:Award }"
    for event, giver, recipient in things(store, f"{kinds} ?e exg:giver ?g ; exg:recipient ?r", "e", "g", "r"):
        label = labels[event]["en"]
        if "Gift" in label:
            assert label.index(labels[giver]["en"]) < label.index(labels[recipient]["en"]), label


def test_only_what_was_founded_is_founded(store: Store, labels: Text) -> None:
    for event, subject in things(store, "?e a exg:Establishment ; exg:subject ?s", "e", "s"):
        if labels[event]["en"].startswith(("Establishment of", "Opening of")):
            assert labels[subject]["en"].partition(" (")[0] in labels[event]["en"]
    founders = things(store, "?e a exg:Establishment ; exg:agent ?a FILTER NOT EXISTS { ?e exg:subject ?a }", "e", "a")
    for event, founder in founders:
        assert f"Establishment of the {labels[founder]['en']}" not in labels[event]["en"]


def test_russian_years_are_declined(labels: Text) -> None:
    years = re.compile(r"^\d+ (год|года|лет)\b|\b1-лети")
    assert [each for each in of(labels, "ru", "event") if years.search(each[1])] == []
    assert any("-летию" in text for _, text in of(labels, "ru", "event"))


def test_russian_editions_keep_the_capital_of_an_adjective_alone(labels: Text) -> None:
    small = re.compile(r"^[IVXLC]+ (?:международн|всехоккайдск|совместн[ыа][йя] (?!заседани)|вакканайск)")
    assert [each for each in of(labels, "ru", "event") if small.search(each[1])] == []
    shouted = re.compile(r"^[IVXLC]+ (Заседани|Программ|Конференци|Конкурс|Симпозиум|Выставк|Фестивал|Ярмарк|Семинар)")
    assert [each for each in of(labels, "ru", "event") if shouted.search(each[1])] == []
    assert [
        each for each in of(labels, "ru", "event") if re.match(r"^[IVXLC]+ \w*(заседания|программы)\b", each[1])
    ] == []


@pytest.mark.parametrize(
    ("language", "bare"),
    [
        # A part of a group without its group; people "to" a place without a verb; offices' words for people.
        (
            "ja",
            r"^(?:引率者|スタッフ|児童生徒|議員|教員|選手)\(|参加団|行政職員|議会の議員|一行の.+での会議|訪問\(オンライン",
        ),
        ("ja", r"青少年の.+での青少年交流|[町村道県府州]の市民|政府の企業関係者"),
        ("en", r"^[A-Z][a-z]+(?: [a-z]+)* \(\d|\bfrom .+ to .+\(\d|^The |their tie\b"),
        ("ru", r"^[А-Я][а-я]+(?: [а-я]+)* \(\d|[Жж]ител[ьией]+ из |администрации из |онлайн-.+\(онлайн"),
        ("ru", r"^(?!Делегация|Группа).+ в (?:Вакканай|Невельск|Корсаков|Хабаровск|Южно-Сахалинск)\b(?! –)"),
    ],
)
def test_groups_are_told_with_whose_they_are_and_where_they_were(labels: Text, language: str, bare: str) -> None:
    groups = list(of(labels, language, "participation"))
    assert len(groups) > 600
    assert [each for each in groups if re.search(bare, each[1])] == []


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("ja", r"参加団|行政職員|議会の議員|一行の.+での会議|訪問\(オンライン|青少年の.+での青少年交流"),
        ("en", r"Contest with contestants|their tie\b|[Vv]isit.+\(online"),
        ("ru", r"администрации из |[Жж]ител[ьией]+ из |[Вв]изит.+\(онлайн"),
    ],
)
def test_events_tell_people_in_the_words_of_offices(labels: Text, language: str, wrong: str) -> None:
    assert [each for each in of(labels, language, "event") if re.search(wrong, each[1])] == []


@pytest.mark.parametrize(("language", "where"), [("en", r" in "), ("ru", r" (?:в|во|на) ")])
def test_where_it_was_stands_before_who_came(labels: Text, language: str, where: str) -> None:
    torn = {
        "en": r"^(?:Meeting|Seminar|Performance|Sports exchange) (?:with|by) [^(]+%s[A-Z][^(]+\(",
        "ru": r"^(?:Семинар|Встреча|Выступление|Занятия) с участием [^(]+%s[А-Я][^(]+\(",
    }
    found = [each for each in of(labels, language, "event") if re.search(torn[language] % where, each[1])]
    assert found == []


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("ja", r"[)）][(（]|別の記録|姉妹・友好都市提携"),
        ("en", r"\) \(|^Position of|\(\d{4} – \d{4}\)|[(,] ?[A-Z][a-z]+ – [A-Z][a-z]+ \d{4}\)|, result\)|[A-Za-z]'"),
        ("ru", r"\) \(|^По другой записи|\d{4}–\d{4} фин\. г\.|финансовый год[,)]"),
        ("ru", r"оглашени[ея] об обменах [А-Я]|: Префектура|[Бб]юджет.+, бюджет\)"),
        ("ja", r"(予算額|上限額).+、\1\)"),
    ],
)
def test_brackets_spans_and_claims_are_written_as_an_editor_does(labels: Text, language: str, wrong: str) -> None:
    # The town that tells a series from its namesakes stands behind a bracket of its name.
    found = [each for each in of(labels, language) if re.search(wrong, each[1]) and not each[0].startswith("series/")]
    assert found == []


def test_of_a_meeting_people_met_and_not_towns(labels: Text) -> None:
    towns = re.compile(r"^Meetings? (?:between|with) (?!representatives |a |an |members |the Governor|officials)")
    met = [each for each in of(labels, "en", "event") if towns.search(each[1])]
    assert [each for each in met if not re.search(r"assembly members|business|researchers|doctors", each[1])] == []


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_a_value_tells_its_place_once(store: Store, labels: Text, language: str) -> None:
    for value, indicator, place in things(store, "?o exg:indicator ?i ; exg:place ?p ; exg:value ?v", "o", "i", "p"):
        if labels[place][language] in labels[indicator][language]:
            times = labels[indicator][language].count(labels[place][language])
            assert labels[value][language].count(labels[place][language]) == times


def test_ties_of_regions_are_not_ties_of_cities(store: Store, labels: Text, descriptions: Text) -> None:
    regions = things(
        store,
        """?a a exg:SisterCityAgreement ; exg:party ?p, ?q . FILTER (?p != ?q)
           ?p a ?k . ?q a ?l . VALUES (?k ?l) { (exg:Prefecture exg:FederalSubject) }
           FILTER NOT EXISTS { ?a exg:party/a exg:City }""",
        "a",
    )
    assert len(regions) >= 8
    for (agreement,) in regions:
        for texts in (labels, descriptions):
            assert "姉妹都市" not in texts[agreement]["ja"]
            assert "city" not in texts[agreement]["en"].casefold().replace("sister-region", "")


def test_japanese_addresses_are_parted(labels: Text, descriptions: Text) -> None:
    together = re.compile(r"日本北海道|ロシアシベリア|北海道[^・、。の]+管内[^・、。()]+[市町村]")
    addressed = of(descriptions, "ja", "place", "venue", "official")
    assert [each for each in addressed if together.search(each[1])] == []
    assert [each for each in of(labels, "ja", "place") if each[1].endswith("振興局")] == []


def test_english_names_take_their_articles(labels: Text, descriptions: Text) -> None:
    names = [text for _, text in of(labels, "en", "organisation") if the(text) != text]
    alone = [name for name in names if sum(name in other for other in names) == 1]
    texts = [*of(labels, "en", "event"), *of(descriptions, "en", "event")]
    assert len(alone) > 150
    for name in alone:
        bare = re.compile(rf"(?<!the )(?<!The )(?<![\w“–-] )(?<!^)\b{re.escape(name)}\b(?! \w)")
        assert [each for each in texts if bare.search(each[1])] == [], name


def test_english_names_of_pairs_hold_dashes_without_spaces(labels: Text) -> None:
    names = list(of(labels, "en", "organisation", "series", "venue", "route"))
    assert [each for each in names if " – " in each[1] or re.search(r"Japan-(Russia|Soviet)", each[1])] == []


def test_business_meetings_are_no_fairs_of_products(labels: Text) -> None:
    assert [each for each in of(labels, "ja", "event") if "物産展・見本市" in each[1]] == []


def test_a_body_and_the_place_where_it_sits_have_one_name(labels: Text) -> None:
    bodies = {words["ja"]: words for thing, words in labels.items() if thing.startswith("organisation/")}
    for thing, words in labels.items():
        if thing.startswith("venue/") and words["ja"] in bodies:
            assert words == bodies[words["ja"]], thing


def test_offices_are_called_as_their_bodies(labels: Text) -> None:
    wrong = re.compile(
        r"Oblast Assembly|Hokkaido Assembly|областной думы|городской думы|собрания Хоккайдо(?<!ого собрания Хоккайдо)"
    )
    officials = [*of(labels, "en", "official"), *of(labels, "ru", "official")]
    assert [each for each in officials if wrong.search(each[1])] == []


def test_given_names_that_documents_print_are_kept(labels: Text) -> None:
    full = [
        words
        for thing, words in labels.items()
        if thing.startswith("official/") and re.search(r" [一-鿿]{3,}$", words["ja"])
    ]
    assert len(full) >= 4
    for words in full:
        assert " " in words["en"].partition(",")[0]
        assert " " in words["ru"].partition(",")[0]


def test_a_town_has_one_russian_spelling(labels: Text) -> None:
    assert [each for each in of(labels, "ru") if "Томакомаи" in each[1]] == []


def test_numbers_that_are_not_exact_say_so(store: Store, labels: Text, descriptions: Text) -> None:
    words = {"about": ("約", "about", "около"), "at-least": ("以上", "at least", "не менее")}
    groups = things(store, "?g a exg:Participation ; exg:qualifier ?q ; exg:headcount ?n", "g", "q")
    events = things(store, "?e a exg:Event ; exg:totalQualifier ?q ; exg:totalHeadcount ?n", "e", "q")
    for thing, qualifier in [*groups, *events]:
        expected = words.get(qualifier.rpartition("/")[2])
        for language, word in zip(("ja", "en", "ru"), expected or (), strict=False):
            assert word in labels[thing][language] + descriptions[thing][language], thing


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        (
            "ja",
            r"(?<!ー)ドリンスク|サンクト・ペテルブル|エカテリンブルグ|ノヴォシビルスク|弁護士連合会|いか加工協同|－|[^ァ-ヿ]-[ァ-ヿ]",
        ),
        (
            "en",
            r"\bTies?\b|Mutual (?!Understanding|Visits)|(?<!and )Culture Exchange|Rubber-ball|Mini-v|Japan and Russia, "
            r"|Local Exchange Promotion: ",
        ),
        ("ru", r"[Вв]заимные (?:молодёжные )?обмены|’\d\d|[Дд]елегации дружбы с |по использованию |Главы |ораторов на"),
    ],
)
def test_names_are_those_an_editor_would_print(labels: Text, language: str, wrong: str) -> None:
    """The names of bodies, towns, programmes and events as written; what is printed instead is a spelling.

    Japanese labels of events hold printed titles.
    """
    kinds = ("organisation", "series", "place", "venue", "route", *(("event",) if language != "ja" else ()))
    names = list(of(labels, language, *kinds))
    assert [each for each in names if re.search(wrong, each[1])] == []


def test_programmes_and_places_are_told_from_those_of_other_towns(labels: Text) -> None:
    """A name that any town could have tells whose or where it is, in every language."""
    bare = {
        "ja": r"^(?:参加者報告会|館長講座|(?:学童|一般|青少年)相互交流事業|シティーモール|ライブ配信事業)$",
        "en": r"^(?:City Mall|Museum Club|Participants’ Report Meeting|Hokkaido Showroom)$",
        "ru": r"^(?:«Сити Молл»|Музейный клуб|Отчётная встреча участников|Выставочный зал Хоккайдо)$",
    }
    for language, form in bare.items():
        assert [each for each in of(labels, language) if re.search(form, each[1])] == []


def test_the_printed_names_are_found(store: Store) -> None:
    printed = {"organisation/hokkaido-bar-federation": "北海道弁護士連合会", "place/dolinsk": "ドリンスク"}
    printed |= {"series/northern-peoples-director-lectures": "館長講座", "venue/city-mall": "シティーモール"}
    for thing, name in printed.items():
        (found,) = things(store, f'?s skos:altLabel "{name}"@ja', "s")
        assert found == (thing,)
