"""Short names for the shipped graph."""

from __future__ import annotations

import pytest

from exgraph.model.report import BuildReport
from exgraph.settings import Settings
from exgraph.store import Store


@pytest.fixture(scope="session")
def settings(shipped_settings: Settings) -> Settings:
    return shipped_settings


@pytest.fixture(scope="session")
def report(shipped_report: BuildReport) -> BuildReport:
    return shipped_report


@pytest.fixture(scope="session")
def store(shipped_store: Store) -> Store:
    return shipped_store
