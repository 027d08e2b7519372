from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import httpx2
import pytest

ID = "https://w3id.org/exgraph/id/"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
FRIENDLY = "/id/concept/category/specimen/"
PAGES = [
    "/",
    "/search?q=nevelsk",
    "/browse",
    "/browse?type=Place&tied=1",
    "/quality",
    "/ns",
    "/shapes",
    "/sparql",
    "/id/place/wakkanai.html",
    "/id/event/specimen/2.html",
    "/id/event/specimen/4.html",
    "/id/agreement/wakkanai-nevelsk-1972.html",
    "/id/series/harbour-talks.html",
    "/id/organisation/wakkanai-city.html",
    "/id/record/specimen/2.html",
    "/id/source/specimen.html",
    "/id/concept/status/held.html",
]
OURS = ("/id/", "/ns", "/browse", "/search", "/sparql", "/quality", "/shapes", "/data", "/docs")
Read = Callable[..., str]


class Page(HTMLParser):
    """The addresses a page has a browser load or offers to follow, its ids, and the text of its data block."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.data = ""
        self._in_data = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        address = has.get("src") or (has.get("href") if tag == "link" else None)
        if address and has.get("rel") not in ("canonical", "alternate", "describedby", "search"):
            self.loaded.append(address)
        if tag == "a":
            self.links.append(has.get("href") or "")
        if has.get("id"):
            self.ids.append(has["id"] or "")
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        self._in_data = has.get("type") == "application/ld+json" and tag == "script"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data += data

    def handle_endtag(self, tag: str) -> None:
        self._in_data = False


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("*/*", "html"),
        ("text/turtle", "ttl"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "jsonld"),
        ("application/json", "jsonld"),
        ("application/rdf+xml", "rdf"),
        ("text/turtle;q=0.5, application/rdf+xml;q=0.9", "rdf"),
    ],
)
def test_a_thing_sends_to_its_page_or_data(client: httpx2.Client, accept: str, suffix: str) -> None:
    for method in ("GET", "HEAD"):
        answer = client.request(method, "/id/place/nevelsk", headers={"Accept": accept})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/id/place/nevelsk.{suffix}"
        assert "Accept" in answer.headers["vary"]


def test_the_language_chosen_goes_along_to_the_page(client: httpx2.Client) -> None:
    assert client.get("/id/place/nevelsk?lang=ru", headers=BROWSER).headers["location"].endswith(".html?lang=ru")
    assert client.get("/id/place/nevelsk", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [
        ("ttl", "text/turtle; charset=utf-8"),
        ("nt", "application/n-triples"),
        ("jsonld", "application/ld+json"),
        ("json", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
    ],
)
def test_data_by_suffix(client: httpx2.Client, suffix: str, media_type: str) -> None:
    answer = client.get(f"/id/place/wakkanai.{suffix}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert "Хоккайдо" in answer.text or "\\u0425" in answer.text
    again = client.get(f"/id/place/wakkanai.{suffix}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_percent_encoded_and_plain_paths_are_one_thing(client: httpx2.Client) -> None:
    assert client.get(f"{FRIENDLY}%E5%8F%8B%E5%A5%BD").headers["location"] == f"{FRIENDLY}%E5%8F%8B%E5%A5%BD.html"
    assert client.get(f"{FRIENDLY}友好.ttl").status_code == 200
    assert client.get(f"{FRIENDLY}%25E5%258F%258B").status_code == 404


def test_what_is_not_there_is_a_page_with_a_search_box(read: Read, client: httpx2.Client) -> None:
    page = read("/id/place/no-such-town", status=404)
    assert 'value="no such town"' in page
    assert client.get("/id/place/no-such-town.ttl").status_code == 404
    assert client.head("/id/place/no-such-town").status_code == 404
    assert client.get("/graph/nowhere").status_code == 404


def test_named_graphs_are_data(client: httpx2.Client) -> None:
    answer = client.get("/graph/second", headers={"Accept": "application/n-triples"})
    assert len(answer.text.splitlines()) == 2


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_elsewhere_and_its_links_lead_somewhere(
    read: Read, client: httpx2.Client, path: str, language: str
) -> None:
    text = read(path, language)
    page = Page(text)
    assert f'<html lang="{language}"' in text
    assert page.loaded
    assert all(address.startswith("/static/") for address in page.loaded)
    assert page.inline == []
    assert len(page.ids) == len(set(page.ids))
    if language == "en":
        for link in dict.fromkeys(link.partition("#")[0] for link in page.links):
            if link.startswith(
                ("/id/", "/ns", "/browse", "/search", "/sparql", "/quality", "/shapes", "/data", "/docs")
            ):
                assert client.get(link, headers=BROWSER).status_code in (200, 303), link


def test_an_event_in_three_languages(read: Read) -> None:
    expected = {
        "ja": ["1997年6月(平成9年)", "18 人", "14", "25周年", "レコード 2", "8〜10 行目", "青少年交流", "文書の表記"],
        "en": ["June 1997", "18 people", "25 years", "record 2", "lines 8–10", "Specimen City", "youth exchange"],
        "ru": ["июнь 1997 г.", "18 человек", "25 лет", "запись 2", "строки 8–10", "молодёжный обмен"],
    }
    summaries = {"ja": "青少年交流(1997年6月)。", "en": "Youth exchange (June", "ru": "Молодёжный обмен (июнь"}
    for language, texts in expected.items():
        page = read("/id/event/specimen/2.html", language)
        for text in texts:
            assert text in page, (language, text)
        assert '<link rel="alternate" type="text/turtle" href="/id/event/specimen/2.ttl">' in page
        assert f'<link rel="canonical" href="{ID}event/specimen/2">' in page
        assert f'<meta name="description" content="{summaries[language]}' in page


def test_a_place_with_its_tie_its_years_and_its_way_up(read: Read) -> None:
    page = read("/id/place/wakkanai.html", "ja")
    for text in ("わっかないし", "Вакканай", "1972年9月(昭和47年)から", "姉妹都市提携", "北海道"):
        assert text in page, text
    assert page.index('href="/id/place/japan"') < page.index('href="/id/place/hokkaido"')
    assert "稚内市（わっかないし）" in read("/id/place/wakkanai.html", "en")
    assert 'href="/pair/wakkanai/nevelsk"' in page
    assert 'href="/calendar/wakkanai.ics?lang=ja"' in page


def test_an_event_in_a_series_links_to_its_neighbours(read: Read) -> None:
    page = read("/id/event/specimen/4.html")
    assert "Previous" in page
    assert "3rd Harbour Talks (2004)" in page
    assert "no. 4" in page
    assert "2–5 July 2005" in page


def test_what_follows_by_reasoning_is_told_apart(read: Read) -> None:
    page = read("/id/place/wakkanai.html")
    stated, inferred = page.split("What follows from these facts", 1)
    assert 'href="/ns#twinnedWith"' not in stated
    assert 'href="/ns#twinnedWith"' in inferred


def test_markup_in_a_label_does_no_harm(read: Read) -> None:
    page = read("/id/event/specimen/4.html")
    assert "</script><b>" not in page.replace("&lt;/script&gt;&lt;b&gt;", "")
    data = json.loads(Page(page).data)
    assert "4th Harbour Talks </script><b> (2005)" in json.dumps(data, ensure_ascii=False)


def test_a_label_in_another_language_says_so(read: Read) -> None:
    assert re.search(r'<h1 lang="en">4th Harbour Talks', read("/id/event/specimen/4.html", "ru"))


def test_a_record_lists_what_was_read_from_it(read: Read) -> None:
    page = read("/id/record/specimen/2.html")
    assert "Wakkanai visits Nevelsk" in page
    assert "lines 8–10" in page
    assert 'href="https://example.org/chronicle"' in page
