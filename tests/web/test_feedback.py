"""Reports of readers over HTTP: taken from our own form only, and never shown to others."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from exgraph.feedback import FeedbackQueue, State
from exgraph.web.app import ServerOptions, create_app
from tests.server import settings_of
from tests.web.specimen import client

TEXT = "<script>alert(1)</script> the year is wrong"


@pytest.fixture
def asked(tmp_path: Path) -> TestClient:
    return client(tmp_path, '<place/a> a exg:Municipality ; rdfs:label "A"@en .')


@pytest.fixture
def queue(tmp_path: Path) -> FeedbackQueue:
    return FeedbackQueue(settings_of(tmp_path).state / "feedback.sqlite")


def _stamp(monkeypatch: pytest.MonkeyPatch, asked: TestClient, of: str = "/id/place/a.html") -> str:
    page = asked.get("/feedback", params={"of": of}, headers={"Accept": "text/html"}).text
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    now = time.time()
    monkeypatch.setattr("exgraph.web.http.form.time.time", lambda: now + 5)
    return found[1]


def _send(asked: TestClient, **fields: str) -> tuple[int, str]:
    sent = {"of": "/id/place/a.html", "kind": "error", "text": TEXT, **fields}
    answer = asked.post(
        "/feedback", data=sent, headers={"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}, follow_redirects=False
    )
    return answer.status_code, answer.headers.get("location", "")


def test_every_page_leads_to_the_form(asked: TestClient) -> None:
    page = asked.get("/id/place/a.html?lang=en").text
    assert '<a href="/feedback?of=/id/place/a.html" rel="nofollow">Report an error' in page


def test_a_report_gets_a_page_of_its_own_without_its_words(
    asked: TestClient, queue: FeedbackQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, location = _send(asked, stamp=_stamp(monkeypatch, asked), source="Bulletin 5")
    assert status == 303
    reference = location.removeprefix("/feedback/")
    assert queue.find(reference).report.text == TEXT
    queue.judge(reference, State.accepted, "Corrected in <the> table.", "officer")
    answer = asked.get(location, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert answer.headers["x-robots-tag"] == "noindex"
    assert "Corrected in &lt;the&gt; table." in answer.text
    assert "the year is wrong" not in answer.text
    assert "Bulletin 5" not in answer.text


def test_only_our_own_form_is_taken(asked: TestClient, queue: FeedbackQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = _stamp(monkeypatch, asked)
    assert _send(asked)[0] == 400
    assert _send(asked, stamp=f"{stamp[:-1]}x")[0] == 400
    assert _send(asked, stamp=stamp, of="/id/place/b.html")[0] == 400
    assert _send(asked, stamp=stamp, website="https://example.org")[0] == 400
    sent = {"of": "/id/place/a.html", "kind": "error", "text": TEXT, "stamp": stamp}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.org"}):
        assert asked.post("/feedback", data=sent, headers=headers).status_code == 403
    assert asked.post("/feedback", json=sent).status_code == 415
    assert asked.post("/feedback", data=sent | {"text": "x" * 70_000}).status_code == 413
    assert queue.all() == []


def test_a_form_is_refused_too_soon_and_after_a_day(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = _stamp(monkeypatch, asked)
    now = time.time()
    monkeypatch.setattr("exgraph.web.http.form.time.time", lambda: now - 5)
    assert _send(asked, stamp=stamp)[0] == 400
    monkeypatch.setattr("exgraph.web.http.form.time.time", lambda: now + 90_000)
    assert _send(asked, stamp=stamp)[0] == 400


def test_a_report_that_cannot_be_taken_is_shown_again(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = _stamp(monkeypatch, asked)
    sent = {"of": "/id/place/a.html", "kind": "error", "text": TEXT, "contact": "y" * 400, "stamp": stamp}
    answer = asked.post("/feedback", data=sent, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert answer.status_code == 400
    assert "&lt;script&gt;alert(1)&lt;/script&gt; the year is wrong" in answer.text


def test_more_than_is_allowed_is_told_to_come_back(asked: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = _stamp(monkeypatch, asked)
    found = [_send(asked, stamp=stamp)[0] for _ in range(6)]
    assert found == [303] * 5 + [429]


def test_a_page_elsewhere_is_never_linked(asked: TestClient) -> None:
    for of in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        page = asked.get("/feedback", params={"of": of}, headers={"Accept": "text/html"}).text
        assert f'href="{of}' not in page
        assert '<input type="hidden" name="of" value="/">' in page


def test_an_unknown_reference_is_not_found(asked: TestClient) -> None:
    assert asked.get("/feedback/aaaaaaaaaaaa").status_code == 404
    assert asked.get("/feedback/..%2f..").status_code == 404


def test_a_server_may_take_no_reports(asked: TestClient, tmp_path: Path) -> None:
    closed = TestClient(create_app(settings_of(tmp_path), options=ServerOptions(feedback=False)))
    assert closed.get("/feedback").status_code == 404
    assert "/feedback" not in closed.get("/id/place/a.html").text
