"""What the search box offers while one types: by keys, by pointer, and not in the midst of Japanese input."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visit import Visit


@pytest.mark.parametrize(("language", "typed"), [("ja", "ねべり"), ("en", "Nevel"), ("ru", "Невел")])
def test_a_town_is_found_by_its_first_letters_and_opened_by_keys(visit: Visit, language: str, typed: str) -> None:
    page = visit.open("/", language)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    box = page.locator(".bar").get_by_role("combobox")
    options = page.locator(".bar").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert visit.violations() == []
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    active = box.get_attribute("aria-activedescendant")
    assert active == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile(".+"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/id/place/nevelsk"))


def test_escape_shuts_the_list_and_keeps_what_was_typed(visit: Visit) -> None:
    page = visit.open("/browse")
    box = page.locator(".bar").get_by_role("combobox")
    box.fill("wakkanai")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("wakkanai")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=wakkanai"))


def test_letters_being_composed_ask_for_nothing(visit: Visit) -> None:
    page = visit.open("/", "ja")
    asked = requests(page)
    page.locator(".bar").get_by_role("combobox").focus()
    ime = page.context.new_cdp_session(page)
    for text in ("わ", "わっ", "わっか", "わっかない"):
        ime.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.wait_for_timeout(150)
    assert asked == []
    ime.send("Input.insertText", {"text": "稚内"})
    expect(page.get_by_role("option").first).to_contain_text("稚内")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(r"/id/"))


def requests(page: Page) -> list[str]:
    """Return the addresses that suggestions are asked from, filled as they are asked."""
    asked: list[str] = []

    def note(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    page.route("**/search/suggest**", note)
    return asked
