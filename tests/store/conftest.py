"""A store of the specimen graph."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from exgraph.store import Store, load

SPECIMEN = Path(__file__).parent / "specimen.trig"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    nquads = folder / "graph.nq"
    quads = pyoxigraph.parse(path=str(SPECIMEN), format=pyoxigraph.RdfFormat.TRIG)
    pyoxigraph.serialize(quads, str(nquads), format=pyoxigraph.RdfFormat.N_QUADS)
    load(nquads, folder / "store")
    return folder / "store"


@pytest.fixture(scope="session")
def store(folder: Path) -> Store:
    return Store.open(folder)
