"""How we know: asked of a value by keyboard, without scripts, and readable when open."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import HEIGHT, WIDTHS
from tests.browser.visit import Visit


def test_a_value_is_asked_by_keyboard_and_leads_to_its_record(visit: Visit) -> None:
    page = visit.open("/id/event/hokkaido-russia-db/97")
    asked = page.locator("dt", has_text=re.compile("^Took part$", re.I)).locator("xpath=..").locator("summary")
    asked.focus()
    page.keyboard.press("Enter")
    record = page.locator(".known[open] a", has_text="Russia Exchange Database 97")
    expect(record).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/id/record/hokkaido-russia-db/97"))
    expect(page.locator("#made")).to_contain_text("33")


@pytest.mark.parametrize("path", ["/id/event/hokkaido-russia-db/625", "/id/indicator/russian-visitors-hokkaido"])
def test_a_page_with_every_proof_open_is_whole(path: str, stretching: Visit) -> None:
    page = stretching.open(path, "ru")
    page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
    assert page.locator(".known[open]").count() > 3
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert stretching.overflow() == 0, width
        assert stretching.violations() == [], width
