"""The editor of a release asks that release, the first time and every time after."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Request, expect

from tests.browser.test_sparql import write
from tests.browser.visit import Visit

RELEASE = "2026-04-01-0"


def test_every_query_of_a_release_is_asked_of_it(visit: Visit) -> None:
    page = visit.open(f"/sparql?release={RELEASE}")
    asked: list[str] = []

    def note(request: Request) -> None:
        if urlsplit(request.url).path == "/sparql":
            asked.append(request.url)

    page.on("request", note)
    for number in (1, 2):
        write(page, f"SELECT ({number} AS ?n) {{}}")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#results td").first).to_have_text(str(number))
    assert len(asked) == 2
    assert all(parse_qs(urlsplit(each).query)["release"] == [RELEASE] for each in [*asked, page.url])
    assert all(
        f"release={RELEASE}" in (link.get_attribute("href") or "")
        for link in page.locator("#results .files a[href^='/sparql']").all()
    )
