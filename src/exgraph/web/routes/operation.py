"""Addresses for operators."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from exgraph.web.routes import Version

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/health", methods=_METHODS)
def health() -> Response:
    """Tell that the process answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.api_route("/ready", methods=_METHODS)
def ready(published: Version) -> Response:
    """Tell which version is served; 503 while there is none."""
    return JSONResponse({"status": "ready", "version": published.fingerprint}, headers={"Cache-Control": "no-store"})
