"""Pages on paper: what asks or leads elsewhere is left out, what is folded is opened, nothing is cut at the edge."""

from __future__ import annotations

import pytest

from tests.browser.visit import Visit

PAGES = {
    "place": "/id/place/wakkanai",
    "pair": "/pair/wakkanai/nevelsk",
    "event": "/id/event/hokkaido-russia-db/97",
    "question": "/questions/people-each-way",
    "report": "/report/wakkanai/nevelsk?from=2010&to=2019",
}
A4 = 688
"""Pixels between the margins of the page, 182 mm."""


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_is_whole_on_paper(path: str, visit: Visit) -> None:
    page = visit.open(path, "ja")
    page.set_viewport_size({"width": A4, "height": 973})
    page.emulate_media(media="print")
    assert page.locator("form:visible, button:visible, nav.pages:visible, .facts:visible").count() == 0
    assert page.locator("h1:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_folded_figures_are_printed(visit: Visit) -> None:
    page = visit.open("/pair/wakkanai/nevelsk")
    table = page.locator("#years table")
    assert not table.is_visible()
    page.emulate_media(media="print")
    assert table.is_visible()


def test_a_report_has_its_pages(visit: Visit) -> None:
    page = visit.open("/report/wakkanai/nevelsk?from=2010&to=2012", "ru")
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert 1 < pages < 10


def test_a_report_has_a_button_that_prints(visit: Visit) -> None:
    page = visit.open("/report/wakkanai/nevelsk?from=2010&to=2012")
    page.evaluate("window.print = () => { document.title = 'printing'; }")
    button = page.get_by_role("button", name="Print / PDF")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    button.click()
    assert page.title() == "printing"
