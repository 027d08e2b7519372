from __future__ import annotations

from pathlib import Path

from exgraph.model.iri import Base
from exgraph.reading.publication import Publication
from exgraph.settings import Settings
from exgraph.web.catalogue.dataset import dcat, void
from tests.publication import publish_specimen


def test_descriptions_for_invented_hosts_do_not_pile_up(tmp_path: Path) -> None:
    publish_specimen(tmp_path, "one")
    published = Publication(Settings(root=tmp_path, build=tmp_path, base=Base())).current()
    for number in range(20):
        void(published, f"http://host-{number}.example.org")
        dcat(published, f"http://host-{number}.example.org")
    before = published.kept
    for number in range(20, 60):
        address = f"http://host-{number}.example.org"
        assert f"<{address}/.well-known/void#dataset>" in void(published, address)
        assert f"<{address}/.well-known/void#dataset>" in dcat(published, address)
    assert published.kept == before
