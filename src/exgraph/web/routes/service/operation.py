"""Addresses for operators."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from exgraph.errors import PublicationError
from exgraph.pool import Pool
from exgraph.web.http.metric import Metrics
from exgraph.web.routes import Version

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/health", methods=_METHODS)
def health() -> Response:
    """Tell that the process answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.api_route("/ready", methods=_METHODS)
def ready(request: Request, _: Version) -> Response:
    """Tell which version is asked; 503 while there is none."""
    pool: Pool = request.app.state.pool
    if pool.version is None:
        raise PublicationError("the version is being loaded")
    return JSONResponse({"status": "ready", "version": pool.version}, headers={"Cache-Control": "no-store"})


@router.api_route("/metrics", methods=_METHODS)
def metrics(request: Request) -> Response:
    """Give the metrics in the form that Prometheus reads."""
    counted: Metrics = request.app.state.metrics
    headers = {"Cache-Control": "no-store", "Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
    return Response(counted.text(), headers=headers)
