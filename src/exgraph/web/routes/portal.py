"""Pages to start from: home and search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response

from exgraph.web import overview
from exgraph.web.page import render
from exgraph.web.paging import paged
from exgraph.web.reader import Name
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]
_FOUND = 50
"""Results of a search on one page."""


@dataclass(frozen=True)
class Found:
    """A search result: the thing, its kind, and the other name it was found by."""

    name: Name
    kind: Name
    other: str | None


@router.api_route("/", methods=_METHODS)
def home(request: Request, reader: Reading) -> Response:
    """Show what there is and where to begin."""
    return render(request, reader, "home.html", overview.content(reader, date.today()))


@router.api_route("/search", methods=_METHODS)
def search(request: Request, reader: Reading, q: str = "", page: int = 1) -> Response:
    """Show the things whose names hold every word of `q`."""
    names = reader.published.names
    matches = names.search(q[:200])
    number, pages = paged(len(matches), _FOUND, str(page))
    found = []
    for match in matches[(number - 1) * _FOUND : number * _FOUND]:
        name = reader.name(match.iri)
        other = match.label if match.label != name.text else None
        found.append(Found(name, reader.name(match.type), other))
    return render(
        request,
        reader,
        "search.html",
        {"found": found, "total": len(matches), "page": number, "pages": pages, "corrected": names.corrected(q[:200])},
    )
