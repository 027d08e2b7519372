"""Words found in texts of three languages, and marked where they stand."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from exgraph.model.iri import NS
from exgraph.reading.fulltext import RECORD, FullTextIndex, WordQuery, marked, snippet
from exgraph.reading.fulltext.index import FILE

EVENT, PLACE = f"{NS}Event", f"{NS}Place"
TEXTS: dict[str, tuple[str, str, str, list[str]]] = {
    # thing: class, day, name, other texts
    "relay": (EVENT, "2019-07-18", "国際遠泳リレー", ["Swimmers crossed the strait.", "Пловцы переплыли пролив."]),
    "choir": (EVENT, "2001-05-01", "Visit of the Sakura Choir", ["桜合唱団が見本町を訪問し、ホームステイ\nを行った。"]),
    "later": (EVENT, "2011-05-01", "Visit of pupils", ["Школьники приехали на три дня."]),
    "town": (PLACE, "", "ユジノ・ミホン", ["見本の町"]),
}


def rows(query: str) -> list[dict[str, str]]:
    """Answer the queries of the index from TEXTS."""
    type_ = query.partition("?it a <")[2].partition(">")[0]
    things = {thing: told for thing, told in TEXTS.items() if told[0] == type_}
    if "exg:earliest" in query:
        return [{"it": thing, **({"day": told[1]} if told[1] else {})} for thing, told in things.items()]
    if "rdfs:label" in query:
        return [{"it": thing, "text": told[2]} for thing, told in things.items()]
    if "skos:note" in query:
        return [{"it": thing, "text": text} for thing, told in things.items() for text in told[3]]
    return []


@pytest.fixture
def index(tmp_path: Path) -> FullTextIndex:
    return FullTextIndex.opened(tmp_path, rows, [PLACE, EVENT, RECORD])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("遠泳", ["relay"]),
        ("泳", ["relay"]),
        ("ホームステイ", ["choir"]),  # over the end of a line
        ("ほーむすてい", ["choir"]),
        ("合唱", ["choir"]),
        ("choirs", ["choir"]),
        ("swimmer", ["relay"]),
        ("школьников", ["later"]),
        ("пролива", ["relay"]),
        ("ユジノミホン", ["town"]),
        ("泳遠", []),
        ("唱団が見", ["choir"]),
        ("visit", ["later", "choir"]),  # the latest first
        ("見本", ["town", "choir"]),
    ],
)
def test_parts_of_japanese_and_forms_of_words_are_found(index: FullTextIndex, text: str, found: list[str]) -> None:
    hits = [hit.iri for hit in index.search(WordQuery.of(text))]
    assert hits == found
    assert index.count(WordQuery.of(text)) == len(found)


def test_words_in_names_come_before_words_in_texts(index: FullTextIndex) -> None:
    assert [hit.iri for hit in index.search(WordQuery.of("pupils"))] == ["later"]
    assert [hit.type for hit in index.search(WordQuery.of("見本"))] == [PLACE, EVENT]


@pytest.mark.parametrize(
    ("text", "attempts"),
    [
        (
            "稚内からコルサコフへ",
            [(("稚内からこるさこふへ",),), (("稚内",), ("こるさこふ",)), (("稚内",), ("こるさこふ",))],
        ),
        ("the visits of pupils", [(("visit",), ("pupil",)), (("visit",), ("pupil",))]),
        ("the", [(("the",),)]),
        ("", []),
    ],
)
def test_less_and_less_is_asked_for(text: str, attempts: list[object]) -> None:
    asked = list(WordQuery.attempts(text))
    assert [query.phrases for query in asked] == attempts
    assert [query.loose for query in asked] == [number == len(asked) - 1 > 0 for number in range(len(asked))]


@pytest.mark.parametrize("text", ['"', "a AND", "NOT", "x*", "(", "col:umn", "';--", "🙂", "^", "-", "\x00"])
def test_no_sign_is_taken_for_syntax(index: FullTextIndex, text: str) -> None:
    for query in WordQuery.attempts(text):
        assert index.search(query) == []


def test_hits_are_marked_with_what_is_around_them() -> None:
    texts = ["Nothing here.", TEXTS["choir"][3][0]]
    found = snippet(texts, WordQuery.of("ホームステイ"))
    assert "".join(span.text for span in found) == "桜合唱団が見本町を訪問し、ホームステイ を行った。"
    assert [span.text for span in found if span.marked] == ["ホームステイ"]
    long = snippet(["word " * 60 + "the visits of pupils " + "word " * 60], WordQuery.of("visit"))
    assert [span.text for span in long if span.marked] == ["visits"]
    assert len("".join(span.text for span in long)) < 100
    assert [(span.text, span.marked) for span in marked("Sakura Choir", WordQuery.of("choirs"))] == [
        ("Sakura ", False),
        ("Choir", True),
    ]
    assert snippet(texts, WordQuery.of("absent")) == []


def test_the_file_is_made_once_and_anew_where_it_is_broken(tmp_path: Path) -> None:
    FullTextIndex.opened(tmp_path, rows, [EVENT])
    made = (tmp_path / FILE).stat().st_mtime_ns
    FullTextIndex.opened(tmp_path, lambda _: pytest.fail("asked again"), [EVENT])
    assert (tmp_path / FILE).stat().st_mtime_ns == made
    (tmp_path / FILE).write_bytes(b"torn")
    assert FullTextIndex.opened(tmp_path, rows, [EVENT]).search(WordQuery.of("遠泳"))
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("PRAGMA user_version = 0")
    assert FullTextIndex.opened(tmp_path, rows, [EVENT]).search(WordQuery.of("遠泳"))
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_folder_that_cannot_be_written_is_no_hindrance(tmp_path: Path) -> None:
    index = FullTextIndex.opened(tmp_path / "absent", rows, [EVENT])
    assert [hit.iri for hit in index.search(WordQuery.of("遠泳"))] == ["relay"]
