"""A page as a person sees it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Request

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AT_LEISURE = "() => new Promise(done => requestIdleCallback(() => setTimeout(() => requestIdleCallback(done), 50)))"
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


class Visit:
    """A page being looked at, and what went wrong while it loaded: requests, scripts, messages on the console."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.failures: list[str] = []
        self._begun = self._ended = 0
        page.on("request", self._begin)
        page.on("requestfinished", self._end)
        page.on("requestfailed", self._fail)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.failures.append(str(error)))

    def open(self, path: str, language: str = "en") -> Page:
        """Open a page of ours and wait until it has settled."""
        joint = "&" if "?" in path else "?"
        self.page.goto(f"{self.address}{path}{joint}lang={language}")
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until all requests are answered and the scripts have nothing left to do."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            begun = self._begun
            self.page.evaluate(AT_LEISURE)
            if begun == self._begun == self._ended:
                return
        self.failures.append(f"{self.page.url} does not settle: {self._begun - self._ended} requests without an answer")

    def overflow(self) -> int:
        """Return how many pixels the page is wider than the window."""
        return max(0, int(self.page.evaluate(OVERFLOW)))

    def violations(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA on the page as it is now."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate(
            "options => axe.run(document, options).then(result => result.violations)",
            {"runOnly": STANDARD, "resultTypes": ["violations"]},  # what is in order is not written out
        )
        return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]

    def _begin(self, request: Request) -> None:
        self._begun += 1
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.failures.append(f"an outside address: {request.url}")

    def _end(self, _: Request) -> None:
        self._ended += 1

    def _fail(self, request: Request) -> None:
        self._ended += 1
        if request.failure != "net::ERR_ABORTED":  # the next page was asked for before this one had its icon
            self.failures.append(f"{request.method} {request.url}: {request.failure}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.failures.append(message.text)
