"""/about, /help, /glossary, /accessibility: what the portal is and how it is used; the project may say it itself."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from exgraph.reading.reader import Reader
from exgraph.release import citation
from exgraph.settings import Settings
from exgraph.web.page.markdown import rendered
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]
PAGES = ("about", "help", "glossary", "accessibility")
"""Each is a Markdown file in each language (`exgraph/web/texts`), and a title (`about.<name>`)."""


@router.api_route("/about", methods=_METHODS)
@router.api_route("/help", methods=_METHODS)
@router.api_route("/glossary", methods=_METHODS)
@router.api_route("/accessibility", methods=_METHODS)
def text_page(request: Request, reader: Reading) -> Response:
    """Show a page of text: the project's (`pages/<name>.<language>.md`) where it has one, else ours."""
    name = request.url.path.strip("/")
    settings: Settings = request.app.state.settings
    body = rendered(_filled(_text(settings.root, name, reader.language), _values(reader)))
    return render(request, reader, "about.html", {"name": name, "body": body, "pages": PAGES})


@router.api_route("/contact", methods=_METHODS)
def contact() -> Response:
    """Lead to where the page about the portal says whom to ask."""
    return RedirectResponse("/about#contact", 307)


def _text(root: Path, name: str, language: str) -> str:
    own = root / "pages" / f"{name}.{language}.md"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    return (files("exgraph.web") / "texts" / f"{name}.{language}.md").read_text(encoding="utf-8")


def _values(reader: Reader) -> Mapping[str, str]:
    """Return what a text may name in braces."""
    project, language = reader.published.project, reader.language
    licence = citation.licence(project)
    address = project.address if urlsplit(project.address).scheme in ("http", "https") else ""
    return {
        "title": citation.title(project, language),
        "publisher": citation.authors(project, language),
        "licence": licence,
        "licence_name": citation.licence_name(project),
        "contact": f" <{address}>" if address else "",
    }


def _filled(text: str, values: Mapping[str, str]) -> str:
    # Not str.format: a text of a project may have braces of its own.
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text
