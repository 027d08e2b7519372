"""The traps of asking, and what to write instead: docs/asking.md."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

_WRITTEN_FOR = "http://127.0.0.1:8000"


def traps(server: str = _WRITTEN_FOR) -> str:
    """Return the page as Markdown, with the address of a server in its links.

    Raises:
        FileNotFoundError: the page was not installed.
    """
    return _page().replace(_WRITTEN_FOR, server)


@cache
def _page() -> str:
    installed = files("exgraph.reading") / "asking.md"
    page = installed if installed.is_file() else Path(__file__).parents[3] / "docs" / "asking.md"
    return page.read_text(encoding="utf-8")
