"""The web application."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from exgraph.errors import ExgraphError
from exgraph.feedback import FeedbackQueue
from exgraph.pool import Limits, Pool
from exgraph.pool.relay import Service
from exgraph.reading.language import LANGUAGES, words_of
from exgraph.reading.publication import Publication
from exgraph.settings import Settings, load
from exgraph.web.http import problem
from exgraph.web.http.header import HeaderMiddleware
from exgraph.web.http.metric import Metrics
from exgraph.web.http.problem import RequestError
from exgraph.web.http.proxy import Network, ProxyMiddleware
from exgraph.web.http.ranges import RangeMiddleware
from exgraph.web.http.request import Recorder, RequestMiddleware
from exgraph.web.page.rendering import render
from exgraph.web.page.visitor import reader_of
from exgraph.web.releases.archive import Archive
from exgraph.web.releases.middleware import ReleaseMiddleware
from exgraph.web.routes import (
    about,
    browse,
    calendar,
    changes,
    compare,
    data,
    export,
    feedback,
    pair,
    portal,
    quality,
    questions,
    releases,
    report,
    search,
    shapes,
    thing,
    vocabulary,
    why,
)
from exgraph.web.routes.service import discovery, features, graph_store, operation, reconcile, sparql
from exgraph.web.sparql.access import Access
from exgraph.web.sparql.answer import Answers
from exgraph.web.sparql.direct import Direct
from exgraph.web.sparql.endpoint import EndpointMiddleware

_LOG = logging.getLogger(__name__)

PARTS = (
    about,
    browse,
    calendar,
    changes,
    compare,
    data,
    discovery,
    export,
    features,
    feedback,
    graph_store,
    operation,
    pair,
    portal,
    search,
    quality,
    questions,
    releases,
    report,
    shapes,
    reconcile,
    sparql,
    thing,
    vocabulary,
    why,
)


@dataclass(frozen=True)
class ServerOptions:
    """Deployment options."""

    trusted: tuple[Network, ...] = ()
    """Trusted proxies."""
    origins: tuple[str, ...] = ("*",)
    """Sites whose scripts may read answers."""
    services: tuple[Service, ...] = ()
    """Endpoints that queries may ask."""
    slow: float = 1.0
    """Seconds from which on a request is logged as slow."""
    access: bool = False
    """Whether every request is logged."""
    feedback: bool = True
    """Whether readers may report errors."""


def create_app(
    settings: Settings | None = None, limits: Limits | None = None, options: ServerOptions | None = None
) -> Application:
    """Return the application that serves what is published under `settings.build`, by default the project around here.

    It answers for `settings.base` whatever host it runs on, and takes up a new version as soon as one is published.
    Queries run in processes of their own, held to `limits`.

    Raises:
        SettingsError: no settings are given and no project is found.
    """
    settings, options = settings or load(), options or ServerOptions()
    publication = Publication(settings)
    journal = settings.state / "journal.rdfp"
    # Pages take up a version together with queries: both speak of one.
    pool = Pool(
        settings.build,
        settings.base,
        limits or Limits(),
        journal=journal,
        prepare=publication.prepare,
        services=options.services,
    )
    app = FastAPI(
        title="exgraph", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False, lifespan=_running
    )
    app.state.pool = pool
    app.state.settings = settings
    app.state.archive = Archive(settings, pool.limits)
    app.state.access = Access(settings.state)
    app.state.feedback = FeedbackQueue(settings.state / "feedback.sqlite") if options.feedback else None
    app.state.publication = publication
    for language in LANGUAGES:
        words_of(settings.description, language)  # read now rather than while the first reader waits
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_exception_handler(ExgraphError, _mendable)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)
    for part in PARTS:
        app.include_router(part.router)
    app.mount("/static", _StaticFiles(packages=[("exgraph.web", "static")]), name="static")
    app.state.metrics = metrics = _metrics(pool)
    recorder = Recorder(metrics, slow=options.slow, access=options.access)
    app.state.answers = answers = Answers(pool, pool.limits.cache)
    # Outside FastAPI's own middleware, which takes as long as an answer that is known already.
    endpoint = EndpointMiddleware(app, answers)
    with_headers = HeaderMiddleware(
        RangeMiddleware(ReleaseMiddleware(app, endpoint, app.state.archive)), options.origins
    )
    named = RequestMiddleware(with_headers, pool.limits, recorder)
    if options.trusted or not with_headers.same_for_all:
        return Application(ProxyMiddleware(named, options.trusted), None)
    return Application(named, Direct(answers, recorder, with_headers.always))


@dataclass(frozen=True)
class Application:
    """The ASGI application, and what may answer plain queries without it."""

    asgi: ASGIApp
    direct: Direct | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        await self.asgi(scope, receive, send)


class _StaticFiles(StaticFiles):
    """Scripts that were built bear a digest in their names and are kept; all else is asked for anew (304)."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """See Starlette."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        lasting = "/static/built/assets/" in scope["path"]
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return response


def _metrics(pool: Pool) -> Metrics:
    metrics = Metrics()
    metrics.watch("queries_running", "Queries that are worked on", lambda: pool.running)
    metrics.watch("queries_waiting", "Queries that wait for a worker", lambda: pool.waiting)
    metrics.watch("workers", "Worker processes", lambda: len(pool.workers()))
    reasons = {reason: partial(pool.stopped, reason) for reason in ("time", "memory", "crash", "gone", "killed")}
    metrics.watch_total("queries_stopped", "Queries stopped, by reason", "reason", reasons)
    return metrics


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    pool: Pool = app.state.pool
    await pool.start()
    yield
    archive: Archive = app.state.archive
    await asyncio.gather(pool.stop(), archive.close())


async def _mendable(request: Request, error: Exception) -> Response:
    if not isinstance(error, ExgraphError):
        raise error
    if problem.status_of(error) >= 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, error)
    if not problem.wants_page(request):
        return problem.answer(request, error)
    return await run_in_threadpool(_page, request, error)


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return await _mendable(request, RequestError(error.status_code, error.detail, headers=dict(error.headers or {})))


async def _invalid(request: Request, error: Exception) -> Response:
    return await _mendable(request, RequestError(400, "a parameter of the address cannot be read"))


async def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    shown = RequestError(500, "something went wrong here; it has been logged")
    return (
        await run_in_threadpool(_page, request, shown)
        if problem.wants_page(request)
        else problem.answer(request, shown)
    )


def _page(request: Request, error: ExgraphError) -> Response:
    publication: Publication = request.app.state.publication
    try:
        reading = reader_of(request, publication.current())
    except ExgraphError:
        return problem.answer(request, error)
    status = problem.status_of(error)
    kind = str(status) if f"error.{status}" in reading.words.texts else "4xx" if status < 500 else "500"
    context = {"status": status, "error": error, "kind": kind, "guess": ""}
    response = render(request, reading, "error.html", context, status)
    response.headers.update(error.headers if isinstance(error, RequestError) else {})
    return response
