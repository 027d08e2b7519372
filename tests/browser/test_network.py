"""The network of a selection: unfolded, pinned, filtered, kept as files, by touch and by keys, all in the address."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import networkx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.visit import Visit

NETWORK = "/browse?view=network"
WELL_FORMED = "text => !new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')"


def figures(page: Page) -> tuple[int, int]:
    """Return how many nodes and links the network says it shows."""
    status = page.locator("#network [role=status]")
    expect(status).to_contain_text("Nodes: ")
    nodes, links = re.findall(r"(?:Nodes|links): (\d+)", status.inner_text())
    return int(nodes), int(links)


def press(page: Page, name: str) -> None:
    """Press a node in the list beside the drawing."""
    if not page.locator(".town-list").evaluate("list => list.open"):
        page.locator(".town-list summary").click()
    page.locator(".towns").get_by_role("button", name=re.compile(rf"^{name} [\d,]+$")).click()


def said(page: Page, name: str) -> str | None:
    return parse_qs(urlsplit(page.url).query).get(name, [None])[0]


def test_a_node_unfolds_its_neighbours_and_folds_them_again(visit: Visit) -> None:
    page = visit.open(f"{NETWORK}&start=place/wakkanai")
    before = figures(page)
    press(page, "Yuzhno-Sakhalinsk")
    card = page.get_by_role("region", name="Yuzhno-Sakhalinsk", exact=True)
    expect(card.get_by_role("button", name="Fold")).to_be_visible()
    unfolded = figures(page)
    assert unfolded[0] > before[0]
    assert unfolded[1] > before[1]
    assert said(page, "unfold") == "place/yuzhno-sakhalinsk"
    assert visit.violations() == []
    page.reload(wait_until="networkidle")
    assert figures(page) == unfolded
    card.get_by_role("button", name="Fold").press("Enter")
    expect(card.get_by_role("button", name="Unfold")).to_be_focused()
    assert figures(page) == before
    assert said(page, "unfold") is None


def test_a_card_leads_to_the_page_and_to_the_events_it_counts(visit: Visit) -> None:
    page = visit.open(f"{NETWORK}&kind=Visit&focus=place/wakkanai")
    card = page.get_by_role("region", name="Wakkanai", exact=True)
    expect(card.get_by_role("link", name="Wakkanai", exact=True)).to_have_attribute("href", "/id/place/wakkanai")
    pair = card.get_by_role("listitem").filter(has_text="Nevelsk").first.get_by_role("link").last
    events = int(re.sub(r"\D", "", pair.inner_text()))
    pair.click()
    expect(page.locator("h1")).to_contain_text(f"{events} events")


def test_what_is_pinned_stays_where_it_was_put(visit: Visit) -> None:
    page = visit.open(f"{NETWORK}&start=place/wakkanai&focus=place/wakkanai")
    card = page.get_by_role("region", name="Wakkanai", exact=True)
    card.get_by_role("button", name="Pin").click()
    expect(card.get_by_role("button", name="Release")).to_be_focused()
    pinned = said(page, "pin")
    assert re.fullmatch(r"place/wakkanai:-?\d+:-?\d+", pinned or "")
    page.get_by_role("button", name="Lay out again").click()
    page.reload(wait_until="networkidle")
    press(page, "Nevelsk")
    assert said(page, "pin") == pinned
    press(page, "Wakkanai")
    card.get_by_role("button", name="Release").click()
    assert said(page, "pin") is None


def test_a_dragged_node_is_pinned_and_a_pressed_one_chosen(visit: Visit) -> None:
    # The one node that these kinds leave stands in the middle, its name to the right of it.
    page = visit.open(f"{NETWORK}&start=place/wakkanai&hide=City,Country,FederalSubject,Place")
    page.locator(".stage").scroll_into_view_if_needed()
    box = page.locator(".stage").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    while not said(page, "pin") and x > box["x"]:
        x -= 8
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 40, y + 40, steps=3)
        page.mouse.move(x, y, steps=3)
        page.mouse.up()
    pinned, _, place = (said(page, "pin") or "").partition(":")
    assert re.fullmatch(r"-?\d+:-?\d+", place)
    page.get_by_role("button", name="Show all").click()
    x = box["x"] + box["width"] / 2
    while not said(page, "focus") and x > box["x"]:
        x -= 8
        page.mouse.click(x, y)
    assert said(page, "focus") == pinned
    expect(page.locator(".town-card h2")).to_be_visible()


def test_kinds_are_filtered_and_only_what_is_shown_is_kept(visit: Visit) -> None:
    page = visit.open(f"{NETWORK}&start=place/wakkanai")
    figures(page)
    page.get_by_role("group", name="Kinds shown").get_by_label("country").uncheck()
    expect(page.get_by_label("country")).to_be_focused()
    assert said(page, "hide") == "Country"
    with page.expect_download() as kept:
        page.get_by_role("button", name="GEXF").click()
    network = networkx.read_gexf(kept.value.path())
    nodes = set(network)
    assert {"place/wakkanai", "place/nevelsk"} <= nodes
    assert "place/russia" not in nodes
    assert network.number_of_edges() == len(nodes) - 1
    page.reload(wait_until="networkidle")
    expect(page.get_by_label("country")).not_to_be_checked()


def test_the_drawing_is_kept_as_pictures(visit: Visit) -> None:
    page = visit.open(f"{NETWORK}&start=place/wakkanai", "ru")
    expect(page.locator("#network [role=status]")).to_contain_text("Узлов")
    with page.expect_download() as kept:
        page.get_by_role("button", name="SVG").click()
    text = kept.value.path().read_text(encoding="utf-8")
    assert "Вакканай" in text
    assert page.evaluate(WELL_FORMED, text)
    with page.expect_download() as kept:
        page.get_by_role("button", name="PNG").click()
    assert kept.value.path().read_bytes().startswith(b"\x89PNG")


def test_it_starts_from_a_place_or_from_all_with_organisations_and_300_nodes(visit: Visit) -> None:
    page = visit.open("/network")
    page.get_by_label("Start from").select_option(label="Nevelsk")
    expect(page).to_have_url(re.compile("start=place/nevelsk"))
    near = figures(page)
    page.get_by_label("Start from").select_option("")
    expect(page.locator("#network [role=status]")).to_contain_text("100 of")
    assert near[0] < 100
    page.get_by_label("Nodes at most").select_option("300")
    page.get_by_label("with organisations").check()
    expect(page.locator("#network [role=status]")).to_contain_text("300 of")
    assert visit.violations() == []
    press(page, "Wakkanai")
    expect(page.get_by_role("region", name="Wakkanai", exact=True)).to_be_visible()


@pytest.mark.parametrize("broken", ["**/*.js", "**/network.json*"])
def test_without_scripts_or_data_the_list_of_the_server_stays(visit: Visit, broken: str) -> None:
    visit.page.route(broken, lambda route: route.fulfill(body="", content_type="text/javascript"))
    page = visit.open(NETWORK)
    expect(page.get_by_role("table")).to_contain_text("Nevelsk")
    assert visit.overflow() == 0
    if broken.endswith("json*"):
        expect(page.locator("#network [role=status]")).to_contain_text("the list below can be used")


def test_the_first_page_is_small_without_the_drawing(first_visit: Visit) -> None:
    sizes: list[int] = []
    first_visit.page.on(
        "requestfinished",
        lambda request: sizes.append(request.sizes()["responseBodySize"]) if "drawing" not in request.url else None,
    )
    first_visit.open(NETWORK)
    assert 10_000 < sum(sizes) < 300_000
