"""Pictures of figures: the sizes that are offered, what stands on them, and that they show something."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.browser.visit import Visit

SIZES = ((1600, 900), (1080, 1080), (1754, 1240))


def test_a_chart_is_kept_as_pictures_with_title_source_and_licence(stretching: Visit, tmp_path: Path) -> None:
    page = stretching.open("/pair/wakkanai/nevelsk?lang=en")
    menu = page.locator("figure.yearly .picture")
    menu.locator("summary").click()
    for at, size in enumerate(SIZES):
        with page.expect_download() as kept:
            menu.locator("button").nth(at).click()
        path = tmp_path / kept.value.suggested_filename
        kept.value.save_as(path)
        assert path.name == f"exgraph-wakkanai-nevelsk-{size[0]}x{size[1]}.png"
        with Image.open(path) as picture:
            assert picture.size == size
            colours = picture.convert("RGB").getcolors(1 << 20) or []
            assert len(colours) > 20
            assert max(count for count, _ in colours) < size[0] * size[1] * 0.98  # not an empty sheet
    with page.expect_download() as kept:
        menu.locator("button").last.click()
    path = tmp_path / kept.value.suggested_filename
    kept.value.save_as(path)
    drawn = path.read_text(encoding="utf-8")
    for words in ("Wakkanai – Nevelsk", "/pair/wakkanai/nevelsk", "CC BY 4.0", "data version"):
        assert words in drawn.replace("</text>", " ")
    assert "var(--" not in drawn
    assert "<a " not in drawn


@pytest.mark.parametrize("path", ["/browse?view=map", "/browse?view=timeline"])
def test_a_drawing_of_a_script_is_kept_as_it_is_seen(stretching: Visit, tmp_path: Path, path: str) -> None:
    page = stretching.open(f"{path}&lang=ja")
    menu = page.locator(".picture")
    page.locator("canvas:visible").first.wait_for()
    menu.locator("summary").click()
    with page.expect_download() as kept:
        menu.locator("button").first.click()
    kept_as = tmp_path / "kept.png"
    kept.value.save_as(kept_as)
    with Image.open(kept_as) as picture:
        assert len(picture.convert("RGB").crop((100, 200, 1500, 700)).getcolors(1 << 20) or []) > 20
