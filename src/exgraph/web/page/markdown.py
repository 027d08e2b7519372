"""Markdown as HTML, for texts of the package and of the project."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup


def rendered(text: str) -> Markup:
    """Return a Markdown text as HTML; HTML in it is shown as it is written, not passed on."""
    return Markup(_markdown().render(text))  # noqa: S704 - HTML in it is off


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
