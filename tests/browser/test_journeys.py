"""What people come for, done in the browser as they would: by search, links, forms and downloads."""

from __future__ import annotations

import io
import re
from pathlib import Path

import networkx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.test_browse import download, narrow, number
from tests.browser.visit import Visit


def seek(page: Page, text: str) -> None:
    """Look for something by the box at the top of every page."""
    box = page.locator(".bar").get_by_role("combobox")
    box.fill(text)
    box.press("Enter")


def ask(visit: Visit, title: str, **values: str) -> Page:
    """Open a question from the list of them and ask it with other values."""
    page = visit.open("/questions")
    page.get_by_role("link", name=re.compile(title)).first.click()
    for name, value in values.items():
        field = page.locator(f".parameters [name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Ask").click()
    return page


@pytest.mark.parametrize(
    ("language", "typed"), [("ja", "ねべりすく"), ("ja", "ネベリスク"), ("en", "Nevelsk"), ("ru", "Невельск")]
)
def test_a_town_is_the_first_thing_found_in_any_script(visit: Visit, language: str, typed: str) -> None:
    page = visit.open("/", language)
    seek(page, typed)
    page.get_by_role("main").locator("a[href^='/id/']").first.click()
    expect(page).to_have_url(re.compile(r"/id/place/nevelsk"))
    assert visit.violations() == []


def test_pupils_of_a_year_and_the_line_that_says_so(visit: Visit) -> None:
    page = ask(visit, "How many pupils", place="Wakkanai", partner="Korsakov")
    row = page.get_by_role("region").get_by_role("row").filter(has_text="2015")
    expect(row.get_by_role("cell").last).to_have_text("4")
    event = page.locator(".written li").filter(has_text="2015")
    line = event.get_by_role("link", name=re.compile(r"^lines? \d+")).first
    number_told = re.findall(r"\d+", line.inner_text())[0]
    line.click()
    expect(page).to_have_url(re.compile(r"/id/record/wakkanai-chronicle/67"))
    assert number_told in page.get_by_role("main").inner_text()
    assert visit.violations() == []


def figures(page: Page) -> list[int]:
    """Return the numbers of an answer's sentence."""
    told = page.locator(".answer strong").all_inner_texts()
    return [int(re.sub(r"\D", "", each)) for each in told]


def test_events_that_link_two_towns_are_counted_alike_everywhere(visit: Visit) -> None:
    page = ask(visit, "Which events link", place="Hakodate", partner="Vladivostok")
    count = figures(page)[0]
    assert count == len(page.locator(".written li").all())
    page.goto(f"{visit.address}/browse")
    narrow(visit)
    page.locator('.facet[data-facet="place"] input[type=search]').fill("hakoda")
    page.locator('.facet[data-facet="place"] .values a').filter(has_text="Hakodate").first.click()
    expect(page).to_have_url(re.compile("place=place/hakodate"))
    narrow(visit)
    page.locator('.facet[data-facet="partner"] input[type=search]').fill("vladi")
    page.locator('.facet[data-facet="partner"] .values a').filter(has_text="Vladivostok").first.click()
    expect(page.locator(".chips li")).to_have_count(3)
    assert number(page) == count


def test_ties_that_are_sixty_years_old(visit: Visit) -> None:
    page = ask(visit, "years old in", number="60", year="2027")
    count = figures(page)[0]
    rows = page.get_by_role("region").get_by_role("row").filter(has_text="1967")
    assert count == len(rows.all()) > 0


def test_ties_with_a_region_that_fell_silent(visit: Visit) -> None:
    page = ask(visit, "have no event held after", partner="Sakhalin Oblast", year="2010")
    assert figures(page)[0] == len(page.locator(".written li").all()) > 0


def test_the_editions_of_a_conference(visit: Visit) -> None:
    page = visit.open("/")
    seek(page, "ferry")
    page.get_by_role("main").locator("a[href^='/id/series/']").first.click()
    assert len(re.findall(r"20\d\d", page.get_by_role("main").inner_text())) >= 3


def test_the_events_of_two_towns_in_a_spreadsheet(visit: Visit) -> None:
    page = visit.open("/browse?place=place/sapporo&partner=place/novosibirsk")
    shown = number(page)
    rows = list(load_workbook(io.BytesIO(download(visit, "^XLSX").read_bytes())).worksheets[0].values)
    assert len(rows) == shown + 1
    assert shown > 0


def test_the_network_around_a_town_in_gephi(visit: Visit) -> None:
    page = visit.open("/browse?partner=place/yuzhno-sakhalinsk&view=network")
    expect(page.locator("h1")).to_contain_text(re.compile(r"\d"))
    graph = networkx.read_gexf(download(visit, "^GEXF"))
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert "Yuzhno-Sakhalinsk" in labels
    assert graph.number_of_edges() >= 10


def test_what_two_documents_tell_differently(visit: Visit) -> None:
    page = visit.open("/")
    page.locator(".foot a[href^='/quality']").click()
    text = page.get_by_role("heading", name=re.compile("disagree")).locator("..").inner_text()
    assert "Wakkanai" in text
    assert "sister-city agreement" in text
    assert "friendship agreement" in text


def test_anniversaries_to_subscribe_to(visit: Visit) -> None:
    page = visit.open("/")
    seek(page, "Kitami")
    page.get_by_role("main").locator("a[href='/id/place/kitami']").first.click()
    page.get_by_role("main").get_by_role("link", name=re.compile("anniversar", re.I)).first.click()
    link = page.locator("a[href*='kitami.ics']").first
    calendar = page.request.get(visit.address + str(link.get_attribute("href"))).text()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") > 0


def test_an_answer_is_taken_along_with_its_evidence(visit: Visit) -> None:
    page = ask(visit, "How many people went each way")
    with page.expect_download() as waiting:
        page.locator(".data").get_by_role("link", name="XLSX").click()
    answer, evidence, query = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes())).worksheets
    shown = page.get_by_role("region").get_by_role("row").all()
    assert answer.max_row == len(shown) > 1
    rows = list(answer.iter_rows(min_row=2, values_only=True))
    sums = [sum(int(str(row[column])) for row in rows if row[column] is not None) for column in (1, 2)]
    assert sums == figures(page)[:2]
    lines = [row[3] for row in evidence.iter_rows(min_row=2, values_only=True)]
    assert all(isinstance(line, int) for line in lines) and len(lines) == len(page.locator(".written .line").all())
    assert any("SELECT" in str(row[0]) for row in query.values)
