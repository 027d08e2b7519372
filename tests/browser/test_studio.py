"""The review in a browser, by keys, in three languages and at two widths."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from exgraph import settings as project
from exgraph.review.desk import Desk
from exgraph.settings import Settings
from exgraph.studio.app import create_app
from tests.browser.conftest import WIDTHS, opened, visiting
from tests.browser.visit import Visit
from tests.review import conftest as specimens

pytestmark = [pytest.mark.browser, pytest.mark.server]
RECORD = "/review/specimen/record/4"
MORE = ("/documents/specimen", "/places")
documents = specimens.documents


@pytest.fixture
def settings(specimen: Path, documents: Path) -> Settings:
    return project.load(specimen, documents=documents)


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@pytest.fixture
def look(browser: Browser, settings: Settings) -> Iterator[Callable[..., Visit]]:
    """Visits to a studio by Aoki, at a width."""
    with running(settings) as address, opened(browser) as window:
        visits = []

        def begin(width: str = "desk", name: str = "Aoki") -> Visit:
            holder = visiting(window, address, WIDTHS[width])
            visit = holder.__enter__()
            visits.append(holder)
            window.add_cookies([{"name": "reviewer", "value": name, "url": address}])
            return visit

        yield begin
        for holder in visits:
            holder.__exit__(None, None, None)


def desk(settings: Settings) -> Desk:
    return Desk(settings.mappings, settings.tables)


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_the_review_pass_axe_and_fit_the_window(look: Callable[..., Visit], width: str) -> None:
    visit = look(width)
    for language in ("ja", "en", "ru"):
        for path in (
            RECORD,
            "/review/specimen/",
            "/review/specimen/sure",
            "/review/specimen/lines",
            "/name",
            "/",
            *MORE,
        ):
            visit.open(path, language)
            assert visit.violations() == [], (path, language)
            assert visit.overflow() == 0, (path, language)


def test_a_record_is_reviewed_without_a_pointer(look: Callable[..., Visit], settings: Settings) -> None:
    page = look().open(RECORD, "ja")
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.get_by_role("combobox", name="どこから").last).to_be_focused()
    page.keyboard.press("Backspace")
    page.keyboard.type("コルサ")
    expect(page.get_by_role("option", name="コルサコフ")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/record/(?!4)|/review/specimen/$"))
    fact = desk(settings).fact("specimen", "participation", "4/2")
    assert (fact.cells["from"], fact.review) == ("korsakov", "corrected")
    page.keyboard.press("u")
    page.wait_for_url(re.compile("/record/4$"))
    assert desk(settings).fact("specimen", "participation", "4/2").review == "proposed"


def test_kinds_are_chosen_by_their_words(look: Callable[..., Visit], settings: Settings) -> None:
    page = look().open(RECORD, "en")
    box = page.get_by_role("combobox", name="Kind", exact=True)
    box.fill("seminar")
    page.get_by_role("option", name="seminar").click()
    page.get_by_role("button", name="Take out youth exchange").click()
    page.get_by_role("button", name="Right, next").click()
    page.wait_for_url(re.compile(r"/record/(?!4)|/review/specimen/$"))
    assert desk(settings).fact("specimen", "event", "4").cells["kind"] == "Seminar"


def test_a_page_of_sure_records_is_accepted_with_one_key(look: Callable[..., Visit], settings: Settings) -> None:
    page = look().open("/review/specimen/sure", "ru")
    number = page.locator("[data-tick]").count()
    assert number
    page.keyboard.press("j")
    page.keyboard.press("Space")
    page.keyboard.press("a")
    expect(page.locator("[data-tick]")).to_have_count(1)
    assert len(desk(settings).decisions("specimen")) == min(1, number - 1)


def test_everything_waiting_is_reviewed_by_one_key_a_record(look: Callable[..., Visit], settings: Settings) -> None:
    page = look().open("/review/specimen/", "en")
    page.keyboard.press("n")
    for _ in range(9):
        page.wait_for_load_state()
        if page.url.endswith("/review/specimen/"):
            break
        before = page.url
        page.keyboard.press("a")
        page.wait_for_url(lambda address, before=before: address != before)  # type: ignore[misc]
    expect(page.get_by_text("All is reviewed.")).to_be_visible()
    assert not [record.number for record in desk(settings).records("specimen") if record.waits]


def test_the_page_works_without_scripts(browser: Browser, settings: Settings) -> None:
    with running(settings) as address:
        window = browser.new_context(java_script_enabled=False)
        window.add_cookies([{"name": "reviewer", "value": "Aoki", "url": address}])
        page: Page = window.new_page()
        page.goto(f"{address}{RECORD}?lang=en")
        page.get_by_label("Where", exact=True).fill("korsakov")
        page.get_by_role("button", name="Right, next").click()
        window.close()
    assert desk(settings).fact("specimen", "event", "4").cells["location"] == "korsakov"
