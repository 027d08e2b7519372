"""The shipped graph, served and looked at in headless Chromium with every address but ours blocked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from exgraph.model.report import BuildReport
from exgraph.release.folder import make
from exgraph.settings import Settings
from tests import once
from tests.browser.visit import AXE, Visit
from tests.server import run_command

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # no address is found but the server's
]
WIDTHS = {"phone": 390, "desk": 1440}
HEIGHT = 900
PATIENCE = 90_000
"""Milliseconds: how long a busy machine may take is no matter here."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def server(shipped_settings: Settings, shipped_report: BuildReport) -> Iterator[str]:
    releases = shipped_settings.releases
    graph = shipped_settings.build / "current" / "graph.nq"

    def release() -> None:
        for version in ("0", "1"):
            make(graph, releases, date="2026-04-01", version=version, root=shipped_settings.base.root)

    once.make(releases, release)
    with run_command(ROOT, shipped_settings.build) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Closed with this package: while Playwright is open its event loop runs in this thread, and asyncio.run is refused.
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    if not AXE.is_file():
        pytest.skip("the scripts of the pages are not built: make islands")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """What all visits share: what the browser has fetched once it need not fetch again."""
    with opened(browser) as window:
        yield window


@pytest.fixture(params=WIDTHS)
def visit(request: pytest.FixtureRequest, window: BrowserContext, server: str) -> Iterator[Visit]:
    """A visit at phone and desk width that must end without a failed request or a message on the console."""
    with visiting(window, server, WIDTHS[request.param]) as visit:
        yield visit


@pytest.fixture(params=WIDTHS)
def first_visit(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Visit]:
    """The same by a browser that has fetched nothing yet."""
    with opened(browser) as window, visiting(window, server, WIDTHS[request.param]) as visit:
        yield visit


@pytest.fixture
def stretching(window: BrowserContext, server: str) -> Iterator[Visit]:
    """A visit begun at phone width; the test changes it, and so saves loading the page twice."""
    with visiting(window, server, WIDTHS["phone"]) as visit:
        yield visit


@contextmanager
def opened(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser of somebody who has been nowhere yet."""
    window = browser.new_context(reduced_motion="reduce")
    window.set_default_timeout(PATIENCE)
    yield window
    window.close()


@contextmanager
def visiting(window: BrowserContext, server: str, width: int) -> Iterator[Visit]:
    """Open a page of some width as somebody whom the server has not seen yet."""
    window.clear_cookies()
    page = window.new_page()
    page.set_viewport_size({"width": width, "height": HEIGHT})
    session = window.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": server, "storageTypes": "local_storage,indexeddb"})
    visit = Visit(page, server)
    yield visit
    page.close()
    assert visit.failures == []
