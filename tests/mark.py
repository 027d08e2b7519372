"""Marks that follow from what a test uses, and from where it stands."""

from __future__ import annotations

import pytest

from tests import server

_FIXTURES = {"browser": "browser", "server": "server", "endpoint": "server", "shipped_settings": "shipped"}
"""The mark of each test that uses a fixture."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by the fixtures they use."""
    for item in items:
        for fixture in getattr(item, "fixturenames", ()):
            if mark := _FIXTURES.get(fixture):
                item.add_marker(mark)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Allow a server to start only for a test that says it asks one."""
    server.allowed = item.get_closest_marker("server") is not None
