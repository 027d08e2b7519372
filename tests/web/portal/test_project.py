"""Pages speak in the name of the project that they show, and begin with its own places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from exgraph.errors import SettingsError
from exgraph.model.iri import Base
from exgraph.reading.publication import Publication
from exgraph.settings import Settings
from exgraph.settings.description import Description
from exgraph.web.app import create_app
from tests.publication import publish_specimen
from tests.server import settings_of

PROJECT = Description(
    title={"ja": "見本市の国際交流", "en": "Exchange of Specimen City"},
    publisher={"ja": "見本市", "en": "Specimen City"},
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    texts={"en": {"home.lead": "What Specimen City has done"}},
)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    build = tmp_path_factory.mktemp("project")
    publish_specimen(build)
    return replace(settings_of(build), description=PROJECT)


@pytest.fixture(scope="module")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


def test_a_page_bears_title_and_citation_of_the_project(client: TestClient) -> None:
    page = client.get("/?lang=en").text
    assert '<a class="brand" href="/">Exchange of Specimen City</a>' in page
    assert "Cite as: Specimen City, Exchange of Specimen City, data version" in page
    assert "What Specimen City has done" in page
    assert "exgraph authors" not in page


def test_a_language_that_the_project_lacks_falls_back_on_its_first(client: TestClient) -> None:
    assert '<a class="brand" href="/">見本市の国際交流</a>' in client.get("/?lang=ru").text


def test_descriptions_for_machines_bear_them_too(client: TestClient) -> None:
    for path in ("/.well-known/void", "/.well-known/dcat"):
        text = client.get(path, headers={"Accept": "text/turtle"}).text
        assert '"Exchange of Specimen City"@en' in text
        assert "<https://creativecommons.org/publicdomain/zero/1.0/>" in text
    assert client.get("/openapi.json").json()["info"]["license"]["url"] == PROJECT.licence


def test_questions_and_examples_begin_with_a_place_of_the_graph(tmp_path: Path) -> None:
    publish_specimen(tmp_path)
    published = Publication(replace(settings_of(tmp_path), description=Description(home="elsewhere"))).current()
    assert published.sample("place", "wakkanai") == "wakkanai"
    assert published.sample("place", "atlantis") == "elsewhere"
    second = published.sample("place", "atlantis", 1)
    assert published.store.knows(Base().thing("place", second))


def test_a_text_that_no_page_has_is_refused(tmp_path: Path) -> None:
    publish_specimen(tmp_path)
    settings = replace(settings_of(tmp_path), description=Description(texts={"en": {"home.led": "x"}}))
    with pytest.raises(SettingsError, match=r"no page has the text 'home\.led'"):
        create_app(settings)


def test_a_text_with_a_value_that_its_word_lacks_is_refused(tmp_path: Path) -> None:
    publish_specimen(tmp_path)
    settings = replace(settings_of(tmp_path), description=Description(texts={"en": {"home.lead": "x {n}"}}))
    with pytest.raises(SettingsError, match=r"'home\.lead' has no value \{n\}"):
        create_app(settings)
