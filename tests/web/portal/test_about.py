"""Pages of text: in every language, linked from every page, in the project's own words where it has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from exgraph.web.routes.about import PAGES
from tests.web import specimen

pytestmark = pytest.mark.server


@pytest.mark.parametrize("language", ["ja", "en", "ru"])
def test_pages_of_text_are_filled_in_and_lead_to_pages_that_are_there(read: Callable[..., str], language: str) -> None:
    for name in PAGES:
        page = read(f"/{name}", language)
        prose = page.partition('<div class="prose"')[2].partition("</div>")[0]
        assert len(prose) > 300
        assert "{" not in prose
        links = {part.partition('"')[0] for part in prose.split('href="/')[1:]}
        for link in links:
            assert read(f"/{link}", language)
    foot = page.partition('<footer class="foot">')[2]
    assert all(f'href="/{name}"' in foot for name in PAGES)


def test_contact_leads_to_whom_to_ask(read: Callable[..., str]) -> None:
    assert 'href="/feedback"' in read("/about").partition('id="contact"')[2]


def test_a_project_says_it_in_its_own_words(tmp_path: Path) -> None:
    asked: TestClient = specimen.client(tmp_path, '<place/a> a exg:Municipality ; rdfs:label "A"@en .')
    (tmp_path / "pages").mkdir()
    own = "Of {title}: see {this}.\n\n<script>alert(1)</script>\n"
    (tmp_path / "pages" / "about.en.md").write_text(own, encoding="utf-8")
    page = specimen.page(asked, "/about")
    assert "see {this}" in page
    assert "<script>alert" not in page
    assert "Of exgraph" in page
