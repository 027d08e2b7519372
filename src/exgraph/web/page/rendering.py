"""Pages: templates filled in for a reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib.metadata import version
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exgraph.reading.language import LANGUAGES, NAMES
from exgraph.reading.reader import THEMES, Reader
from exgraph.release import citation
from exgraph.web.page.asset import island
from exgraph.web.page.citation import cite
from exgraph.web.page.release_links import keep

_YEAR = 365 * 24 * 3600
_PER_READER = {"Vary": "Accept, Accept-Language, Cookie", "Cache-Control": "no-cache"}


@cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("exgraph.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["jsonld"] = script_safe
    return templates


def script_safe(document: bytes | str) -> Markup:
    """Return a JSON document that may stand inside a <script> element: no sign in it can end the element."""
    text = document.decode() if isinstance(document, bytes) else document
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - nothing that HTML reads is left in it


def render(
    request: Request,
    reader: Reader,
    template: str,
    context: Mapping[str, object],
    status: int = 200,
    *,
    links: Sequence[str] = (),
) -> Response:
    """Return a page; 304 where the client has it already. A language or theme in the address is kept as a cookie.

    `links` are told in its head (RFC 8288), beside that to the description of the data set.
    """
    filled = {
        "reader": reader,
        "text": reader.words.text,
        "number": reader.words.number,
        "count": reader.words.count,
        "island": island,
        "data": lambda value: script_safe(dumps(value)),
        "words": reader.words.area,
        "switch": lambda **query: switch(request, **query),
        "languages": NAMES,
        "path": request.url.path,
        "themes": THEMES,
        "search": request.query_params.get("q", ""),
        "release": release(reader),
        "takes_feedback": request.app.state.feedback is not None and not request.url.path.startswith("/feedback"),
        "this_page": here(request),
        "picture_words": {
            **{each: reader.words.text(f"picture.{each}") for each in ("save", "wide", "square", "sheet")},
            "licence": citation.licence_name(reader.published.project),
        },
        "cite_page": partial(cite, request, reader, published=date_of(reader)),
        "today": date.today(),
        **context,
    }
    macros = _templates().get_template("macros.html").make_module(filled)
    text = _templates().get_template(template).render(filled, macros=macros)
    if reader.published.of is not None:
        text = keep(text, reader.published.of.id)
    tag = f'W/"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'
    headers = {"ETag": tag, **reader.published.headers, **_PER_READER}
    if status == 200 and request.headers.get("if-none-match") == tag:
        response = Response(status_code=304, headers=headers)
    else:
        linked = {"Link": ", ".join(('</.well-known/void>; rel="describedby"', *links)), **headers}
        response = Response(text, status, linked, "text/html; charset=utf-8")
    _keep(request, response)
    return response


def here(request: Request) -> str:
    """Return the address of a page from its first slash on, without what is the reader's choice."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("lang", "theme")]
    path = quote(request.url.path, safe="/:@!$&'()*+,;=~")
    return f"{path}?{urlencode(kept)}" if kept else path


def switch(request: Request, **query: str) -> str:
    """Return this page's address with some of its parameters changed."""
    parameters = [(name, value) for name, value in request.query_params.multi_items() if name not in query]
    return "?" + urlencode([*parameters, *query.items()])


def release(reader: Reader) -> dict[str, object]:
    """Return what a page tells of its version: software, data, release and how that is cited, findings but notes."""
    published, of = reader.published, reader.published.release
    severities = published.report.severities
    return {
        "id": of.id if of else None,
        "cited": citation.sentence(published.project, reader.language, of) if of else None,
        "title": citation.title(published.project, reader.language),
        "authors": citation.authors(published.project, reader.language),
        "base": published.base.root,
        "asked": published.of is not None,
        "name": version("exgraph"),
        "fingerprint": published.fingerprint[:12],
        "date": date_of(reader).isoformat(),
        "findings": {name: severities[name] for name in ("violation", "warning")},
    }


def date_of(reader: Reader) -> date:
    """Return the day on which the version that is read was published, in UTC."""
    return datetime.fromtimestamp(reader.published.folder.stat().st_mtime, UTC).date()


def dumps(value: object) -> str:
    """Return a value as JSON text, other scripts written out."""
    return json.dumps(value, ensure_ascii=False)


def _keep(request: Request, response: Response) -> None:
    for name, allowed in (("lang", LANGUAGES), ("theme", THEMES)):
        value = request.query_params.get(name)
        if value is not None and value in allowed:
            response.set_cookie(name, value, max_age=_YEAR, samesite="lax", httponly=True)
        elif value == "auto" and name == "theme":
            response.delete_cookie(name)
