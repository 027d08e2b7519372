"""The specimen project with its document, and a browser's side of the studio without a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from exgraph import settings as project
from exgraph.settings import Settings
from exgraph.studio.app import create_app
from tests.review import conftest as specimens

documents = specimens.documents
ADDRESS = "http://127.0.0.1:8010"


@pytest.fixture
def settings(specimen: Path, documents: Path) -> Settings:
    return project.load(specimen, documents=documents)


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with visit(settings, "Aoki") as client:
        yield client


def visit(settings: Settings, by: str, language: str = "en", token: str = "") -> TestClient:
    """A person's browser at the studio, of which writes say where they come from."""
    client = TestClient(
        create_app(settings, token), base_url=ADDRESS, follow_redirects=False, headers={"Origin": ADDRESS}
    )
    client.cookies.update({"reviewer": by, "lang": language})
    return client


def form(client: TestClient, page: str, **others: str) -> dict[str, str]:
    """What the form of a record sends as it stands, with other fields."""
    text = client.get(page).text
    inside = text[text.index('id="facts"') : text.index("</form>", text.index('id="facts"'))]
    sent = {"version": re.findall(r'name="version" value="([^"]+)"', inside)[0]}
    sent |= {
        name: unescape(value) for name, value in re.findall(r'<input id="[^"]+" name="([^"]+)" value="([^"]*)"', inside)
    }
    for name, options in re.findall(r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', inside, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)" selected>', options)
        sent[name] = chosen[0] if chosen else ""
    return sent | others


def facts(specimen: Path) -> Path:
    return specimen / "mappings" / "sources" / "specimen" / "facts"


def lines(specimen: Path, table: str) -> list[bytes]:
    """The lines of a fact table as they are on disk."""
    return (facts(specimen) / f"{table}.csv").read_bytes().splitlines(keepends=True)
