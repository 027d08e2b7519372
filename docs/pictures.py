"""Make the pictures of the how-tos again: `.venv/bin/python docs/pictures.py [server]`, of `exgraph serve`."""

from __future__ import annotations

import io
import re
import shutil
import sys
from pathlib import Path

import matplotlib.pyplot as plt
from PIL import Image
from playwright.sync_api import Page, sync_playwright

HOW_TOS = Path(__file__).parent / "how-to"
WRITTEN_FOR = "http://127.0.0.1:8000"
MENU = "details.download"
SHOTS = {
    "export": ("/export", "body", 900, 610),
    "network": ("/browse?view=network", "#network", 1272, 920),
    "map": ("/browse?view=map", "#map", 1272, 700),
    "downloads": ("/browse?partner=place/nevelsk&kind=Visit", f"{MENU} ul", 900, 600),
    "data": ("/data", "#ask", 900, 600),
    "preview": ("/reconcile/preview?id=place/nevelsk", "main", 560, 300),
}
"""Of each picture: the page, the part of it, the width of the window, the greatest height of the picture."""


def save(name: str, png: bytes) -> None:
    """Write a picture with few colours, which is enough for pages and a quarter of the size."""
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    image.save(HOW_TOS / "pictures" / f"{name}.png", optimize=True)


def shoot(page: Page, address: str, part: str, width: int, height: int) -> bytes:
    """Return a picture of a part of a page."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(address, wait_until="networkidle")
    if part.startswith(MENU):
        page.click(f"{MENU} summary")
    page.wait_for_timeout(3000)  # a network comes to rest
    box = page.locator(part).bounding_box()
    if not box:
        raise LookupError(part)
    left, top = max(0, box["x"] - 8), max(0, box["y"] - (48 if part.startswith(MENU) else 8))
    size = {
        "width": min(width, box["x"] + box["width"] + 8) - left,
        "height": min(height, box["y"] + box["height"] + 8 - top),
    }
    return page.screenshot(clip={"x": left, "y": top, **size}, full_page=True)


def chart(server: str) -> bytes:
    """Return what the code of the how-to of pandas draws."""
    text = (HOW_TOS / "pandas.md").read_text(encoding="utf-8").replace(WRITTEN_FOR, server)
    names: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(code, names)  # noqa: S102 - our own how-to
    names["years"].plot.bar(x="year", y="events", figsize=(9, 3.6))
    drawn = io.BytesIO()
    plt.savefig(drawn, dpi=100, bbox_inches="tight")
    return drawn.getvalue()


def main(server: str) -> None:
    """Make all pictures."""
    (HOW_TOS / "pictures").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="en-GB", color_scheme="light")
        for name, (path, *part) in SHOTS.items():
            address = f"{server}{path}{'&' if '?' in path else '?'}lang=en"
            save(name, shoot(page, address, *part))
        browser.close()
    save("chart", chart(server))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else WRITTEN_FOR)
