"""Clients of a server of the specimen graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx2
import pytest

from tests.server import PLAIN


@pytest.fixture
def client(server: str) -> Iterator[httpx2.Client]:
    """A client that follows no redirects and sends `Accept: */*` unless told otherwise."""
    with httpx2.Client(base_url=server, verify=PLAIN) as client:
        yield client


@pytest.fixture
def read(client: httpx2.Client) -> Callable[..., str]:
    """The function that gives a page as a browser gets it, in a language."""

    def get(path: str, language: str = "en", status: int = 200) -> str:
        headers = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language": language}
        response = client.get(path, headers=headers)
        assert response.status_code == status
        assert response.headers["content-type"] == "text/html; charset=utf-8"
        return response.text

    return get
