"""Browsing the specimen graph: facets, views, files."""

from __future__ import annotations

import csv
import io
import json
import re

import httpx2
import pytest

from exgraph.web.browsing.view import VIEWS


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_the_selection(client: httpx2.Client, view: str) -> None:
    page = client.get("/browse", params={"view": view, "lang": "en"})
    assert page.status_code == 200
    assert 'aria-current="page"' in page.text


def test_a_facet_narrows_and_its_chip_loosens(client: httpx2.Client) -> None:
    choice = re.compile(r'href="(/browse\?[a-z]+=[^"&]+)"[^>]*><span[^>]*>[^<]*</span> <span class="soft">(\d+)')
    found = choice.search(client.get("/browse?lang=en").text)
    assert found is not None
    narrowed = client.get(f"{found[1]}&lang=en").text
    assert re.search(rf'role="status">{found[2]} event', narrowed)
    assert 'class="chips"' in narrowed


def test_an_empty_selection_says_what_to_loosen(client: httpx2.Client) -> None:
    page = client.get("/browse?q=nosuchword&lang=en").text
    assert "Loosen one of these" in page
    assert re.search(r"without “.nosuchword.”", page)


def test_files_hold_exactly_the_selection(client: httpx2.Client) -> None:
    table = list(csv.reader(io.StringIO(client.get("/browse.csv?lang=en").content.decode("utf-8-sig"))))
    graph = json.loads(client.get("/browse.jsonld").content)
    assert {row[-1] for row in table[1:]} == {node["id"] for node in graph["@graph"]}
    first = table[1]
    one = list(csv.reader(io.StringIO(client.get(f"/browse.csv?from={first[0][:4]}&to={first[0][:4]}").text)))
    assert 1 < len(one) <= len(table)
    assert {row[0][:4] for row in one[1:]} == {first[0][:4]}


@pytest.mark.parametrize(
    ("format_", "media_type"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("gexf", "application/gexf+xml"),
        ("geojson", "application/geo+json"),
    ],
)
def test_files_say_what_they_are(client: httpx2.Client, format_: str, media_type: str) -> None:
    answer = client.get(f"/browse.{format_}")
    assert answer.headers["content-type"] == media_type
    assert f"exgraph-events.{format_}" in answer.headers["content-disposition"]


def test_an_unknown_format_is_not_found(client: httpx2.Client) -> None:
    assert client.get("/browse.doc").status_code == 404


def test_views_have_addresses_of_their_own(client: httpx2.Client) -> None:
    answer = client.get("/map?kind=Visit", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/browse?kind=Visit&view=map")
