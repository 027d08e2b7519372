from __future__ import annotations

import logging
import time
from pathlib import Path

import httpx2
import pytest

from exgraph.errors import PublicationError
from exgraph.model.iri import Base
from exgraph.reading.published import Publication
from exgraph.settings import Settings
from tests.publication import publish_specimen
from tests.server import PLAIN, serve


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(root=tmp_path, build=tmp_path, base=Base())


def test_a_new_version_is_taken_up_without_restart(settings: Settings) -> None:
    publication = Publication(settings)
    publish_specimen(settings.build, "one")
    first = publication.current()
    assert first.fingerprint == "one"
    assert publication.current() is first
    publish_specimen(settings.build, "two")
    assert publication.current().fingerprint == "two"
    assert first.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")


def test_a_version_that_cannot_be_opened_leaves_the_one_before(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    publication = Publication(settings)
    publish_specimen(settings.build, "one")
    first = publication.current()
    (settings.build / "versions" / "broken").mkdir()
    (settings.build / "current").unlink()
    assert publication.current() is first
    (settings.build / "current").symlink_to("versions/broken")
    with caplog.at_level(logging.ERROR):
        assert publication.current() is first
    assert "broken" in caplog.text
    publish_specimen(settings.build, "two")
    assert publication.current().fingerprint == "two"


@pytest.mark.server
def test_without_a_version_the_server_says_so(settings: Settings) -> None:
    with pytest.raises(PublicationError, match="names no version"):
        Publication(settings).current()
    with serve(settings) as address:
        assert httpx2.get(f"{address}/health", verify=PLAIN).status_code == 200
        ready = httpx2.get(f"{address}/ready", verify=PLAIN)
        assert (ready.status_code, ready.headers["retry-after"]) == (503, "10")
        assert httpx2.get(f"{address}/", headers={"Accept": "text/html"}, verify=PLAIN).status_code == 503
        publish_specimen(settings.build, "one")
        until = time.monotonic() + 10
        while (status := httpx2.get(f"{address}/ready", verify=PLAIN).status_code) == 503 and time.monotonic() < until:
            time.sleep(0.05)
        assert status == 200
