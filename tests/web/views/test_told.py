"""What documents tell differently, or do not tell, on pages of the graph that the repository ships."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from exgraph.settings import Settings
from exgraph.web.app import create_app

RELAY = "/id/event/hokkaido-russia-db/625.html"


@pytest.fixture(scope="module")
def client(shipped_settings: Settings, shipped_report: object) -> Iterator[TestClient]:
    with TestClient(create_app(shipped_settings)) as client:
        yield client


def read(client: TestClient, path: str, language: str = "en") -> str:
    """Return the words of a page, single blanks between them."""
    client.cookies.clear()
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200, path
    page = answer.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize(
    ("language", "stated", "otherwise", "date"),
    [
        ("ja", "40 人 ( 約 )", "別の文書では: 30 人 ( 以上 )", "別の文書では: 2019年7月"),
        ("en", "40 people ( about )", "another document tells: 30 people ( at least )", "tells: July 2019"),
        ("ru", "40 человек ( около )", "в другом документе: 30 человек ( не менее )", "документе: июль 2019"),
    ],
)
def test_both_numbers_and_both_dates_stand_with_their_qualifiers(
    client: TestClient, language: str, stated: str, otherwise: str, date: str
) -> None:
    page = read(client, RELAY, language).replace(":", ": ").replace(":  ", ": ").replace("：", ": ")
    for words in (stated, otherwise, date):
        assert words in page


def test_a_number_that_is_not_told_is_a_dash_and_a_year_without_one_keeps_its_place(client: TestClient) -> None:
    page = read(client, "/questions/people-each-way?place=wakkanai&partner=nevelsk&from=2010&to=2019")
    assert "2013 – no number told 26" in page
    since = read(client, "/questions/pupils-sent?place=wakkanai&partner=nevelsk")
    years = [int(year) for year in re.findall(r"\b((?:19|20)\d\d)\b", since.partition("Take it along")[0])]
    assert set(range(2000, 2013)) <= set(years)


@pytest.mark.parametrize("view", ["chart", "table", "network"])
def test_no_view_writes_nought_for_people(client: TestClient, view: str) -> None:
    page = client.get(f"/browse?view={view}&measure=people", headers={"Accept": "text/html"}).text
    cells = re.findall(r'<td class="number">\s*(?:<a[^>]*>)?([^<]*)', page)
    assert cells
    people = [cell for cell in cells if cell.strip() == "0"]
    events = [row for row in re.findall(r"<tr data-year.*?</tr>", page) if '</a></th><td class="number">0</td>' in row]
    assert len(people) == len(events)  # a year may have 0 events


def test_home_and_chart_count_the_same_people(client: TestClient) -> None:
    home = client.get("/?lang=en", headers={"Accept": "text/html"}).text
    (linked,) = re.findall(r'href="/browse\?view=chart&amp;measure=people">([\d,]+)</a>', home)
    chart = read(client, "/browse?view=chart&measure=people")
    out, back, other, every = (
        int(each.replace(",", ""))
        for each in re.findall(
            r"out of Japan ([\d,]+) into Japan ([\d,]+) only one end of the way told ([\d,]+) all ([\d,]+)", chart
        )[0]
    )
    assert out + back + other == every == int(linked.replace(",", ""))
