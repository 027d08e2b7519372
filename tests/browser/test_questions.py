"""Pages of questions as their readers see them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visit import Visit


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_bars_beside_long_names_have_room(visit: Visit, language: str) -> None:
    page = visit.open("/questions/organisations-of?place=sapporo", language)
    widths = page.locator(".bars svg").evaluate_all("all => all.map(each => each.getBoundingClientRect().width)")
    assert len(widths) > 5
    assert min(widths) > 60


@pytest.mark.parametrize(("language", "heading"), [("ja", "派遣, 受入"), ("ru", "выехало, принято")])
def test_a_chart_is_read_out_in_the_language_of_the_page(visit: Visit, language: str, heading: str) -> None:
    page = visit.open("/questions/people-each-way", language)
    assert page.locator(".bars thead th").last.text_content() == heading
    assert visit.violations() == []


def test_the_sentence_of_an_answer_is_copied(visit: Visit) -> None:
    # What the machine's clipboard holds is no matter of the page: it is asked to take the sentence.
    take = "writeText: async (text) => { window.taken = text; }"
    visit.page.add_init_script(f"Object.defineProperty(navigator, 'clipboard', {{ value: {{ {take} }} }})")
    page = visit.open("/questions/anniversary-n?number=60&year=2027")
    button = page.locator(".copyable button.copy")
    button.click()
    expect(button).to_have_text("Copied")
    assert page.evaluate("window.taken").startswith("2 ties turn 60 in 2027:")
    assert visit.violations() == []
