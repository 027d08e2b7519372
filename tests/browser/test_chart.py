"""The charts of a selection: what is pointed at tells its figures, and what is counted is switched in place."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.visit import Visit


def test_a_year_tells_its_figures_and_is_marked_in_the_table(visit: Visit) -> None:
    page = visit.open("/browse?view=chart&from=2010")
    page.locator(".years-chart a[data-year='2012']").hover()
    tip = page.locator(".chart-tip")
    expect(tip).to_contain_text("2012:")
    expect(page.locator("tr.near")).to_contain_text("2012")
    figures = [int(number.replace(",", "")) for number in re.findall(r"[\d,]*\d", tip.inner_text())]
    row = page.locator("tr.near").locator("th, td").all_inner_texts()
    assert figures == [int(number.replace(",", "")) for number in row]
    page.locator(".years-chart a[data-year='2013']").focus()
    expect(tip).to_contain_text("2013:")


def test_what_is_counted_is_switched_in_place(visit: Visit) -> None:
    page = visit.open("/browse?view=chart&partner=place/nevelsk")
    expect(page.locator(".column.abroad").first).to_be_attached()
    page.evaluate("window.stayed = true")
    switch = page.get_by_role("navigation", name="Show", exact=True)
    switch.get_by_role("link", name="events").click()
    expect(page).to_have_url(re.compile("partner=place/nevelsk.*measure=events"))
    expect(page.locator(".column.abroad")).to_have_count(0)
    expect(switch.get_by_role("link", name="events")).to_be_focused()
    assert page.evaluate("window.stayed")
    assert visit.violations() == []
    page.reload(wait_until="networkidle")
    expect(switch.locator("[aria-current]")).to_have_text("events")
    switch.get_by_role("link", name="people who moved").click()
    expect(page.locator(".column.abroad").first).to_be_attached()
