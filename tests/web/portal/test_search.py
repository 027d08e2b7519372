"""Searching the specimen graph."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import httpx2
import pytest

from exgraph.reading.history.partner import key
from exgraph.reading.language import catalogue
from exgraph.reading.publication import Publication
from exgraph.reading.reader import Reader
from exgraph.reading.search import everything, result
from exgraph.reading.search.pair_search import find_pair
from exgraph.reading.selection import Selection
from exgraph.settings import Settings

Read = Callable[..., str]


@pytest.fixture(scope="module")
def reader(shipped_settings: Settings, shipped_report: object) -> Reader:
    return Reader("en", None, catalogue("en"), Publication(shipped_settings).current())


def test_results_stand_by_kind_and_say_where_they_lie(read: Read) -> None:
    page = read("/search?q=wakkanai", "en")
    kinds = [page.index(f'id="kind-{kind}"') for kind in ("Place", "Organisation", "Agreement", "Event")]
    assert kinds == sorted(kinds)
    town = page[kinds[0] : kinds[1]]
    assert '<span class="soft">Hokkaido, Japan</span>' in town
    assert '<a class="soft" href="/browse?place=place/wakkanai">3 events</a>' in town
    assert '<span class="kind">city</span>' in town


def test_one_kind_has_a_page_of_its_own(read: Read) -> None:
    page = read("/search?q=wakkanai&kind=Organisation", "en")
    assert 'id="kind-Organisation"' in page
    assert 'id="kind-Place"' not in page
    assert 'href="/search?q=wakkanai&amp;kind=Place"' in page
    assert 'id="kind-Place"' in read("/search?q=wakkanai&kind=NoSuchKind", "en")


def test_events_with_these_words_are_one_click_away(read: Read) -> None:
    page = read("/search?q=harbour+talks", "en")
    assert 'href="/browse?q=harbour+talks">2 events have these words' in page


def test_a_wrong_letter_is_told(read: Read) -> None:
    page = read("/search?q=nevelks", "en")
    assert "shown is what “Nevelsk” finds" in page
    assert 'href="/id/place/nevelsk"' in page


def test_suggestions_come_as_one_types(client: httpx2.Client) -> None:
    answer = client.get("/search/suggest", params={"q": "ねべり", "lang": "ru"}).json()
    assert answer["corrected"] is None
    assert answer["total"] == len(answer["results"])
    assert answer["results"][0] == {
        "text": "Невельск",
        "address": "/id/place/nevelsk",
        "kind": "город",
        "within": "",
        "other": "ネベリスク",
        "events": 2,
    }
    nothing: dict[str, object] = {"q": "", "corrected": None, "total": 0, "summary": "0 results", "results": []}
    assert client.get("/search/suggest", params={"lang": "en"}).json() == nothing
    assert client.get("/search/suggest?q=zzzzqqq").json()["results"] == []


def test_a_number_is_not_taken_for_another(client: httpx2.Client) -> None:
    assert client.get("/search/suggest?q=1996").json()["corrected"] is None


@pytest.mark.parametrize(
    ("words", "language", "title"),
    [
        ("nevelsk wakkanai", "en", "Wakkanai – Nevelsk: history of two places"),
        ("ネベリスク・稚内", "ja", "稚内市とネベリスク:二つのまちの歩み"),
        ("Вакканай Невельск", "ru", "Вакканай – Невельск: история двух мест"),
    ],
)
def test_two_places_by_name_lead_to_their_page(
    read: Read, client: httpx2.Client, words: str, language: str, title: str
) -> None:
    page = read("/search?" + urlencode({"q": words}), language)
    link = f'<a href="/pair/wakkanai/nevelsk">{title}</a>'
    assert link in page
    assert 'class="found-kind"' not in page.partition(link)[0]
    answer = client.get("/search/suggest", params={"q": words, "lang": language}).json()
    assert (answer["results"][0]["text"], answer["results"][0]["address"]) == (title, "/pair/wakkanai/nevelsk")
    assert answer["total"] == len(answer["results"]) > 0
    assert answer["corrected"] is None


@pytest.mark.parametrize("words", ["wakkanai", "wakkanai wakkanai", "wakkanai hokkaido", "wakkanai nevelsk harbour"])
def test_other_words_lead_to_no_two_places(read: Read, words: str) -> None:
    assert "/pair/" not in read("/search?" + urlencode({"q": words}))


def test_questions_and_how_tos_stand_below_the_things(read: Read) -> None:
    page = read("/search?q=openrefine")
    assert '<a href="/data/how-to/openrefine">OpenRefine: match a list of names</a>' in page
    oldest = read("/search?q=oldest", "ja")
    assert 'id="found-questions"' in oldest
    assert '<a href="/questions/oldest' in oldest
    assert ">1 件</p>" in oldest
    assert 'id="found-how-to"' not in oldest
    assert '<a href="/questions">See all questions' in read("/search?q=zzzzqqq")
    assert 'id="found-' not in read("/search?q=wakkanai&kind=Place")


@pytest.mark.parametrize(
    ("words", "address"),
    [("hokkaido sakhalin", "/pair/hokkaido/sakhalin-oblast"), ("北海道 サハリン", "/pair/hokkaido/sakhalin-oblast")],
)
def test_regions_are_found_by_their_short_names(reader: Reader, words: str, address: str) -> None:
    found = find_pair(reader, words)
    assert found is not None
    assert found.address == address


def test_each_pair_that_met_is_found_by_its_labels(reader: Reader) -> None:
    index = reader.published.events
    pairs = index.choose(Selection()).pairs[:12]
    for pair in pairs:
        found = find_pair(reader, f"{reader.name(pair.home).text} {reader.name(pair.partner).text}")
        assert found is not None, pair
        assert found.address == f"/pair/{key(index, pair.home)}/{key(index, pair.partner)}"


@pytest.mark.parametrize(("words", "language"), [("遠泳", "ja"), ("swimming relays", "en"), ("заплывов", "ru")])
def test_words_within_names_and_forms_of_words_are_found_and_marked(reader: Reader, words: str, language: str) -> None:
    findings = everything.find(reader, words)
    groups, _, _ = result.groups(reader, findings, None, None)
    assert groups[0].found[0].name.address == "/id/event/hokkaido-russia-db/625"


def test_what_notes_and_descriptions_tell_is_found_with_its_place(reader: Reader) -> None:
    findings = everything.find(reader, "given up before")
    groups, _, _ = result.groups(reader, findings, None, None)
    hit = groups[0].found[0]
    assert hit.name.address == "/id/event/hokkaido-russia-db/625"
    assert {span.text.casefold() for span in hit.words if span.marked} == {"given", "up", "before"}
    assert result.suggestions(reader, findings.matches)[0]["address"] == hit.name.address
