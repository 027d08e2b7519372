"""The timeline of a selection: from decades to days, a column that tells its events, everything kept in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.visit import Visit


def parameter(page: Page, name: str) -> str:
    return parse_qs(urlsplit(page.url).query)[name][0]


def test_a_column_tells_its_events_by_keys_alone(visit: Visit) -> None:
    page = visit.open("/timeline?partner=place/nevelsk&by=place")
    strip = page.locator(".strip canvas")
    strip.focus()
    page.keyboard.press("Enter")
    card = page.locator(".bin-card")
    expect(card.get_by_role("heading")).to_have_text("Wakkanai")
    first = parameter(page, "mark")
    assert first.endswith(",place/wakkanai")
    assert visit.violations() == []
    card.get_by_role("button", name="The next column").click()
    assert parameter(page, "mark") > first
    expect(card.get_by_role("button", name="The next column")).to_be_focused()
    page.reload(wait_until="networkidle")
    expect(card.get_by_role("heading")).to_have_text("Wakkanai")
    number = card.get_by_role("link", name=re.compile("events?$")).first
    events = number.inner_text()
    assert card.get_by_role("listitem").count() == int(events.split()[0])
    number.click()
    expect(page.locator("h1")).to_contain_text(events)


def test_nearer_is_more_exact_and_the_address_keeps_it(visit: Visit) -> None:
    page = visit.open("/browse?view=timeline&by=kind")
    output = page.locator(".controls output")
    expect(output).to_have_text(re.compile(r"^\d{4}–\d{4}$"))
    page.locator(".strip canvas").focus()
    for _ in range(16):
        page.keyboard.press("+")
        page.wait_for_timeout(50)
    expect(output).to_have_text(re.compile(r"^\d+ \w+"))
    words = output.inner_text()
    page.reload(wait_until="networkidle")
    expect(output).to_have_text(words)
    # Other rows keep the time.
    shown = parameter(page, "shown")
    page.get_by_role("link", name="Organisation", exact=True).click()
    expect(page).to_have_url(re.compile("by=organisation"))
    assert parameter(page, "shown") == shown
    page.get_by_role("button", name="Show all").click()
    expect(page).not_to_have_url(re.compile("shown="))


def test_without_scripts_the_table_of_years_stays(visit: Visit) -> None:
    visit.page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = visit.open("/timeline")
    expect(page.locator("table.lanes")).to_be_visible()
    assert page.locator(".lanes td a").count() > 50
