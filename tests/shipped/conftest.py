"""The graph of the facts that the repository ships, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from exgraph import settings as project
from exgraph.build import pipeline
from exgraph.build.fingerprint import Options
from exgraph.build.report import Report
from exgraph.settings import Settings
from exgraph.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return project.load(ROOT, build=tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="session")
def report(settings: Settings) -> Report:
    return pipeline.build(settings, Options())


@pytest.fixture(scope="session")
def store(settings: Settings, report: Report) -> Store:
    return Store.open(settings.build / "versions" / report.version / "store", base=settings.base)
