"""The how-tos of docs/how-to and the traps of asking, as pages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from markupsafe import Markup

from exgraph.reading.asking import traps
from exgraph.web.page.markdown import rendered

NAMES = ("gephi", "cytoscape", "openrefine", "qgis", "excel", "pandas", "federation")
"""Each is a file, and a title in each language (`how-to.<name>`)."""
_WRITTEN_FOR = "http://127.0.0.1:8000"


def page(name: str, server: str) -> Markup:
    """Return a how-to as HTML without its title, with the address of this server in its examples.

    Raises:
        FileNotFoundError: the how-tos were not installed.
    """
    _, _, text = _folder().joinpath(f"{name}.md").read_text(encoding="utf-8").partition("\n")
    return rendered(text.replace(_WRITTEN_FOR, server))


def asking(server: str) -> Markup:
    """Return the traps of asking as HTML without their title.

    Raises:
        FileNotFoundError: the page was not installed.
    """
    _, _, text = traps(server).partition("\n")
    return rendered(text)


def picture(name: str) -> bytes:
    """Return a picture that a how-to shows, a PNG.

    Raises:
        FileNotFoundError: there is none of this name.
    """
    for each in _folder().joinpath("pictures").iterdir():
        if each.name == name:
            return each.read_bytes()
    raise FileNotFoundError(name)


@cache
def _folder() -> Traversable:
    installed = files("exgraph.web") / "how-to"
    return installed if installed.is_dir() else Path(__file__).parents[4] / "docs" / "how-to"
