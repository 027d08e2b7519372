from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from exgraph.errors import PublicationError
from exgraph.model.iri import Base
from exgraph.reading.language import LANGUAGES, catalogue
from exgraph.reading.publication import Publication
from exgraph.reading.published import Published, per_version
from exgraph.reading.reader import Reader, per_reader
from exgraph.reading.thing.finding import groups
from exgraph.reading.usage import graph_sizes, total
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


def test_what_a_function_makes_of_a_version_is_made_once_for_its_arguments(settings: Settings) -> None:
    made: list[tuple[str, str]] = []

    @per_version(most=3)
    def shout(published: Published, text: str, *, sign: str = "!") -> str:
        made.append((published.fingerprint, text))
        return text.upper() + sign

    publication = Publication(settings)
    publish_specimen(settings.build, "one")
    one = publication.current()
    assert [shout(one, each) for each in "aba"] == ["A!", "B!", "A!"]
    assert shout(one, "a", sign="?") == "A?"
    assert made == [("one", "a"), ("one", "b"), ("one", "a")]
    before = one.kept
    for each in "cdefg":
        shout(one, each)
    assert one.kept == before
    publish_specimen(settings.build, "two")
    assert shout(publication.current(), "g") == "G!"
    assert made[-2:] == [("one", "g"), ("two", "g")]


def test_what_fails_is_not_kept(settings: Settings) -> None:
    answers: Iterator[Exception | int] = iter([ZeroDivisionError(), 1])

    @per_version()
    def ask(published: Published) -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    publish_specimen(settings.build, "one")
    published = Publication(settings).current()
    with pytest.raises(ZeroDivisionError):
        ask(published)
    assert [ask(published), ask(published)] == [1, 1]


def test_what_is_made_for_a_reader_is_kept_by_language(settings: Settings) -> None:
    made: list[str] = []

    @per_reader()
    def greet(reader: Reader, name: str) -> str:
        made.append(reader.language)
        return f"{reader.language} {name}"

    publish_specimen(settings.build, "one")
    published = Publication(settings).current()
    readers = [Reader(each, theme, catalogue(each), published) for each in LANGUAGES for theme in ("light", "dark")]
    assert [greet(reader, "x") for reader in readers] == ["ja x", "ja x", "en x", "en x", "ru x", "ru x"]
    assert made == ["ja", "en", "ru"]


def test_counts_are_those_of_the_build_or_else_counted(settings: Settings) -> None:
    publish_specimen(settings.build, "one")
    published = Publication(settings).current()
    counted = graph_sizes(published)
    assert sum(counted.values()) >= total(published) > 0
    assert list(counted) == sorted(counted)
    report = settings.build / "current" / "report.json"
    report.write_text(
        json.dumps({**json.loads(report.read_text(encoding="utf-8")), "graphs": {"b": 2, "a": 1}}), "utf-8"
    )
    assert graph_sizes(Publication(settings).current()) == {"a": 1, "b": 2}


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


def test_a_page_reads_no_more_findings_of_a_check_than_it_shows(settings: Settings) -> None:
    publish_specimen(settings.build, "one")
    path = settings.build / "current" / "report.json"
    report = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**report, "findings": report["findings"][:1] * 250}), encoding="utf-8")
    (group,) = groups(Reader("en", None, catalogue("en"), Publication(settings).current()), severity="warning")
    assert (group.count, len(group.found)) == (250, 200)
