"""Searching the specimen graph."""

from __future__ import annotations

from collections.abc import Callable

import httpx2

Read = Callable[..., str]


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
    assert "shown is what “nevelsk” finds" in page
    assert 'href="/id/place/nevelsk"' in page


def test_suggestions_come_as_one_types(client: httpx2.Client) -> None:
    told = client.get("/search/suggest", params={"q": "ねべり", "lang": "ru"}).json()
    assert told["corrected"] is None
    assert told["total"] == len(told["results"])
    assert told["results"][0] == {
        "text": "Невельск",
        "address": "/id/place/nevelsk",
        "kind": "город",
        "within": "",
        "other": "ネベリスク",
        "events": 2,
    }
    nothing = {"q": "", "corrected": None, "total": 0, "told": "0 results", "results": []}
    assert client.get("/search/suggest", params={"lang": "en"}).json() == nothing
    assert client.get("/search/suggest?q=zzzzqqq").json()["results"] == []


def test_a_number_is_not_taken_for_another(client: httpx2.Client) -> None:
    assert client.get("/search/suggest?q=1996").json()["corrected"] is None
