"""/changes: what changed from release to release, for copies that keep up."""

from __future__ import annotations

from typing import cast

from fastapi import APIRouter, Request, Response

from exgraph.release import releases
from exgraph.store import GRAPH_TYPES, GraphFormat, convert
from exgraph.web.http.address import public
from exgraph.web.http.negotiation import GRAPHS, HTML, choose_format, etag
from exgraph.web.http.problem import RequestError, unacceptable
from exgraph.web.http.response import tagged
from exgraph.web.releases import feed
from exgraph.web.routes.releases import Where

router = APIRouter()


@router.api_route("/changes", methods=["GET", "HEAD"])
def changes(request: Request, where: Where, page: int = 1) -> Response:
    """Give a page of the event stream of releases.

    Raises:
        RequestError: 404, there is no such page; 406, none of the types accepted is on offer.
    """
    found = releases(where.releases)[::-1]
    last = feed.pages(len(found))
    if not 1 <= page <= last:
        raise RequestError(404, f"there is no page {page}", remedy=f"there are 1 to {last}")
    offer = choose_format(request.headers.get("accept"), request.query_params.getlist("format"), (*GRAPHS, HTML))
    if offer is None:
        raise unacceptable(GRAPHS)
    # A browser gets Turtle, which it shows as text.
    format_ = cast(GraphFormat, "turtle" if offer == HTML else offer.name)
    media_type = "text/plain; charset=utf-8" if offer == HTML else GRAPH_TYPES[format_]
    address = public(request, "")
    # The last page may still grow; one before it is full, and says nothing else ever again.
    lasting = "no-cache" if page == last else "public, max-age=86400"
    tag = etag(address, page, format_, offer.name, *(f"{each.id} {each.canonical}" for each in found))
    headers = {"Vary": "Accept", "Cache-Control": lasting}
    return tagged(request, tag, lambda: convert(feed.page(found, page, address), format_), media_type, headers)
