"""/why: the reasons of an inferred fact, reached from the thing's page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

import httpx2
import pytest

ID, NS = "https://w3id.org/exgraph/id/", "https://w3id.org/exgraph/ns#"


def test_a_page_leads_to_the_reasons_of_what_was_inferred(client: httpx2.Client) -> None:
    pages = [client.get(f"/id/{key}.html?lang=en").text for key in ("place/nevelsk", "event/specimen/2")]
    links = [unescape(link) for page in pages for link in re.findall(r'href="(/why[^"]*)"', page)]
    assert any("value=place/" in link for link in links)
    assert any("xsd:gYearMonth" in unquote(link) for link in links)
    for link in links:
        answer = client.get(link, headers={"Accept": "text/html"})
        assert answer.status_code == 200, link
        assert "It follows by" in answer.text or "Stated in" in answer.text


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_what_is_not_said_is_not_found(client: httpx2.Client, language: str) -> None:
    query = {"subject": f"{ID}place/nevelsk", "property": f"{NS}within", "value": f"<{ID}place/mars>", "lang": language}
    assert client.get("/why", params=query).status_code == 404


@pytest.mark.parametrize("query", [{}, {"subject": "nowhere:b", "property": "x", "value": "y"}])
def test_what_is_no_statement_is_refused(client: httpx2.Client, query: dict[str, str]) -> None:
    assert client.get("/why", params=query).status_code == 400
