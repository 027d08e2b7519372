"""A server of the specimen graph, as in tests/web."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from exgraph.model.iri import Base
from exgraph.settings import Settings
from web.conftest import publish, serve


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the specimen graph."""
    build = tmp_path_factory.mktemp("build")
    publish(build, "first")
    yield from serve(Settings(root=build, build=build, base=Base()))
