"""Addresses for operators and robots."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, PlainTextResponse

from exgraph.web.routes import Version

router = APIRouter()

_METHODS = ["GET", "HEAD"]
# Queries and lists in every order cost much and tell a robot nothing that the pages of things do not.
_ROBOTS = "User-agent: *\nDisallow: /sparql\nDisallow: /search\nDisallow: /browse\n"


@router.api_route("/health", methods=_METHODS)
def health() -> Response:
    """Tell that the process answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.api_route("/ready", methods=_METHODS)
def ready(published: Version) -> Response:
    """Tell which version is served; 503 while there is none."""
    return JSONResponse({"status": "ready", "version": published.fingerprint}, headers={"Cache-Control": "no-store"})


@router.api_route("/robots.txt", methods=_METHODS)
def robots() -> Response:
    """Tell robots what to leave alone."""
    return PlainTextResponse(_ROBOTS)
