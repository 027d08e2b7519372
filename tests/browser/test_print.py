"""Pages on paper: what is folded is opened, a report has pages and a button. That nothing is cut: `test_pages.py`."""

from __future__ import annotations

from tests.browser.visit import Visit


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
