"""/pair: two places."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from exgraph.reading.history import pair
from exgraph.reading.reader import Reader
from exgraph.web.http.problem import RequestError
from exgraph.web.page.rendering import render
from exgraph.web.routes import Reading

router = APIRouter()

_METHODS = ["GET", "HEAD"]


@router.api_route("/pair/{first}/{second}", methods=_METHODS)
def pair_page(request: Request, reader: Reading, first: str, second: str) -> Response:
    """Tell the story of two places.

    Raises:
        RequestError: 404, one of them is no place, or nothing is told of them together.
    """
    ends = [place_of(reader, key) for key in (first, second)]
    shown = pair.view(reader, ends[0], ends[1], request.query_params) if ends[0] != ends[1] else None
    if shown is None:
        raise RequestError(404, "nothing is told of these two places together", remedy="see /browse for who met whom")
    return render(request, reader, "pair.html", shown)


def place_of(reader: Reader, key: str) -> str:
    """Return the IRI of a place by its key in addresses.

    Raises:
        RequestError: 404, there is no such place.
    """
    iri = reader.published.base.thing("place", key.removeprefix("place/"))
    if not reader.published.store.knows(iri):
        raise RequestError(404, f"there is no place {key}", remedy="search for it by name")
    return iri
