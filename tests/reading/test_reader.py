from __future__ import annotations

from pathlib import Path

import pytest

from exgraph.model.iri import NS, Base
from exgraph.reading.language import catalogue
from exgraph.reading.publication import Publication
from exgraph.reading.reader import Name, Reader
from exgraph.settings import Settings
from tests.publication import publish_specimen

ID = "https://w3id.org/exgraph/id/"


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    publish_specimen(tmp_path, "one")
    published = Publication(Settings(root=tmp_path, build=tmp_path, base=Base())).current()
    return Reader("en", None, catalogue("en"), published)


@pytest.mark.parametrize("iri", [f"{ID}place/nevelsk", f"{NS}Event", "http://www.w3.org/ns/prov#Entity"])
def test_a_name_says_whose_name_it_is_wherever_it_leads(reader: Reader, iri: str) -> None:
    assert reader.name(iri).iri == reader.name(iri, "/elsewhere").iri == iri


def test_an_event_has_the_same_name_from_memory_as_from_the_store(reader: Reader) -> None:
    for position, occurrence in enumerate(reader.published.events.occurrences):
        assert reader.event(position) == reader.name(occurrence.iri)


def test_text_is_nobodys_name() -> None:
    assert Name("1972").iri is None
