"""Places side by side, from the graph that the repository ships."""

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


def rows(page: str) -> list[list[str]]:
    """Return the cells of the table of figures."""
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    found = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr>.*?</tr>", table)]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in found]


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_places_stand_on_one_set_of_axes(client: TestClient, language: str) -> None:
    page = client.get(f"/compare/wakkanai/hakodate/nevelsk?lang={language}", headers={"Accept": "text/html"}).text
    assert len(rows(page)) == 3
    drawings = page.split('<svg class="compared"')[1:]
    assert len(drawings) == 6
    tops = [re.findall(r'<text x="44" y="12" text-anchor="end">([^<]+)<', drawing)[0] for drawing in drawings]
    assert len(set(tops[:3])) == len(set(tops[3:])) == 1
    widths = [float(width) for width in re.findall(r'<rect class="[a-z ]+" x="[^"]+" y="[^"]+" width="([^"]+)"', page)]
    assert widths and max(widths) <= 12


def test_the_figures_are_those_of_each_places_page(client: TestClient) -> None:
    page = client.get("/compare/wakkanai/hakodate?lang=en", headers={"Accept": "text/html"}).text
    for key, row in zip(("wakkanai", "hakodate"), rows(page), strict=True):
        own = client.get(f"/id/place/{key}.html?lang=en", headers={"Accept": "text/html"}).text
        figures = own.partition('<dl class="figures">')[2].partition("</dl>")[0]
        events = re.findall(r'<dd><a href="[^"]+">([\d,]+)</a>', figures)[0]
        assert row[2] == events


def test_one_more_place_has_an_address(client: TestClient) -> None:
    answer = client.get("/compare/wakkanai/hakodate?add=nevelsk", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/compare/wakkanai/hakodate/nevelsk")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/compare/wakkanai", 400),
        ("/compare/wakkanai/wakkanai", 400),
        ("/compare/wakkanai/no-such-place", 404),
        ("/compare/wakkanai/hakodate/nevelsk/korsakov/sapporo", 400),
        ("/compare/wakkanai/hakodate?add=//example.org", 404),
    ],
)
def test_what_cannot_be_compared_is_refused(client: TestClient, path: str, status: int) -> None:
    assert client.get(path, headers={"Accept": "text/html"}, follow_redirects=False).status_code == status
