"""Pages of the studio: who asks, in which language, and its templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, unquote

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from exgraph.reading.language import LANGUAGES, NAMES, Language, Messages, known, words_of
from exgraph.reading.reader import THEMES
from exgraph.review.decision import tidy
from exgraph.settings import Settings
from exgraph.web.page.asset import island
from exgraph.web.page.rendering import dumps, script_safe, switch
from exgraph.web.page.visitor import accepted

_YEAR = 365 * 24 * 3600
_REVIEWER = "reviewer"


@dataclass(frozen=True)
class Visitor:
    """Who asks for a page: their language and theme, and the name under which they decide, if they gave one."""

    language: Language
    theme: str | None
    by: str
    words: Messages


def visitor(request: Request, settings: Settings) -> Visitor:
    """Return who asks, by the address, then cookies, then the languages that the browser accepts."""
    language = (
        known(request.query_params.get("lang"))
        or known(request.cookies.get("lang"))
        or accepted(request.headers.get("accept-language"))
    )
    theme = request.query_params.get("theme") or request.cookies.get("theme")
    by = tidy(unquote(request.cookies.get(_REVIEWER, "")))
    return Visitor(language, theme if theme in THEMES else None, by, words_of(settings.description, language))


def named(response: Response, name: str) -> Response:
    """Keep the name of who decides in their browser."""
    response.set_cookie(_REVIEWER, quote(tidy(name)), max_age=_YEAR, samesite="lax", httponly=True)
    return response


def render(
    request: Request, settings: Settings, template: str, context: Mapping[str, object], status: int = 200
) -> Response:
    """Return a page. A language or theme in the address is kept as a cookie."""
    who = visitor(request, settings)
    filled = {
        "who": who,
        "text": who.words.text,
        "count": who.words.count,
        "number": who.words.number,
        "island": island,
        "data": lambda value: script_safe(dumps(value)),
        "json": lambda value: json.dumps(value, ensure_ascii=False),
        "languages": NAMES,
        "themes": THEMES,
        "path": request.url.path,
        "switch": lambda **query: switch(request, **query),
        **context,
    }
    response = HTMLResponse(_templates().get_template(template).render(filled), status)
    for name, allowed in (("lang", LANGUAGES), ("theme", THEMES)):
        value = request.query_params.get(name)
        if value is not None and value in allowed:
            response.set_cookie(name, value, max_age=_YEAR, samesite="lax", httponly=True)
    return response


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("exgraph.studio"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["cells"] = cells
    templates.filters["segment"] = lambda text: quote(str(text), safe="")
    return templates


def cells(line: str) -> Markup:
    """Return a line of a document with its cells parted visibly."""
    tab = Markup('<span class="tab">\t</span>')
    return tab.join(escape(cell) for cell in line.split("\t"))
