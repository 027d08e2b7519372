"""/compare: two to four places side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading
from exgraph.web.routes.pair import place_of
from exgraph.web.routes.questions import options
from exgraph.web.views import comparison

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/compare/{keys:path}", methods=_METHODS)
def compare_page(request: Request, reader: Reading, keys: str, add: str = "") -> Response:
    """Show places on one set of axes; `add` sends to the page with one more.

    Raises:
        RequestError: 404, one of them is no place; 400, fewer than two or more than four.
    """
    chosen = list(dict.fromkeys(key for key in keys.split("/") if key))
    if add and add not in chosen:
        place_of(reader, add)
        return Response(status_code=303, headers={"Location": f"/compare/{'/'.join([*chosen, add])}"})
    iris = [place_of(reader, key) for key in chosen]
    if not comparison.LEAST <= len(iris) <= comparison.MOST:
        raise RequestError(400, "two to four places are compared", remedy="/compare/wakkanai/hakodate")
    offered = options(reader, "place") if len(iris) < comparison.MOST else []
    context = {"compared": comparison.compare(reader, iris), "offered": offered, "chosen": chosen}
    return render(request, reader, "compare.html", context)
