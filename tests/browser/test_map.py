"""The map of a selection: a place chosen, years moved and played, everything kept in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHT, WIDTHS
from tests.browser.visit import Visit


def places(page: Page) -> dict[str, int]:
    """Return the places in the list beside the map with their events."""
    listed = page.locator(".towns button").all_inner_texts()
    pairs = (re.fullmatch(r"(.+?)\s+([\d,]+)", each.strip()) for each in listed)
    return {pair[1]: int(pair[2].replace(",", "")) for pair in pairs if pair}


def pixels(page: Page) -> int:
    """Return how many pixels of the map have the colour of our side."""
    count: int = page.evaluate(
        """() => {
          const canvas = document.querySelector("canvas.map-canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let found = 0;
          for (let at = 0; at < data.length; at += 4) if (data[at + 2] - data[at] > 60) found++;
          return found;
        }"""
    )
    return count


def test_a_place_tells_whom_it_met_and_its_numbers_lead_to_the_events(visit: Visit) -> None:
    page = visit.open("/browse?view=map")
    page.locator(".town-list summary").click()
    assert places(page)["Wakkanai"] > 100
    page.get_by_role("button", name=re.compile("^Wakkanai")).click()
    card = page.get_by_role("region", name="Wakkanai", exact=True)
    expect(card).to_contain_text("Nevelsk")
    expect(page).to_have_url(re.compile("focus=place/wakkanai"))
    assert visit.violations() == []
    pair = card.get_by_role("listitem").filter(has_text="Nevelsk").get_by_role("link").last
    events = int(re.sub(r"\D", "", pair.inner_text()))
    pair.click()
    expect(page.locator("h1")).to_contain_text(f"{events} events")


def test_years_are_moved_and_the_address_brings_them_back(visit: Visit) -> None:
    page = visit.open("/browse?view=map&window=1995-1999")
    page.locator(".town-list summary").click()
    before = places(page)
    page.get_by_role("button", name="A year later").click()
    expect(page.locator(".years-range output")).to_have_text("1996–2000")
    assert places(page) != before
    page.reload(wait_until="networkidle")
    expect(page.locator(".years-range output")).to_have_text("1996–2000")
    page.get_by_role("slider", name="to year").focus()
    page.keyboard.press("ArrowRight")
    assert parse_qs(urlsplit(page.url).query)["window"] == ["1996-2001"]
    page.get_by_role("button", name="All years").click()
    assert "window" not in page.url
    # Play moves by itself: who asks for less motion is not offered it, and has the two steps instead.
    expect(page.get_by_role("button", name="Play")).to_be_hidden()


def test_years_play_to_the_last_where_motion_is_welcome(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="no-preference")
    page = visit.open("/browse?view=map&window=2018-2022")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".years-range output")).to_have_text("2019–2023")
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=5_000)


def test_the_map_is_drawn_and_moves_by_keys(visit: Visit) -> None:
    page = visit.open("/browse?view=map")
    # The first frame comes after the base map.
    page.wait_for_timeout(300)
    assert pixels(page) > 200
    page.locator("canvas.map-canvas").focus()
    for _ in range(4):
        page.keyboard.press("+")
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(300)
    assert pixels(page) < 200


def test_the_view_stays_in_the_address(visit: Visit) -> None:
    page = visit.open("/map?lines=people")
    assert "eye=" not in page.url
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"eye=[-\d.]+,[-\d.]+,[\d.]+"))
    page.wait_for_timeout(300)
    before, address = pixels(page), page.url
    page.reload(wait_until="networkidle")
    page.wait_for_timeout(300)
    assert page.url == address
    assert abs(pixels(page) - before) < 0.02 * before
    expect(page.get_by_role("combobox", name="Lines by")).to_have_value("people")


def test_a_note_says_whose_the_borders_are(stretching: Visit) -> None:
    for language, words in (("en", "disputed"), ("ja", "係争中"), ("ru", "спорные")):
        note = stretching.open("/map", language).locator("#map figcaption")
        for width in WIDTHS.values():
            stretching.page.set_viewport_size({"width": width, "height": HEIGHT})
            expect(note).to_be_visible()
            expect(note).to_contain_text(words)


def test_without_scripts_the_picture_of_the_server_stays(visit: Visit) -> None:
    visit.page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = visit.open("/browse?view=map")
    expect(page.locator("#map svg.map-picture")).to_be_visible()
    expect(page.get_by_role("table")).to_be_visible()
