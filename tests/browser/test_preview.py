"""Previews of the reconciliation service, in the frame that its manifest promises."""

from __future__ import annotations

import pytest

from exgraph.web.reconciliation.manifest import PREVIEW
from tests.browser.visit import Visit

LONG = (
    "place/sakhalin-oblast",
    "place/saint-petersburg",
    "event/hokkaido-russia-db/499",
    "event/hokkaido-programmes-2022/63",
    "agreement/wakkanai-nevelsk-1972",
)


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_a_preview_fits_its_frame(language: str, stretching: Visit) -> None:
    width, height = PREVIEW
    stretching.page.set_viewport_size({"width": width, "height": height})
    for id_ in LONG:
        page = stretching.open(f"/reconcile/{language}/preview?id={id_}", language)
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("document.documentElement.scrollHeight") <= height, id_
        assert page.evaluate("document.documentElement.scrollWidth") <= width, id_
