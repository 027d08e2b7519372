"""The paragraph on a town and on a pair, from the graph that the repository ships."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from exgraph.settings import Settings
from exgraph.web.app import create_app


@pytest.fixture(scope="module")
def client(shipped_settings: Settings, shipped_report: object) -> Iterator[TestClient]:
    with TestClient(create_app(shipped_settings)) as client:
        yield client


def read(client: TestClient, path: str, language: str) -> str:
    client.cookies.clear()
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    return answer.text


def paragraph(page: str) -> str:
    (told,) = re.findall(r'<p id="paragraph">(.*?)</p>', page)
    return str(told)


@pytest.mark.parametrize(
    ("path", "language", "told"),
    [
        ("/id/place/wakkanai.html", "en", ["3 ties", "Nevelsk, since 1972", "turns 25 in 2026", "to 2019"]),
        ("/id/place/wakkanai.html", "ja", ["提携は3件", "1972年からのネベリスク", "2026年に25周年"]),
        ("/id/place/wakkanai.html", "ru", ["записанных связей – 3", "с 1972 года (Невельск)", "исполнится 25 лет"]),
        ("/id/place/nevelsk.html", "en", ["Nevelsk and Wakkanai have had a tie since 1972", "from Japan to Nevelsk"]),
        ("/pair/hakodate/vladivostok", "en", ["have had a tie since 1992", "from Hakodate to Vladivostok"]),
        ("/pair/hakodate/vladivostok", "ja", ["1992年から提携", "2027年に35周年"]),
    ],
)
def test_a_paragraph_tells_ties_events_people_and_what_comes(
    client: TestClient, path: str, language: str, told: list[str]
) -> None:
    words = paragraph(read(client, path, language))
    for each in told:
        assert each in words
    assert "{" not in words


def test_the_numbers_of_a_paragraph_are_those_of_the_page(client: TestClient) -> None:
    page = read(client, "/id/place/wakkanai.html", "en")
    sent, received = re.findall(r'<dd><a href="[^"]*view=chart">([\d,]+)</a>', page)[:2]
    assert f"{sent} people went abroad" in paragraph(page)
    assert f"{received} people came" in paragraph(page)


def test_a_place_of_which_nothing_is_recorded_has_none(client: TestClient) -> None:
    assert 'id="paragraph"' not in read(client, "/id/place/world.html", "en")


def test_officials_stand_on_the_page_of_their_town(client: TestClient) -> None:
    page = read(client, "/id/place/wakkanai.html", "en").partition('id="officials"')[2].partition("</section>")[0]
    assert re.search(r"Kudo.*?2011–2012", page, re.DOTALL)
