"""The page to start from."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from exgraph.reading.thing import schema_org
from exgraph.web.http.address import public
from exgraph.web.page.rendering import render
from exgraph.web.portal import overview
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/", methods=_METHODS)
def home(request: Request, reader: Reading) -> Response:
    """Show what there is and where to begin."""
    document = schema_org.site(reader.published, public(request, ""), reader.words.text("site.title"))
    return render(request, reader, "home.html", {"document": document, **overview.content(reader, date.today())})
