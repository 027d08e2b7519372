"""The home page and what stands on every page: little to load, usable by keyboard, with and without scripts."""

from __future__ import annotations

from playwright.sync_api import Browser, Response

from tests.browser.visit import Visit

LIMIT = 300_000
"""Bytes that a first page may take, everything included."""


def test_the_home_page_draws_the_ties_and_stays_small(first_visit: Visit) -> None:
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    first_visit.page.on("response", note)
    page = first_visit.open("/", "ru")
    assert sum(len(answer.body()) for answer in answers) < LIMIT
    picture = page.locator("svg.map-picture")
    assert picture.locator(".arc").count() > 30
    assert len(picture.locator(".land").get_attribute("d") or "") > 2000
    assert {"Невельск", "Вакканай"} <= set(picture.locator("circle title").all_text_contents())
    for link in page.locator(".figures a").all():
        assert link.get_attribute("href")


def test_keys_reach_search_menus_and_content(visit: Visit) -> None:
    page = visit.open("/calendar")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    menu = page.locator(".pages .menu")
    menu.locator("summary").press("Enter")
    assert menu.get_by_role("link", name="SPARQL").is_visible()
    page.keyboard.press("Escape")
    assert not menu.get_by_role("link", name="SPARQL").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    menu.locator("summary").click()
    page.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_the_theme_stays_until_it_is_left_to_the_device(visit: Visit) -> None:
    page = visit.open("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator(".settings .menu summary").click()
    page.get_by_role("link", name="Dark").click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(ground) != light
    assert visit.violations() == []
    visit.open("/questions")
    assert page.evaluate(ground) != light
    page.locator(".settings .menu summary").click()
    page.get_by_role("link", name="As the device").click()
    page.wait_for_load_state("networkidle")
    assert page.evaluate(ground) == light


def test_without_scripts_one_reads_searches_and_chooses(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{server}/?lang=ja")
    page.locator(".welcome input").fill("ねべりすく")
    page.locator(".welcome button").click()
    page.locator(".results a").first.click()
    assert page.locator("h1").text_content() == "ネベリスク"
    page.locator(".pages .menu summary").click()
    page.locator(".pages .menu").get_by_role("link", name="SPARQL").click()
    page.locator(".editor button").click()
    assert page.locator("#results tbody tr").count() > 10
    context.close()
