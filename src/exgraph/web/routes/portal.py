"""/: the home page."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from exgraph.reading.thing import schema_org
from exgraph.web.http.address import public
from exgraph.web.http.negotiation import HTML, Offer, choose_format
from exgraph.web.page.rendering import render
from exgraph.web.portal import overview
from exgraph.web.routes import Reading
from exgraph.web.routes.service.features import landing

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/", methods=_METHODS)
def home(request: Request, reader: Reading) -> Response:
    """Show what there is and where to begin; to a program that wants JSON, where the collections for maps are."""
    json = Offer("json", "application/json")
    if choose_format(request.headers.get("accept"), request.query_params.getlist("f"), (HTML, json)) == json:
        return landing(request, reader.words.text("site.title"))
    document = schema_org.site(reader.published, public(request, ""), reader.words.text("site.title"))
    return render(request, reader, "home.html", {"document": document, **overview.content(reader, date.today())})
