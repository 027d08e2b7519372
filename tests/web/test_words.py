"""The original words of records, which only a store built beside the documents has."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from fastapi.testclient import TestClient

from exgraph.model.iri import NS, Base
from exgraph.settings import Settings
from exgraph.web.app import create_app
from tests.publication import REPORT, ontology, publish, publish_specimen, specimen

LANGUAGES = {"ja": "原文", "en": "In the document’s own words", "ru": "Словами документа"}
WORDS = {"1": ("稚内市で調印", 7, 0, 6), "2": ("雪の<像>\n\n児童18名が行く", 8, 7, 21), "3": ("港で話す", 10, 23, 27)}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the specimen graph with the words of its records and of a third one, which shares line 10."""
    build = tmp_path_factory.mktemp("worded")
    quads = [*specimen(), *ontology()]
    graph = pyoxigraph.NamedNode(Base().graph("wording"))
    for number, (words, line, first, last) in WORDS.items():
        record = pyoxigraph.NamedNode(Base().thing("record", "specimen", number))
        offsets: dict[str, str | int] = {"wording": words, "firstOffset": first, "lastOffset": last}
        if number == "3":
            source = pyoxigraph.NamedNode(Base().thing("source", "specimen"))
            quads.append(pyoxigraph.Quad(record, pyoxigraph.NamedNode(NS + "source"), source, graph))
            offsets |= {"firstLine": line, "lastLine": line}
        for name, value in offsets.items():
            quads.append(pyoxigraph.Quad(record, pyoxigraph.NamedNode(NS + name), pyoxigraph.Literal(value), graph))
    publish(build, "worded", quads, {"report.json": json.dumps(REPORT)})
    with TestClient(create_app(Settings(root=build, build=build, base=Base()))) as client:
        yield client


def read(client: TestClient, path: str, language: str = "en") -> str:
    answer = client.get(path, headers={"Accept": "text/html", "Accept-Language": language})
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_event_quotes_its_record_by_line(client: TestClient, language: str) -> None:
    page = read(client, "/id/event/specimen/2.html", language)
    assert LANGUAGES[language] in page
    assert (
        '<blockquote lang="ja"><ol><li value="8"><mark>雪の&lt;像&gt;</mark></li>'
        '<li value="10"><mark>児童18名が行く</mark></li></ol></blockquote>'
    ) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_marks_its_span_among_the_lines_around_it(client: TestClient, language: str) -> None:
    page = read(client, "/id/record/specimen/2.html", language)
    assert LANGUAGES[language] in page
    assert '<ol><li value="7"><span class="soft">稚内市で調印</span></li><li value="8"><mark>' in page
    assert '<li value="10"><mark>児童18名が行く</mark><span class="soft">港で話す</span></li></ol>' in page
    assert 'class="away"' not in page


def test_a_store_without_words_quotes_nothing(tmp_path: Path) -> None:
    publish_specimen(tmp_path)
    with TestClient(create_app(Settings(root=tmp_path, build=tmp_path, base=Base()))) as client:
        for path in ("/id/event/specimen/2.html", "/id/record/specimen/2.html"):
            page = read(client, path)
            assert "<blockquote" not in page
            assert LANGUAGES["en"] not in page


def test_the_reason_of_a_fact_quotes_its_record(client: TestClient) -> None:
    page = read(client, "/why?subject=event/specimen/2&property=exg:totalHeadcount&value=18")
    assert "児童18名が行く" in page
