"""A page as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"


@dataclass
class Visit:
    """A page being looked at, and what went wrong while it loaded."""

    page: Page
    address: str
    failures: list[str] = field(default_factory=list)

    def open(self, path: str, language: str = "en") -> Page:
        """Open a page of ours and wait until the network is quiet."""
        joint = "&" if "?" in path else "?"
        self.page.goto(f"{self.address}{path}{joint}lang={language}", wait_until="networkidle")
        return self.page

    def violations(self) -> list[str]:
        """Return what axe finds against WCAG 2.2 AA on the page as it is now."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
        found: list[dict[str, Any]] = self.page.evaluate(
            "tags => axe.run(document, {runOnly: tags}).then(result => result.violations)", tags
        )
        return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]
