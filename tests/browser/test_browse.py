"""Facets, views and downloads, as a person comes by them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit


def narrow(visit: Visit) -> None:
    """Open the panel of facets where the screen is too small to show it beside the results."""
    visit.page.wait_for_load_state()  # until its styles are there, what is hidden at this width may seem to be shown
    button = visit.page.locator(".jump a")
    if button.is_visible():
        button.click()


def number(page: Page) -> int:
    """Return how many events the heading tells."""
    return int(re.sub(r"\D", "", page.locator("h1 [role=status]").inner_text()))


def download(visit: Visit, name: str) -> Path:
    visit.page.locator("details.download > summary").click()
    with visit.page.expect_download() as waiting:
        visit.page.locator("details.download a").filter(has_text=re.compile(name)).first.click()
    return Path(waiting.value.path())


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_the_menu_of_downloads_is_in_sight(language: str, stretching: Visit) -> None:
    page = stretching.open("/browse", language)
    page.locator("details.download > summary").click()
    for width in (390, 810, 900, 1100, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        box = page.locator("details.download ul").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width


def test_facets_narrow_chips_loosen_and_every_state_has_an_address(visit: Visit) -> None:
    page = visit.open("/browse")
    everything = number(page)
    narrow(visit)
    page.get_by_role("link", name=re.compile(r"^Wakkanai \d")).click()
    expect(page).to_have_url(re.compile(r"place=place/wakkanai"))
    of_wakkanai = number(page)
    assert 0 < of_wakkanai < everything
    narrow(visit)
    page.get_by_label("from year").fill("2012")
    page.get_by_label("to year").fill("2012")
    page.get_by_role("button", name="Apply").click()
    in_2012 = number(page)
    assert 0 < in_2012 < of_wakkanai
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Table").click()
    assert number(page) == in_2012
    again = page.url
    page.goto("about:blank")
    page.goto(again)
    assert number(page) == in_2012
    page.get_by_role("list", name="Chosen").get_by_role("link", name=re.compile("2012")).click()
    expect(page).to_have_url(re.compile(r"view=table"))
    assert number(page) == of_wakkanai


def test_a_count_beside_a_value_is_what_choosing_it_gives(visit: Visit) -> None:
    page = visit.open("/browse?partner=place/korsakov")
    narrow(visit)
    value = page.locator('.facet[data-facet="kind"] .values a').nth(1)
    promised = int(re.sub(r"\D", "", value.locator(".soft").inner_text()))
    value.click()
    expect(page.locator(".chips li")).to_have_count(3)  # two, and what clears all
    assert number(page) == promised


def test_a_long_facet_is_searched_while_one_types(visit: Visit) -> None:
    page = visit.open("/browse", "ja")
    narrow(visit)
    box = page.locator('.facet[data-facet="partner"] input[type=search]')
    box.fill("ネべリ")
    value = page.locator('.facet[data-facet="partner"] .values a')
    expect(value).to_have_count(1)
    value.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"partner=place/nevelsk"))
    assert visit.violations() == []


def test_a_long_facet_is_searched_without_scripts(visit: Visit) -> None:
    page = visit.open("/browse/organisation?kind=Visit")
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill("museum")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"find=museum"))
    page.locator(".all-values a").first.click()
    expect(page).to_have_url(re.compile(r"/browse\?kind=Visit&organisation="))


def test_an_empty_selection_leads_out(visit: Visit) -> None:
    page = visit.open("/browse?partner=place/nevelsk&kind=Award&from=1950&to=1951")
    assert number(page) == 0
    way = page.locator(".empty li").first
    promised = int(re.sub(r"\D", "", way.locator(".soft").inner_text()))
    way.get_by_role("link").click()
    expect(page.locator(".empty")).to_have_count(0)
    assert number(page) == promised


@pytest.mark.parametrize("view", ["map", "network", "chart", "timeline"])
def test_figures_of_a_view_lead_to_the_events_they_count(view: str, visit: Visit) -> None:
    page = visit.open(f"/browse?from=2010&view={view}")
    links = {
        "map": ".found table a[href^='/browse']",
        "network": ".found table a[href^='/browse']",
        "chart": "table.bars a",
        "timeline": ".lanes td a",
    }
    link = page.locator(links[view]).first
    promised = int(re.sub(r"\D", "", link.text_content() or ""))
    link.evaluate("link => link.click()")
    expect(page).not_to_have_url(re.compile(rf"from=2010&view={view}$"))
    assert number(page) == promised


def test_files_hold_what_is_shown(visit: Visit) -> None:
    page = visit.open("/browse?place=place/sapporo&partner=place/novosibirsk")
    shown = number(page)
    table = list(csv.DictReader(io.StringIO(download(visit, "^CSV").read_text(encoding="utf-8-sig"))))
    assert len(table) == shown
    assert all("Sapporo" in row["place"] and "Novosibirsk" in row["partner"] and row["line"] for row in table)
    page.reload()
    book = load_workbook(io.BytesIO(download(visit, "^XLSX").read_bytes()))
    assert book.worksheets[0].max_row == shown + 1
    page.reload()
    linked = json.loads(download(visit, "^JSON-LD").read_text(encoding="utf-8"))
    assert {node["id"] for node in linked["@graph"]} == {row["IRI"] for row in table}
    page.reload()
    features = json.loads(download(visit, "^GeoJSON").read_text(encoding="utf-8"))["features"]
    lines = [each for each in features if each["geometry"] and each["geometry"]["type"] == "LineString"]
    assert any(each["properties"]["events"] == shown for each in lines)


def test_the_keyboard_passes_the_facets_to_the_results(visit: Visit) -> None:
    page = visit.open("/browse?partner=place/nevelsk")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skips to the content
    reached = []
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.shut a')"):
            page.keyboard.press("Enter")  # skips the values of the facets
        reached.append(
            page.evaluate("document.activeElement.closest('.chips, .views, .narrow-down, .facet, .jump')?.className")
        )
    assert {"chips", "views"} <= set(reached)
