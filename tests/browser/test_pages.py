"""Every kind of page, visited once in each language: nothing fails, nothing overflows at phone and desk width and on
paper, axe finds nothing."""

from __future__ import annotations

import pytest

from exgraph.web.catalogue import how_to
from tests.browser.conftest import HEIGHT, WIDTHS
from tests.browser.visit import Visit

PAGES = {
    "home": "/",
    "place": "/id/place/wakkanai",
    "event": "/id/event/hokkaido-russia-db/97",
    "agreement": "/id/agreement/wakkanai-nevelsk-1972",
    "organisation": "/id/organisation/sakhalin-economic-exchange-promotion-council",
    "venue": "/id/venue/wakkanai-library",
    "route": "/id/route/wakkanai-korsakov-ferry",
    "official": "/id/official/governor-tochigi-fukuda",
    "indicator": "/id/indicator/russian-visitors-hokkaido",
    "concept": "/id/concept/role/pupil",
    "scheme": "/id/scheme/role",
    "participation": "/id/participation/hokkaido-russia-db/97/1",
    "observation": "/id/observation/dohoku-project/kpi-1-2018",
    "why": "/why?subject=event/hokkaido-russia-db/97&property=exg:involves&value=place/wakkanai",
    "record-long": "/id/record/clair-japan-russia/article-2",
    "series": "/id/series/wakkanai-friendship-cities-youth-exchange",
    "programme": "/id/series/local-exchange-promotion-programme",
    "record": "/id/record/hokkaido-russia-db/97",
    "source": "/id/source/hokkaido-russia-db",
    "search": "/search?q=nevelsk",
    "browse": "/browse?partner=place/nevelsk&kind=Visit&from=1990",
    "browse-table": "/browse?view=table",
    "browse-timeline": "/browse?view=timeline",
    "browse-map": "/browse?view=map",
    "browse-network": "/browse?view=network",
    "browse-network-of-a-town": "/browse?view=network&start=place/wakkanai&focus=place/nevelsk",
    "browse-network-dark": "/browse?view=network&theme=dark&nodes=50&with_organisations=1",
    "browse-chart": "/browse?view=chart",
    "browse-values": "/browse/partner?kind=Visit",
    "browse-empty": "/browse?partner=place/nevelsk&kind=Award&from=1950&to=1951",
    "region": "/id/place/sakhalin-oblast",
    "pair": "/pair/wakkanai/nevelsk",
    "report": "/report/wakkanai/nevelsk?from=2010&to=2019",
    "report-place": "/report/kitami",
    "calendar": "/calendar?place=kitami",
    "questions": "/questions",
    "question": "/questions/people-each-way",
    "things": "/browse?type=Agreement&kind=SisterCityAgreement",
    "networks": "/export",
    "quality": "/quality",
    "sparql": "/sparql",
    "sparql-dark": "/sparql?theme=dark&query=ASK%20%7B%20%3Fa%20%3Fb%20%22c%22%20%7D",
    "vocabulary": "/ns",
    "shapes": "/shapes",
    "data": "/data",
    "api": "/docs",
    **{f"how-to-{name}": f"/data/how-to/{name}" for name in how_to.NAMES},
    "preview": "/reconcile/preview?id=place/wakkanai",
    "releases": "/releases",
    "release": "/releases/2026-04-01-1",
    "downloads": "/downloads/",
    "place-of-a-release": "/id/place/wakkanai?release=2026-04-01-1",
}


PRINTED = {"place", "pair", "event", "question", "report"}
A4 = 688
"""Pixels between the margins of the page, 182 mm."""


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(name: str, language: str, stretching: Visit) -> None:
    page = stretching.open(PAGES[name], language)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    for width in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        assert stretching.overflow() == 0, width
        assert stretching.violations() == [], width
    if name in PRINTED:
        page.set_viewport_size({"width": A4, "height": 973})
        page.emulate_media(media="print")
        assert page.locator("form:visible, button:visible, nav.pages:visible, .facts:visible").count() == 0
        assert page.locator("h1:visible").count() == 1
        assert stretching.overflow() == 0
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
