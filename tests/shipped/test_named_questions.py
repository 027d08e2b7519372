"""Every named question, asked of the shipped graph in every language with its default values."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exgraph.reading.language import LANGUAGES, Language, catalogue
from exgraph.reading.publication import Publication
from exgraph.reading.reader import Name, Reader
from exgraph.settings import Settings
from exgraph.store import Store
from exgraph.web import question as questions
from exgraph.web.question.answer import fields
from exgraph.web.question.workbook import workbook
from exgraph.web.routes.questions import options

ALL = [each for them in questions.themes().values() for each in them]


@pytest.fixture(scope="module")
def publication(settings: Settings, report: object) -> Publication:
    return Publication(settings)


def ask(publication: Publication, name: str, language: Language = "en", **values: str) -> questions.QuestionAnswer:
    question = questions.find(name)
    assert question is not None
    asker = reader(publication, language)
    return questions.answer(asker, question, fields(asker, question, values))


def reader(publication: Publication, language: Language) -> Reader:
    return Reader(language, None, catalogue(language), publication.current())


def test_there_are_thirty_and_more() -> None:
    assert len(ALL) >= 30


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [each.id for each in ALL])
def test_a_question_has_an_answer_in_words_and_rows(name: str, language: Language, publication: Publication) -> None:
    answered = ask(publication, name, language)
    assert answered.rows, answered.query
    assert "<strong>" in answered.sentence
    assert "{" not in answered.title + answered.sentence
    assert len(answered.columns) == len(answered.rows[0])
    assert any(cell for cell in answered.rows[0])
    keys = catalogue(language).texts.keys()
    assert {f"column.{column}" for column in answered.columns} <= keys
    assert {f"parameter.{each.name}" for each in (questions.find(name) or ALL[0]).parameters} <= keys


def test_values_are_filled_in_and_bad_ones_fall_back(publication: Publication) -> None:
    mine = ask(publication, "events-between", place="wakkanai", partner="korsakov")
    assert mine.title == "Which events link Wakkanai and Korsakov?"
    assert "/place/korsakov>" in mine.query
    bad = ask(publication, "events-between", place="x> } DROP", partner="no-such-place")
    assert bad.title == "Which events link Hakodate and Vladivostok?"
    assert re.search(r"\$\w", bad.query) is None


def test_ties_of_an_age_are_those_found_by_hand(publication: Publication) -> None:
    expected = (Path(__file__).parents[1] / "questions" / "ties-sixty-years-in-2027.csv").read_text(encoding="utf-8")
    answered = ask(publication, "anniversary-n", number="60", year="2027")
    assert {row[0].text for row in answered.rows if row[0]} >= set(expected.split("\n")[1:]) - {""}


def test_people_of_both_ways_are_the_sums_of_the_groups(publication: Publication, store: Store) -> None:
    answered = ask(publication, "people-each-way", "en", **{"from": "1990", "to": "2022"})
    sums = [sum(int(cell.text.replace(",", "")) for row in answered.rows if (cell := row[column])) for column in (1, 2)]
    people = []
    for start, goal in (("wakkanai", "nevelsk"), ("nevelsk", "wakkanai")):
        ends = f"exg:fromEach place:{start} ; exg:toEach place:{goal}"
        rows = store.rows(
            "PREFIX exg: <https://w3id.org/exgraph/ns#> PREFIX place: <https://w3id.org/exgraph/id/place/>"
            f"SELECT (SUM(?n) AS ?people) {{ ?e exg:participation ?g ; exg:year ?y . ?g {ends} ; exg:headcount ?n }}"
        )
        people.append(int(rows[0]["people"]))
    assert sums == people
    assert min(sums) > 100


def test_a_visit_that_is_only_planned_does_not_break_a_silence(publication: Publication) -> None:
    answered = ask(publication, "silent-ties", partner="sakhalin-oblast", year="2010")
    pairs = {(row["place"].rpartition("/")[2], row["other"].rpartition("/")[2]) for row in answered.found}
    assert {("nayoro", "dolinsk"), ("kitami", "poronaysk")} <= pairs
    assert ("wakkanai", "nevelsk") not in pairs


@pytest.mark.parametrize(("name", "most"), [("organisations-of", 30), ("biggest-delegations", 20), ("oldest-ties", 15)])
def test_what_is_cut_is_not_told_as_all(name: str, most: int, publication: Publication, store: Store) -> None:
    answered = ask(publication, name)
    assert len(answered.rows) == most
    total = len(store.rows(answered.query.rpartition("LIMIT")[0]))
    assert total > most
    assert f"Shown are the first {most} of {total}." in answered.sentence
    assert "Shown" not in ask(publication, "first-event").sentence + ask(publication, "ties-of").sentence


def test_a_date_is_as_exact_as_it_is_known(publication: Publication, store: Store) -> None:
    answered = ask(publication, "before-year", "ru", year="2030")
    months = [n for n, row in enumerate(answered.found) if re.fullmatch(r"\d{4}-\d\d", row["date"])]
    assert months
    written = {(answered.rows[n][0] or Name("")).text for n in months}
    assert not any(re.match(r"\d", text) for text in written), written
    sheet = load_workbook(io.BytesIO(workbook(reader(publication, "ru"), answered))).worksheets[0]
    assert {sheet.cell(n + 2, 1).value for n in months} == written
    years = [row["date"][:4] for row in answered.found]
    assert years == sorted(years)


def test_places_that_have_only_ties_can_be_asked_about(publication: Publication) -> None:
    offered = [name.text for _, name in options(reader(publication, "ru"), "place")]
    assert {"Ниигата", "Акита", "Иркутск"} <= set(offered)
    assert offered.index("Европа") < offered.index("Ёити") < offered.index("Железногорск-Илимский")
    assert all("/" not in key for key, _ in options(reader(publication, "ru"), "place"))


def test_what_is_written_is_told_by_its_lines_the_narrowest_first(publication: Publication) -> None:
    written = ask(publication, "told-twice").written
    assert any(len(it.records) > 1 for it in written)
    for it in written:
        widths = [each.last - each.first for each in it.records]
        assert widths == sorted(widths)
        assert widths[0] >= 0
    answered = ask(publication, "pupils-sent", partner="korsakov")
    assert any(each.last > each.first for it in answered.written for each in it.records)
    evidence = load_workbook(io.BytesIO(workbook(reader(publication, "en"), answered))).worksheets[1]
    assert {(row[3], row[4]) for row in evidence.iter_rows(min_row=2, values_only=True)} == {
        (each.first, each.last) for it in answered.written for each in it.records
    }
