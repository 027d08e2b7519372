"""/reconcile: the Reconciliation Service API, 0.2 at the root and 1.0-draft at /reconcile/1.0.

`/reconcile/ja`, `/en` and `/ru` are the same service in one language; `/reconcile` answers in the client's.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, Any, Literal
from urllib.parse import quote, unquote, urlencode

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool

from exgraph.reading.language import LANGUAGES, known
from exgraph.reading.reader import Reader
from exgraph.web.http import problem
from exgraph.web.http.address import public
from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render
from exgraph.web.reconciliation import extension, manifest, preview, reply, suggest
from exgraph.web.reconciliation.match import Matcher, matcher_of
from exgraph.web.reconciliation.query import FormatError, document
from exgraph.web.routes import Reading

router = APIRouter()
_service = APIRouter()

_METHODS = ["GET", "HEAD"]
_HEADERS = {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"}
# Any page may frame a preview; it runs nothing, and asks nobody else.
_FRAMED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
Kind = Literal["entity", "type", "property"]


def _reading(request: Request, reader: Reading) -> Reader:
    language = known(_named(request))
    return reader if language is None else replace(reader, language=language, words=reader.published.words(language))


def _named(request: Request) -> str | None:
    """Return the language that the path names."""
    part = request.url.path.removeprefix("/reconcile").strip("/").partition("/")[0]
    return part if part in LANGUAGES else None


Asking = Annotated[Reader, Depends(_reading)]


def _path(request: Request, reader: Reader) -> str:
    """Return the path of the service in the reader's language: what a manifest names stays in that language."""
    return f"/reconcile/{_named(request) or reader.language}"


@_service.api_route("", methods=_METHODS)
@_service.api_route("/", methods=_METHODS)
async def get(request: Request, reader: Asking) -> Response:
    """Give the manifest; with `queries` or `extend`, answer them."""
    fields = request.query_params
    if "queries" in fields or "extend" in fields:
        return await _asked(request, reader, fields.get("queries"), fields.get("extend"))
    answer = manifest.plain(reader, public(request, ""), _path(request, reader))
    return _json(answer)


@_service.post("")
@_service.post("/")
async def post(request: Request, reader: Asking) -> Response:
    """Answer the form field `queries` or `extend`."""
    async with request.form() as form:
        queries, extended = form.get("queries"), form.get("extend")
    return await _asked(request, reader, *(each if isinstance(each, str) else None for each in (queries, extended)))


async def _asked(request: Request, reader: Reader, queries: str | None, extended: str | None) -> Response:
    def answer() -> dict[str, Any]:
        matcher = matcher_of(reader.published)
        if queries is not None:
            return reply.plain(reader, matcher, document(queries, "queries"))
        if extended is not None:
            return extension.plain(reader, matcher.entities, document(extended, "extend"))
        raise FormatError("there is neither `queries` nor `extend`", remedy="send one of them as a form field")

    return await run_in_threadpool(_answered, request, answer)


@_service.api_route("/1.0", methods=_METHODS)
@_service.api_route("/1.0/", methods=_METHODS)
def draft(request: Request, reader: Asking) -> Response:
    """Give the manifest of version 1.0-draft."""
    return _json(manifest.draft(reader, public(request, ""), _path(request, reader) + "/1.0"))


@_service.post("/1.0/match")
async def match(request: Request, reader: Asking) -> Response:
    """Answer a batch of queries, a JSON body."""
    return await _posted(request, reader, lambda matcher, sent: reply.draft(reader, matcher, sent))


@_service.post("/1.0/extend")
async def extend(request: Request, reader: Asking) -> Response:
    """Answer a data extension query, a JSON body."""
    return await _posted(request, reader, lambda matcher, sent: extension.draft(reader, matcher.entities, sent))


async def _posted(request: Request, reader: Reader, work: Callable[[Matcher, object], dict[str, Any]]) -> Response:
    body = await request.body()

    def answer() -> dict[str, Any]:
        return work(matcher_of(reader.published), document(body.decode("utf-8", "replace"), "the body"))

    return await run_in_threadpool(_answered, request, answer)


@_service.api_route("/extend/propose", methods=_METHODS)
@_service.api_route("/1.0/extend/propose", methods=_METHODS)
def propose(request: Request, reader: Asking, type: str | None = None, limit: int | None = None) -> Response:
    """Give the properties that columns can be filled with."""
    return _json(extension.propose(reader, matcher_of(reader.published).entities, type, limit))


@_service.api_route("/suggest/{kind}", methods=_METHODS)
@_service.api_route("/1.0/suggest/{kind}", methods=_METHODS)
def suggestions(
    request: Request, reader: Asking, kind: Kind, *, prefix: str = "", cursor: int = 0, type: str | None = None
) -> Response:
    """Give entities, types or properties by what is typed so far."""
    matcher, skipped = matcher_of(reader.published), max(cursor, 0)
    if kind == "entity":
        found = suggest.entities(reader, matcher, prefix, skipped, type)
    elif kind == "type":
        found = suggest.classes(reader, matcher.entities, prefix, skipped)
    else:
        found = suggest.properties(reader, matcher.entities, prefix, skipped, type)
    return _json({"result": found})


@_service.api_route("/flyout/{kind}", methods=_METHODS)
def flyout(request: Request, reader: Asking, kind: Kind, id: str) -> Response:
    """Give a few words of HTML on an entity, type or property."""
    content = suggest.flyout(reader, matcher_of(reader.published).entities, kind, id)
    if content is None:
        return problem.answer(request, RequestError(404, f"there is no {kind} of that id"))
    return _json(content)


@_service.api_route("/preview", methods=_METHODS)
@_service.api_route("/1.0/preview", methods=_METHODS)
def previewed(request: Request, reader: Asking, id: str) -> Response:
    """Show an entity in a small frame.

    Raises:
        RequestError: 404, there is no such entity.
    """
    entities = matcher_of(reader.published).entities
    entity = entities.find(id)
    if entity is None:
        raise RequestError(404, "there is no entity of that id")
    response = render(request, reader, "reconcile-preview.html", preview.content(reader, entities, entity))
    response.headers["Content-Security-Policy"] = _FRAMED
    return response


@_service.api_route("/view", methods=_METHODS)
@_service.api_route("/1.0/view", methods=_METHODS)
def view(request: Request, reader: Asking, id: str) -> Response:
    """Send to the page of an entity."""
    path = id.removeprefix(reader.published.base.root).removeprefix("id/").lstrip("/")
    language = _named(request)
    query = f"?{urlencode({'lang': language})}" if language else ""
    return Response(status_code=303, headers={"Location": f"/id/{quote(unquote(path), safe='/-._~')}{query}"})


def _answered(request: Request, answer: Callable[[], dict[str, Any]]) -> Response:
    try:
        return _json(answer())
    except FormatError as error:
        status = 413 if isinstance(error, reply.BatchError) else 400
        return problem.answer(request, RequestError(status, error.problem, remedy=error.remedy))


def _json(answer: dict[str, Any]) -> Response:
    return Response(json.dumps(answer, ensure_ascii=False), headers=_HEADERS, media_type="application/json")


for _prefix in ("/reconcile", *(f"/reconcile/{language}" for language in LANGUAGES)):
    router.include_router(_service, prefix=_prefix)
