"""Who is let in, and which writes are believed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from exgraph.settings import Settings
from exgraph.studio.app import create_app

from .conftest import ADDRESS, form, lines, visit

WORD = "a token"
RECORD = "/review/specimen/record/4"


def test_a_page_loads_only_from_here_and_may_not_be_framed_or_kept(client: TestClient) -> None:
    answer = client.get(RECORD)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', answer.text)
    assert len(loaded) >= 3
    assert all(address.startswith("/static/") for address in loaded)
    assert all(client.get(address).status_code == 200 for address in loaded)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ADDRESS}, 303),
        ({"Origin": "", "Sec-Fetch-Site": "same-origin"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:9999"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_write(settings: Settings, specimen: Path, headers: dict[str, str], status: int) -> None:
    sent = form(visit(settings, "Aoki"), RECORD)
    before = lines(specimen, "event")
    client = TestClient(create_app(settings), base_url=ADDRESS, follow_redirects=False)
    client.cookies.update({"reviewer": "Aoki"})
    assert client.post(RECORD, data=sent, headers=headers).status_code == status
    assert (lines(specimen, "event") == before) is (status == 403)
    assert client.post("/undo", data={}, headers=headers).status_code in (303, 403)


def test_another_host_name_is_refused_on_loopback(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "elsewhere.example"}).status_code == 400
    assert client.get("/", headers={"Host": "localhost:8010"}).status_code == 200
    assert client.get("/", headers={"Host": "127.0.0.1.elsewhere.example"}).status_code == 400


def test_elsewhere_the_token_is_asked_for_and_then_kept(settings: Settings) -> None:
    client = visit(settings, "Aoki", token=WORD)
    assert client.get("/").status_code == 401
    assert client.get("/?token=another").status_code == 401
    assert client.get("/?token=").status_code == 401
    assert client.post("/name", data={"name": "x"}).status_code == 401
    entered = client.get(f"{RECORD}?token={WORD}")
    assert (entered.status_code, entered.headers["location"]) == (303, RECORD)
    assert "samesite=strict" in entered.headers["set-cookie"].lower()
    assert client.get(RECORD, headers={"Host": "town.example:8010"}).status_code == 200
    assert client.post(RECORD, data=form(client, RECORD), headers={"Origin": "https://x.example"}).status_code == 403
